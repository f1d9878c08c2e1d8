const day = /^\d{4}-\d{2}-\d{2}$/
/** The form that luxon and every engine read in the same way: PostgreSQL accepts offsets below 16 hours. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-](0\d|1[0-5]):?[0-5]\d)$/i

/** Whether a text is an existing day. There is no year 0, and `2025-02-30` would be read as March 2. */
export function isDay(text: string): boolean {
  const time = day.test(text) && !text.startsWith('0000') ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Whether a text is an instant, ISO 8601 with its time zone: `2025-03-01T09:30:00Z`. */
export function isInstant(text: string): boolean {
  const colon = text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
  return instant.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(colon.toUpperCase()))
}
