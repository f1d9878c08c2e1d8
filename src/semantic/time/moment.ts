const day = /^\d{4}-\d{2}-\d{2}$/
/** What every calendar and every warehouse reads alike: an offset is less than 16 hours. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-](0\d|1[0-5]):?[0-5]\d)$/i

/** Whether a text is a day that there is. There is no year 0, and `2025-02-30` would be read as the second of March. */
export function isDay(text: string): boolean {
  const time = day.test(text) && !text.startsWith('0000') ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Whether a text is an instant, ISO 8601 with its time zone: `2025-03-01T09:30:00Z`. */
export function isInstant(text: string): boolean {
  const colon = text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
  return instant.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(colon.toUpperCase()))
}
