import type { Loss } from '../losses.ts'

/** Whether a value, or the one that lacks it, is the last of a document: a document that was cut off ends there. */
export function isAtEnd(document: unknown, path: readonly PropertyKey[]): boolean {
  let value = document
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return false
    // what is missing would have followed
    if (!Object.hasOwn(value, step)) return step !== 'version'
    if (Object.keys(value).at(-1) !== String(step)) return false
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step]
  }
  return true
}

/** The fields of a document that its form does not have. */
export function unknownFields(raw: unknown, read: unknown, subject: string): readonly Loss[] {
  if (typeof raw !== 'object' || raw === null || typeof read !== 'object' || read === null) return []
  const name = 'name' in raw && typeof raw.name === 'string' ? raw.name : subject
  const known = new Map(Object.entries(read))
  return Object.entries(raw).flatMap(([field, value]): readonly Loss[] =>
    known.has(field)
      ? unknownFields(value, known.get(field), name)
      : [{ subject: name, reason: `The specification has no field ${field}: it is not read.` }],
  )
}
