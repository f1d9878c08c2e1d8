import { checkDate, formatHint } from '../values/check-time.ts'
import type { ColumnRule } from './mapping.ts'
import { localTimeIn, startOfDay } from './local-time.ts'

/** The result of reading a value: its text in the form of the contract, or the reason why there is none. */
export type Converted = { readonly value: string } | { readonly fault: string }
export type Convert = (text: string, field: (name: string) => string | null) => Converted

/** The assumptions made while reading a column. */
export interface Assumed {
  /** Times without a zone. */
  withoutZone: number
  /** Times in an hour repeated by a clock change. */
  ambiguous: number
}

const written =
  /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?(\.\d{1,9})?\s?(Z|UTC|GMT|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?$/i
const day = /^\d{4}-\d\d-\d\d$/
const latest = Date.parse('9999-12-31T23:59:59Z')

/** The reader of a column's moments, as timestamps in UTC. */
export function momentReader(
  format: NonNullable<ColumnRule['format']>,
  timeZone: string | null,
  assumed: Assumed,
): Convert {
  if (format === 'epoch_seconds') return (text) => epoch(text, 1)
  if (format === 'epoch_milliseconds') return (text) => epoch(text, 1000)
  const zone = timeZone ?? 'UTC'
  const localTime = localTimeIn(zone)
  if (format === 'date') {
    return (text) => {
      const fault = checkDate(text)
      if (fault !== null) return { fault: `${fault}, and format: date is declared` }
      return { value: new Date(startOfDay(localTime, Date.parse(`${text}T00:00:00Z`))).toISOString() }
    }
  }
  return (text) => {
    const [, date = '', minutes = '', seconds = ':00', fraction = '', offset = ''] = written.exec(text) ?? []
    if (date === '') return { fault: notTime(text, timeZone) }
    if (/^(?:z|utc|gmt)$/i.test(offset)) return { value: `${date}T${minutes}${seconds}${fraction}Z` }
    if (offset !== '') return { value: `${date}T${minutes}${seconds}${fraction}${offset}` }
    if (timeZone === null)
      return {
        fault:
          'has no time zone; declare the zone of such times: --assume-time-zone, or time_zone in plumbline.yaml',
      }
    const fault = checkDate(date)
    if (fault !== null) return { fault }
    const local = Date.parse(`${date}T${minutes}${seconds}Z`)
    const [instant, second] = localTime(local)
    if (instant === undefined)
      return { fault: `does not exist in ${zone}: the clocks went forward over it; is it in another zone?` }
    assumed.withoutZone += 1
    if (second !== undefined) assumed.ambiguous += 1
    return { value: `${new Date(instant).toISOString().slice(0, 19)}${fraction}Z` }
  }
}

/** The day of a moment in a zone, for a date column. */
export function dayReader(read: Convert, timeZone: string): Convert {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  return (text, field) => {
    const moment = read(text, field)
    if ('fault' in moment) return moment
    const hasOwnDay =
      day.test(text.slice(0, 10)) && !/(?:z|utc|gmt|[+-]\d\d(?::?\d\d)?)$/i.test(text.slice(10))
    return { value: hasOwnDay ? text.slice(0, 10) : format.format(Date.parse(moment.value)) }
  }
}

function notTime(text: string, timeZone: string | null): string {
  if (day.test(text)) return 'is a date without a time; declare format: date for the column in plumbline.yaml'
  const example = timeZone === null ? '2024-01-31T12:00:00Z' : '2024-01-31T12:00:00'
  return `is not a timestamp (${example})${formatHint(text)}`
}

/** Seconds or milliseconds since 1970 in UTC; fractions are kept to the microsecond. */
function epoch(text: string, perSecond: 1 | 1000): Converted {
  const parts = /^(-?)(\d{1,17})(?:\.(\d+))?$/.exec(text)
  const unit = perSecond === 1 ? 'seconds' : 'milliseconds'
  if (!parts) return { fault: `is not a number of ${unit} since 1970` }
  const [, sign = '', whole = '', fraction = ''] = parts
  const digits = perSecond === 1 ? 6 : 3
  const size = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  const micros = sign === '-' ? -size : size
  const milliseconds = Number(micros / 1000n) - (micros < 0n && micros % 1000n !== 0n ? 1 : 0)
  const rest = micros - BigInt(milliseconds) * 1000n
  if (perSecond === 1 && milliseconds > latest)
    return { fault: 'would be after the year 9999; are these milliseconds (format: epoch_milliseconds)?' }
  if (perSecond === 1000 && isSeconds(Number(whole)) && sign === '')
    return {
      fault: `would be ${new Date(milliseconds).toISOString().slice(0, 10)}; are these seconds (format: epoch_seconds)?`,
    }
  if (milliseconds > latest || milliseconds < Date.parse('0001-01-01T00:00:00Z'))
    return { fault: 'is not a moment between the years 1 and 9999' }
  const tail = rest === 0n ? '' : String(rest).padStart(3, '0')
  return { value: new Date(milliseconds).toISOString().replace('Z', `${tail}Z`) }
}

/** Seconds of the years 1990 to 2100; as milliseconds they would be days of 1970. */
function isSeconds(value: number): boolean {
  return value > 631_152_000 && value < 4_102_444_800
}
