import { distance } from 'fastest-levenshtein'
import type { ContractType, SourceColumn } from '../../../catalog/files/source-table.ts'
import { isInRange } from '../../contract/reading.ts'
import { checkJson } from './check-json.ts'
import { checkDate, checkTimestamp } from './check-time.ts'
import type { ValueCheck } from './value-check.ts'

/** The check of a column: its type, then the allowed values and bounds of the contract. */
export function checkOf(column: SourceColumn): ValueCheck {
  const checkType = typeChecks[column.type]
  const checkRange = rangeCheck(column)
  return checkRange ? (text) => checkType(text) ?? checkRange(text) : checkType
}

const checkText: ValueCheck = (text) =>
  text.includes('\0') ? 'contains the character NUL, which Postgres cannot store' : null

const checkNumeric: ValueCheck = (text) => {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(text)) {
    return 'is not a number (1234.5, without currency sign and without thousands separators)'
  }
  return isInRange(Number(text)) ? null : 'is too large for a number'
}

const checkBigint: ValueCheck = (text) => {
  if (!/^[+-]?\d+$/.test(text)) return 'is not a whole number'
  if (text.length <= 18) return null
  const value = BigInt(text.replace('+', ''))
  return BigInt.asIntN(64, value) === value ? null : 'is too large for a whole number of 64 bits'
}

const checkBoolean: ValueCheck = (text) =>
  /^(?:true|false|t|f|yes|no|1|0)$/i.test(text) ? null : 'is neither true nor false'

const typeChecks: Readonly<Record<ContractType, ValueCheck>> = {
  text: checkText,
  timestamptz: checkTimestamp,
  date: checkDate,
  numeric: checkNumeric,
  bigint: checkBigint,
  boolean: checkBoolean,
  jsonb: checkJson,
}

function rangeCheck({ values, min, max }: SourceColumn): ValueCheck | null {
  if (values) return valuesCheck(values)
  if (min === null && max === null) return null
  return (text) => {
    const value = Number(text)
    if (min !== null && value < min) return `is less than ${min}`
    if (max !== null && value > max) return `is more than ${max}`
    return null
  }
}

function valuesCheck(values: readonly string[]): ValueCheck {
  const allowed: ReadonlySet<string> = new Set(values)
  return (text) => {
    if (allowed.has(text)) return null
    const near = values.find((value) => distance(text.toLowerCase(), value) <= 2)
    const hint = near === undefined ? '' : `; did you mean ${near}?`
    return `is not one of ${values.join(', ')}${hint}`
  }
}
