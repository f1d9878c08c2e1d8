import type { RawType } from '../../../catalog/adapters/adapter.ts'
import type { ContractType } from '../../../catalog/files/source-table.ts'
import type { FoundColumn } from './found-table.ts'

/**
 * How the values of a column are to be read for a column of the contract, by its samples; null when they do not look
 * like that. A date whose day and month cannot be distinguished is read as day, month, year where a sample shows it, else
 * it is not read.
 */
export function recognizeType({ name, type, samples }: FoundColumn, wanted: ContractType): RawType | null {
  const all = (pattern: RegExp) => samples.every((sample) => pattern.test(sample))
  switch (wanted) {
    case 'text':
      return /(^|_)id$|^id/i.test(name) ? 'id' : 'text'
    case 'jsonb':
      return all(/^[[{]/) ? 'json' : null
    case 'boolean':
      return all(/^(true|false|t|f|yes|no|0|1)$/i) ? 'boolean' : null
    case 'numeric':
    case 'bigint':
      if (all(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i)) return 'number'
      return all(/^[+-]?\d{1,3}([. ]?\d{3})*(,\d+)?$/) ? 'comma_number' : null
    case 'date':
    case 'timestamptz':
      return recognizeTime(type, samples)
  }
}

function recognizeTime(type: string, samples: readonly string[]): RawType | null {
  if (type.startsWith('timestamp') || type === 'date') return 'time'
  if (samples.every((sample) => /^\d{4}-\d{1,2}-\d{1,2}/.test(sample))) return 'time'
  if (samples.every((sample) => /^\d{10}(\.\d+)?$/.test(sample))) return 'epoch_seconds'
  if (samples.every((sample) => /^\d{13}(\.\d+)?$/.test(sample))) return 'epoch_milliseconds'
  if (samples.every((sample) => /^\d{16}$/.test(sample))) return 'epoch_microseconds'
  const parts = samples.map((sample) => /^(\d{1,2})[./-](\d{1,2})[./-]\d{4}/.exec(sample))
  if (parts.some((found) => found === null)) return null
  const isAbove12 = (index: 1 | 2) => parts.some((found) => Number(found?.[index]) > 12)
  if (isAbove12(1) && !isAbove12(2)) return 'day_month_year'
  return isAbove12(2) && !isAbove12(1) ? 'month_day_year' : null
}
