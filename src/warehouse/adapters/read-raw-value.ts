import type { RawType, TimeForm } from '../../catalog/adapters/adapter.ts'

/** A value of a raw table as SQL, and its type in the database. */
export interface RawValue {
  readonly sql: string
  readonly type: string
}

/** How times of the loader are to be read. */
export interface RawTimes {
  readonly form: TimeForm
  /** IANA name of the zone of times without one. */
  readonly zone: string
}

/** The type of a raw column in the adapter's select. */
export const typeOf: Readonly<Record<RawType, string>> = {
  id: 'text',
  text: 'text',
  number: 'numeric',
  comma_number: 'numeric',
  point_number: 'numeric',
  boolean: 'boolean',
  time: 'timestamptz',
  epoch_seconds: 'timestamptz',
  epoch_milliseconds: 'timestamptz',
  epoch_microseconds: 'timestamptz',
  day_month_year: 'timestamptz',
  month_day_year: 'timestamptz',
  date: 'date',
  json: 'jsonb',
}

/**
 * A raw value in the type that the adapter declares, also where the loader has another: text in place of numbers, times
 * and booleans, numbers in place of ids. What cannot be read is null.
 */
export function readRawValue(value: RawValue, type: RawType, times: RawTimes): string {
  switch (type) {
    case 'id':
      return asId(value)
    case 'text':
      return `plumbline.text_or_null(${value.sql}::text)`
    case 'number':
      return asNumber(value)
    case 'comma_number':
      return asCommaNumber(value)
    case 'point_number':
      return asPointNumber(value)
    case 'boolean':
      return asBoolean(value)
    case 'epoch_seconds':
    case 'epoch_milliseconds':
    case 'epoch_microseconds':
    case 'day_month_year':
    case 'month_day_year':
      return asTime(value, { ...times, form: type })
    case 'time':
      return asTime(value, times)
    case 'date':
      return asDate(value, times)
    case 'json':
      return asJson(value)
  }
}

const numbers = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision']
const isNumber = ({ type }: RawValue) => numbers.includes(type)

/** An id with a fraction of zero was a number that a loader read as a float. */
function asId(value: RawValue): string {
  if (isNumber(value)) return `trim_scale(${value.sql}::numeric)::text`
  return `regexp_replace(plumbline.text_or_null(${value.sql}::text), '^(-?[0-9]+)\\.0+$', '\\1')`
}

function asNumber(value: RawValue): string {
  if (isNumber(value)) return `plumbline.number_or_null(${value.sql}::numeric)`
  const text = `btrim(${value.sql}::text)`
  return `case when ${text} ~ '^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,2})?$' then ${text}::numeric end`
}

/** A group of thousands is separated by a point or a space. */
function asCommaNumber(value: RawValue): string {
  if (isNumber(value)) return asNumber(value)
  return asNumber({
    sql: `replace(translate(btrim(${value.sql}::text), '. \u00a0\u202f', ''), ',', '.')`,
    type: 'text',
  })
}

/** A group of thousands is separated by a comma or a space. */
function asPointNumber(value: RawValue): string {
  if (isNumber(value)) return asNumber(value)
  return asNumber({ sql: `translate(btrim(${value.sql}::text), ', \u00a0\u202f', '')`, type: 'text' })
}

function asBoolean(value: RawValue): string {
  if (value.type === 'boolean') return value.sql
  if (isNumber(value)) return `${value.sql} <> 0`
  return `case lower(btrim(${value.sql}::text))
      when 'true' then true when 't' then true when 'yes' then true when '1' then true
      when 'false' then false when 'f' then false when 'no' then false when '0' then false
    end`
}

function asTime(value: RawValue, { form, zone }: RawTimes): string {
  const inZone = (sql: string) => `(${sql}) at time zone '${zone}'`
  if (value.type === 'timestamp with time zone') return value.sql
  if (value.type === 'timestamp without time zone') return inZone(value.sql)
  if (value.type === 'date') return inZone(`${value.sql}::timestamp`)
  if (form === 'day_month_year' || form === 'month_day_year') return inZone(asWrittenDay(value, form))
  if (form !== 'time') {
    const unit = {
      epoch_seconds: 'second',
      epoch_milliseconds: 'millisecond',
      epoch_microseconds: 'microsecond',
    }[form]
    return `timestamptz 'epoch' + ${asNumber(value)} * interval '1 ${unit}'`
  }
  const text = `btrim(${value.sql}::text)`
  return `case
      when ${text} ~ '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[T ].*([zZ]|UTC|[+-][0-9]{2}(:?[0-9]{2})?)$' then ${text}::timestamptz
      when ${text} ~ '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}' then ${inZone(`${text}::timestamp`)}
    end`
}

/** A day with its parts in the declared order, and perhaps a time; null where it is written otherwise. */
function asWrittenDay({ sql }: RawValue, form: 'day_month_year' | 'month_day_year'): string {
  const text = `btrim(${sql}::text)`
  const [day, month] = form === 'day_month_year' ? [1, 2] : [2, 1]
  const part = (number: number) =>
    `split_part(translate(split_part(${text}, ' ', 1), './', '--'), '-', ${number})`
  return `case when ${text} ~ '^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?$'
      then (${part(3)} || '-' || ${part(month)} || '-' || ${part(day)} || ' ' || coalesce(nullif(split_part(${text}, ' ', 2), ''), '00:00'))::timestamp
    end`
}

/** The day of a moment is that in the zone of the adapter. */
function asDate(value: RawValue, times: RawTimes): string {
  if (value.type === 'date') return value.sql
  if (value.type === 'timestamp without time zone') return `${value.sql}::date`
  return `(${asTime(value, times)} at time zone '${times.zone}')::date`
}

function asJson(value: RawValue): string {
  if (value.type === 'jsonb') return value.sql
  if (value.type === 'json') return `${value.sql}::jsonb`
  return `case when btrim(${value.sql}::text) ~ '^[[{]' then (${value.sql}::text)::jsonb end`
}
