/** A value for display: numbers as plain decimals, null as empty text, lists and objects as JSON. */
export function plainValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value === 'bigint' || typeof value === 'boolean') return value.toString()
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}

/** JavaScript prints small and large numbers with an exponent, which a spreadsheet reads as text. */
function plainNumber(value: number): string {
  const text = String(value)
  const parts = /^(?<sign>-?)(?<whole>\d)(?:\.(?<rest>\d+))?e(?<exponent>[+-]\d+)$/.exec(text)?.groups
  if (parts === undefined) return text
  const rest = parts['rest'] ?? ''
  const digits = `${parts['whole'] ?? ''}${rest}`
  const exponent = Number(parts['exponent'])
  const sign = parts['sign'] ?? ''
  return exponent < 0
    ? `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
    : `${sign}${digits}${'0'.repeat(Math.max(0, exponent - rest.length))}`
}
