import {
  Bool,
  DateDay,
  Decimal,
  Int64,
  makeBuilder,
  makeData,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow'
import type { Data, DataType } from 'apache-arrow'
import type { ResultColumn } from '../../semantic/model/result.ts'
import { decimalsOf } from '../../semantic/sql/rounding.ts'
import { plainValue } from '../plain-value.ts'
import { decimalDigits, toDecimal128 } from './decimal.ts'

/** A column of a result in Arrow: its type, and its values. */
export interface ArrowColumn {
  readonly type: DataType
  /** The values of one batch; null and undefined are null. */
  readonly toData: (values: readonly unknown[]) => Data
}

const dayMs = 86_400_000

/** The Arrow type of a column. Numbers keep every digit: none is a floating-point number. */
export function arrowColumn({ type, kind, unit }: ResultColumn): ArrowColumn {
  switch (type) {
    case 'date':
      return fixedWidth(
        new DateDay(),
        (length) => new Int32Array(length),
        1,
        (values, index, text) => {
          values[index] = instantOf(`${text}T00:00:00Z`) / dayMs
        },
      )
    case 'timestamptz':
      return fixedWidth(
        new TimestampMicrosecond('UTC'),
        (length) => new BigInt64Array(length),
        1,
        (values, index, text) => {
          values[index] = microsecondsOf(text)
        },
      )
    case 'bigint':
      return fixedWidth(
        new Int64(),
        (length) => new BigInt64Array(length),
        1,
        (values, index, text) => {
          values[index] = BigInt(text)
        },
      )
    case 'numeric':
      // values of metrics are rounded to the decimals of their unit; those of dimensions may have any number
      return kind === 'dimension' ? builtBy(new Utf8(), plainValue) : decimalColumn(decimalsOf(unit))
    case 'boolean':
      return builtBy(new Bool(), (value) => value)
    default:
      return builtBy(new Utf8(), plainValue)
  }
}

function decimalColumn(scale: number): ArrowColumn {
  const words = 4
  return fixedWidth(
    new Decimal(scale, decimalDigits),
    (length) => new Uint32Array(length),
    words,
    (values, index, text) => values.set(toDecimal128(text, scale), index * words),
  )
}

/** A column whose values have one length in memory. */
function fixedWidth<Values extends Int32Array | BigInt64Array | Uint32Array>(
  type: DataType,
  allocate: (length: number) => Values,
  stride: number,
  write: (values: Values, index: number, text: string) => void,
): ArrowColumn {
  return {
    type,
    toData: (given) => {
      const data = allocate(given.length * stride)
      const nullBitmap = new Uint8Array(Math.ceil(given.length / 8))
      let nullCount = 0
      for (const [index, value] of given.entries()) {
        if (value === null || value === undefined) {
          nullCount += 1
          continue
        }
        nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7))
        write(data, index, plainValue(value))
      }
      return makeData({ type, length: given.length, nullCount, nullBitmap, data } as Parameters<
        typeof makeData
      >[0])
    },
  }
}

/** A column written by the library, value by value. */
function builtBy(type: Utf8 | Bool, convert: (value: unknown) => unknown): ArrowColumn {
  return {
    type,
    toData: (given) => {
      const builder = makeBuilder<DataType, null>({ type, nullValues: [null] })
      for (const value of given)
        builder.append(value === null || value === undefined ? null : (convert(value) as string | boolean))
      return builder.finish().flush()
    },
  }
}

/** `2024-01-01T00:00:00.123456Z` in microseconds since 1970. */
function microsecondsOf(text: string): bigint {
  const [, seconds = '', fraction = ''] = /^([^.]*?)(?:\.(\d{1,6}))?Z$/.exec(text) ?? []
  return BigInt(instantOf(`${seconds}Z`)) * 1_000n + BigInt(fraction.padEnd(6, '0'))
}

function instantOf(text: string): number {
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) throw new Error(`${text} is no instant that Arrow can hold`)
  return instant
}
