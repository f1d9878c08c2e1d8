/** `hours_to_value_p50` as GraphQL writes fields: `hoursToValueP50`. */
export function toFieldName(name: string): string {
  return name.replaceAll(/_+([a-z0-9])/g, (_match, first: string) => first.toUpperCase())
}

/** `user_retention` as GraphQL writes types: `UserRetention`. */
export function toTypeName(name: string): string {
  const field = toFieldName(name)
  return `${field.charAt(0).toUpperCase()}${field.slice(1)}`
}

/** A value of the data as GraphQL writes enum values: `rolling_24h` is `ROLLING_24H`, `1000+` is `_1000_PLUS`. */
export function toEnumName(value: string): string {
  const word = value
    .toUpperCase()
    .replaceAll('+', '_PLUS')
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/_$/, '')
  return /^[A-Z_]/.test(word) ? word : `_${word}`
}
