import type { RawType } from '../../../catalog/adapters/adapter.ts'
import type { ContractType } from '../../../catalog/files/source-table.ts'
import { noAssumptions, type Assumptions } from './assumptions.ts'
import type { FoundColumn } from './found-table.ts'
import { recognizeNumber } from './recognize-number.ts'
import type { Unread } from './unread.ts'

/**
 * How the values of a column are to be read for a column of the contract, by its samples, or why they are not. A date whose
 * day and month cannot be distinguished is read as day, month, year where a sample shows it, else as the caller declares.
 */
export function recognizeType(
  { name, type, samples }: FoundColumn,
  wanted: ContractType,
  assumptions: Assumptions = noAssumptions,
): RawType | Unread {
  const as = (form: RawType, pattern: RegExp): RawType | Unread => {
    const strange = samples.find((sample) => !pattern.test(sample))
    return strange === undefined ? form : { reason: `${strange} is no ${form}` }
  }
  switch (wanted) {
    case 'text':
      return /(^|_)id$|^id/i.test(name) ? 'id' : 'text'
    case 'jsonb':
      return as('json', /^[[{]/)
    case 'boolean':
      return as('boolean', /^(true|false|t|f|yes|no|0|1)$/i)
    case 'numeric':
    case 'bigint':
      return type === 'text' || type.startsWith('character')
        ? recognizeNumber(samples, assumptions)
        : as('number', /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i)
    case 'date':
    case 'timestamptz':
      return recognizeTime(type, samples, assumptions)
  }
}

const epochs: readonly (readonly [RawType, RegExp])[] = [
  ['time', /^\d{4}-\d{1,2}-\d{1,2}/],
  ['epoch_seconds', /^\d{10}(\.\d+)?$/],
  ['epoch_milliseconds', /^\d{13}(\.\d+)?$/],
  ['epoch_microseconds', /^\d{16}$/],
]

const writtenDay = /^(\d{1,2})[./-](\d{1,2})[./-]\d{4}/

function recognizeTime(
  type: string,
  samples: readonly string[],
  { dayOrder }: Assumptions,
): RawType | Unread {
  if (type.startsWith('timestamp') || type === 'date') return 'time'
  const form = epochs.find(([, pattern]) => samples.every((sample) => pattern.test(sample)))
  if (form !== undefined) return form[0]
  const parts = samples.map((sample) => writtenDay.exec(sample))
  const strange = samples.find(
    (sample) =>
      ![writtenDay, ...epochs.map(([, pattern]) => pattern)].some((pattern) => pattern.test(sample)),
  )
  if (strange !== undefined) return { reason: `${strange} is no time` }
  if (parts.some((found) => found === null)) return { reason: 'its times are written in different forms' }
  const impossible = parts.find((found): found is RegExpExecArray => {
    const [less, more] = [Number(found?.[1]), Number(found?.[2])].sort((one, other) => one - other)
    return less === undefined || more === undefined || less < 1 || less > 12 || more > 31
  })
  if (impossible !== undefined) return { reason: `${impossible.input} is no day` }
  const above12 = (index: 1 | 2) => parts.find((found) => Number(found?.[index]) > 12)?.input
  const [first, second] = [above12(1), above12(2)]
  if (first !== undefined && second !== undefined)
    return { reason: `${first} and ${second} have day and month in different order` }
  if (first !== undefined) return 'day_month_year'
  if (second !== undefined) return 'month_day_year'
  return (
    dayOrder ?? {
      reason: `no sample says which part is the day, as in ${samples.slice(0, 3).join(', ')}: declare --assume-day-order day_month_year or month_day_year`,
    }
  )
}

/** Whether a column has days without a time of day. */
export function isDay({ type, samples }: FoundColumn): boolean {
  const day = /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})$/
  return type === 'date' || (!type.startsWith('timestamp') && samples.every((sample) => day.test(sample)))
}
