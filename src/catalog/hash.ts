import { createHash } from 'node:crypto'

/** A short, stable hash of plain data: the first 12 hexadecimal digits of SHA-256 over sorted JSON. */
export function hash(value: unknown): string {
  return createHash('sha256').update(sortedJson(value)).digest('hex').slice(0, 12)
}

/** JSON with sorted keys, so that equal data give equal text. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )
}
