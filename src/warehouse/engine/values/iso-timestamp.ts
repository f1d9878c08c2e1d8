/**
 * Converts a timestamp as Postgres prints it under `time zone UTC` and `datestyle ISO` to ISO 8601.
 *
 * `2024-01-01 00:00:00+00` becomes `2024-01-01T00:00:00Z`; a fraction has three digits when whole
 * milliseconds suffice, else six. Without a zone there is no `Z`. `infinity` and years before Christ stay
 * unchanged.
 */
export function toIsoTimestamp(text: string): string {
  const parts = printed.exec(text)
  if (!parts) return text
  const [, date, time, fraction, offset] = parts
  const digits = fraction === undefined ? '' : `.${fraction.padEnd(fraction.length <= 3 ? 3 : 6, '0')}`
  return `${date}T${time}${digits}${offset === undefined ? '' : 'Z'}`
}

const printed = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(\+00)?$/
