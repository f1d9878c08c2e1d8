import { parseArrayLiteral, toArrayLiteral } from './array-literal.ts'
import { toIsoTimestamp } from './iso-timestamp.ts'

/** Reads a value from the text that Postgres sends. */
export type ValueParser = (text: string) => unknown

const asPrinted: ValueParser = (text) => text

/** The type's OID, the OID of its array type, and the parser of its text. */
const forms: readonly (readonly [type: number, arrayType: number, parse: ValueParser])[] = [
  [16, 1000, (text) => text === 't'], // boolean
  [21, 1005, Number], // smallint
  [23, 1007, Number], // integer
  [26, 1028, Number], // oid
  [700, 1021, Number], // real
  [701, 1022, Number], // double precision
  [20, 1016, asPrinted], // bigint: a JavaScript number would lose digits
  [1700, 1231, asPrinted], // numeric: every digit, trailing zeros too
  [1082, 1182, asPrinted], // date: YYYY-MM-DD
  [1114, 1115, toIsoTimestamp], // timestamp
  [1184, 1185, toIsoTimestamp], // timestamptz
  [114, 199, JSON.parse], // json
  [3802, 3807, JSON.parse], // jsonb
  [25, 1009, asPrinted], // text
  [1043, 1015, asPrinted], // varchar
  [1042, 1014, asPrinted], // char(n)
  [19, 1003, asPrinted], // name
  [18, 1002, asPrinted], // "char"
  [2950, 2951, asPrinted], // uuid
]

/**
 * The parsers of every engine, by the type's OID; other types stay as printed.
 *
 * boolean → boolean; smallint, integer, real, double → number; bigint, numeric → decimal string as Postgres
 * prints it; date → `YYYY-MM-DD`; timestamptz and timestamp → see {@link toIsoTimestamp}; json, jsonb →
 * parsed; an array → an array of these; everything else → the text.
 */
export const valueParsers: ReadonlyMap<number, ValueParser> = new Map(
  forms.flatMap(([type, arrayType, parse]): [number, ValueParser][] => [
    [type, parse],
    [arrayType, (text) => parseArrayLiteral(text, parse)],
  ]),
)

/** The parser of a type; unknown types stay as printed. */
export function parserOf(type: number): ValueParser {
  return valueParsers.get(type) ?? asPrinted
}

/**
 * A bound value as the text sent to Postgres, the same on every engine. An array is bound as a Postgres
 * array; to bind a JSON array, bind its text.
 */
export function toBoundText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return toArrayLiteral(value.map(toBoundText))
  if (typeof value === 'object') return JSON.stringify(value)
  return (value as number | bigint | boolean).toString()
}
