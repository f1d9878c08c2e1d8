import { years } from '../../contract/reading.ts'
import type { ValueCheck } from './value-check.ts'

const timestamp =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)$/i
const withoutZone = /^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/
const date = /^\d{4}-\d\d-\d\d$/

/** ISO 8601 with an offset: without one, the instant is unknown. */
export const checkTimestamp: ValueCheck = (text) => {
  const parts = timestamp.exec(text)
  if (parts) return checkDay(parts[1] ?? '')
  if (withoutZone.test(text)) {
    return `has no time zone; if it is UTC, write ${text.replace(' ', 'T')}Z, or declare the zone of such times (--assume-time-zone, or time_zone in plumbline.yaml)`
  }
  if (date.test(text))
    return `is a date without a time; if midnight UTC is meant, write ${text}T00:00:00Z, or declare format: date for the column in plumbline.yaml`
  return `${notTimestamp}${formatHint(text)}`
}

/** A hint about what to declare when a text looks like a time of another format; otherwise empty. */
export function formatHint(text: string): string {
  const format = otherFormat(text)
  return format === null
    ? ''
    : `; if it is one of another format, declare format: ${format} for the column in plumbline.yaml`
}

/** The format in which the text would be a timestamp. */
function otherFormat(text: string): string | null {
  if (/^\d{9,10}(?:\.\d+)?$/.test(text)) return 'epoch_seconds'
  if (/^\d{12,13}(?:\.\d+)?$/.test(text)) return 'epoch_milliseconds'
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)? ?(?:UTC|GMT)$/i.test(text) ? 'timestamp' : null
}

const notTimestamp = 'is not a timestamp with time zone (2024-01-31T12:00:00Z)'

/** Only `YYYY-MM-DD`: the day of a timestamp depends on a time zone that is unknown. */
export const checkDate: ValueCheck = (text) => {
  if (date.test(text)) return checkDay(text)
  if (timestamp.test(text) || withoutZone.test(text)) {
    return 'is a timestamp, not a date; write its day (2024-01-31) in the time zone of the business'
  }
  return 'is not a date (2024-01-31)'
}

function checkDay(day: string): string | null {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const dayOfMonth = Number(day.slice(8, 10))
  const exists =
    year >= 1 && month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysIn(year, month)
  if (!exists) return 'names a day that does not exist'
  return year < years.first ? `is before the year ${years.first}` : null
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
