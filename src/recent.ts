/** Values by key, of which the least recently used ones are forgotten. */
export interface Recent<Value> {
  /** The value of a key; made when it is not known. */
  readonly get: (key: string, make: () => Value) => Value
  readonly clear: () => void
}

/** No values yet, and never more than the limit. */
export function createRecent<Value>(limit: number): Recent<Value> {
  const values = new Map<string, Value>()
  return {
    get: (key, make) => {
      const known = values.get(key)
      const value = known === undefined && !values.has(key) ? make() : (known as Value)
      values.delete(key)
      values.set(key, value)
      const [oldest = key] = values.keys()
      if (values.size > limit) values.delete(oldest)
      return value
    },
    clear: () => values.clear(),
  }
}
