/** The same value with maps as objects and sets as lists, for JSON. */
export function toPlainJson(value: unknown): unknown {
  if (value instanceof Map) {
    return Object.fromEntries(
      [...(value as Map<unknown, unknown>)].map(([key, item]) => [String(key), toPlainJson(item)]),
    )
  }
  if (value instanceof Set) return [...(value as Set<unknown>)].map(toPlainJson)
  if (Array.isArray(value)) return value.map(toPlainJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlainJson(item)]))
}
