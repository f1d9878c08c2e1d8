import type { AskQuery } from '../../generated/explorer/graphql.ts'

export type AnswerColumn = NonNullable<AskQuery['metrics']>['columns'][number]
export type Cell = string | number | boolean | null

/** What is shown where there is no value. */
export const noValue = '–'

/** A number as exact text, or a number: `Intl` formats both. */
type Exact = Parameters<Intl.NumberFormat['format']>[0]

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const format = formats.get(key) ?? new Intl.NumberFormat(undefined, options)
  formats.set(key, format)
  return format
}

/** The unit and the currency of a number. */
export interface Measure {
  readonly unit: AnswerColumn['unit']
  readonly currency: AnswerColumn['currency']
}

/** A number in the reader's locale. Short: for axes and small places. */
export function formatNumber(value: string | number, { unit, currency }: Measure, isShort = false): string {
  // cents are of no interest next to tens
  const digits = Math.abs(Number(value)) >= 10 && Math.abs(Number(value)) < 1_000 ? 0 : 1
  const notation = isShort ? ({ notation: 'compact', maximumFractionDigits: digits } as const) : {}
  const exact = value as Exact
  switch (unit) {
    case 'MONEY':
      return currency === null
        ? formatOf({ minimumFractionDigits: isShort ? 0 : 2, maximumFractionDigits: 2, ...notation }).format(
            exact,
          )
        : formatOf({ style: 'currency', currency, maximumFractionDigits: 2, ...notation }).format(exact)
    case 'RATIO':
      return formatOf({ style: 'percent', ...digitsOf(100 * Number(value), isShort ? 0 : 1) }).format(exact)
    case 'HOURS':
      return `${formatOf(digitsOf(Number(value), 1)).format(exact)} h`
    case 'DAYS':
      return `${formatOf(digitsOf(Number(value), 1)).format(exact)} d`
    case 'MONTHS':
      return `${formatOf(digitsOf(Number(value), 1)).format(exact)} ${Number(value) === 1 ? 'month' : 'months'}`
    default:
      return formatOf({ maximumFractionDigits: 2, ...notation }).format(exact)
  }
}

/** So many digits after the point. A value that they would round to zero, or to half of it, has its first two digits. */
function digitsOf(value: number, digits: number): Intl.NumberFormatOptions {
  const isSmall = value !== 0 && Math.abs(value) < 10 ** -digits
  return isSmall ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: digits }
}

/** A value of a result in the reader's locale, by the type of its column. */
export function formatCell(value: Cell, column: AnswerColumn): string {
  if (value === null) return noValue
  if (column.kind === 'PARTIAL') return value === true ? 'in part' : 'whole'
  if (column.kind === 'MATURITY') return toMaturityWords(String(value))
  if (column.unit !== null) {
    if (column.kind === 'GROWTH') return formatNumber(String(value), { unit: 'RATIO', currency: null })
    return formatNumber(String(value), column)
  }
  if (column.type === 'date' || column.type === 'timestamptz') return formatDay(String(value))
  if (column.type === 'numeric' || column.type === 'bigint')
    return formatNumber(String(value), { unit: 'COUNT', currency: null })
  return String(value)
}

function toMaturityWords(maturity: string): string {
  return maturity === 'NOT_OBSERVABLE' ? 'not observable' : maturity.toLowerCase()
}

const days = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
})
const months = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', timeZone: 'UTC' })
const moments = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

/** A day or an instant as a day. Days have no time zone of their own: they are shown as written. */
export function formatDay(text: string): string {
  return days.format(new Date(text))
}

/** The label of a period: its month, or the first and the last of its quarter. */
export function formatPeriod(text: string, grain: string | null): string {
  if (grain === 'month') return months.format(new Date(text))
  if (grain === 'quarter') {
    const start = new Date(text)
    const last = new Date(start)
    last.setUTCMonth(start.getUTCMonth() + 2)
    return months.formatRange(start, last)
  }
  if (grain === 'year') return text.slice(0, 4)
  return grain === 'hour' ? moments.format(new Date(text)) : formatDay(text)
}

/** An instant, with its time zone. */
export function formatMoment(text: string): string {
  return `${moments.format(new Date(text))} UTC`
}

/** A whole number in the reader's locale. */
export function formatCount(value: number | string): string {
  return formatNumber(value, { unit: 'COUNT', currency: null })
}
