/** The field name in GraphQL: `hours_to_value_p50` → `hoursToValueP50`. */
export function toFieldName(name: string): string {
  return name.replaceAll(/_+([a-z0-9])/g, (_match, first: string) => first.toUpperCase())
}

/** The type name in GraphQL: `user_retention` → `UserRetention`. */
export function toTypeName(name: string): string {
  const field = toFieldName(name)
  return `${field.charAt(0).toUpperCase()}${field.slice(1)}`
}

/** The enum value in GraphQL: `rolling_24h` → `ROLLING_24H`, `1000+` → `_1000_PLUS`. */
export function toEnumName(value: string): string {
  const word = value
    .toUpperCase()
    .replaceAll('+', '_PLUS')
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/_$/, '')
  return /^[A-Z_]/.test(word) ? word : `_${word}`
}
