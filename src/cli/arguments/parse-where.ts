import { PlumblineError } from '../../errors.ts'
import type { Filter } from '../../semantic/model/request/request.ts'
import { WordReader } from './word-reader.ts'

type Operator = Filter['operator']

const forms = [
  'industry=EdTech',
  'plan!=free',
  'country in DE,FR',
  'country not in ("DE", "FR")',
  'employees>=10',
  'name~text',
  'name^=text',
  'name="Smith and Sons"',
  'industry is null',
  'industry is not null',
  'plan=free or plan is null',
  'not (country=DE and plan=free)',
]

const operators: ReadonlyMap<string, Operator> = new Map([
  ['!=', 'ne'],
  ['<>', 'ne'],
  ['>=', 'gte'],
  ['<=', 'lte'],
  ['^=', 'startsWith'],
  ['==', 'eq'],
  ['=', 'eq'],
  ['>', 'gt'],
  ['<', 'lt'],
  ['~', 'contains'],
])

/** Longer operators first, so that `>=` is not read as `>`. */
const operator = /!=|<>|>=|<=|\^=|==|=|>|<|~/

/**
 * Reads a comparison, such as one of `--having`. Values stay text: the compiler knows the type of the dimension. A quoted
 * value is taken literally.
 *
 * @throws PlumblineError `BAD_FILTER` with the valid forms
 */
export function parseWhere(expression: string): Filter {
  const reader = new WordReader(expression)
  const condition = readComparison(reader, expression, null)
  if (!reader.isAtEnd()) throw invalidCondition(expression, 'text follows its value')
  return condition
}

/**
 * Reads the comparison at the current position: `NAME OPERATOR VALUE`, `NAME [not] in VALUE, …` (with or
 * without brackets), or `NAME is [not] null`. A name and a value may be quoted.
 *
 * @param end the end of an unquoted value; null: the end of the text
 * @throws PlumblineError `BAD_FILTER` with the valid forms
 */
export function readComparison(reader: WordReader, expression: string, end: RegExp | null): Filter {
  const dimension = reader.take(/[A-Za-z_][A-Za-z0-9_.]*/) ?? reader.takeQuoted()
  if (dimension === null) throw invalidCondition(expression, 'it does not start with a name')
  if (reader.takeKeyword('is null')) return { dimension, operator: 'isNull', value: true }
  if (reader.takeKeyword('is not null')) return { dimension, operator: 'isNull', value: false }
  const isNotIn = reader.takeKeyword('not in')
  if (isNotIn || reader.takeKeyword('in')) {
    const value = readList(reader, expression, end)
    return { dimension, operator: isNotIn ? 'notIn' : 'in', value }
  }
  const named = operators.get(reader.take(operator) ?? '')
  if (named === undefined) throw invalidCondition(expression, 'it has none of the forms below')
  return { dimension, operator: named, value: readValue(reader, expression, end) }
}

function readList(reader: WordReader, expression: string, end: RegExp | null): string[] {
  const isInBrackets = reader.take(/\(/) !== null
  const bare = () =>
    isInBrackets
      ? (reader.take(/(?:[^,()]|\([^()]*\))*/) ?? '').trim()
      : reader.takeUntil(end === null ? /,/ : new RegExp(`,|${end.source}`, end.flags))
  const values: string[] = []
  do {
    const quoted = reader.takeQuoted()
    const value = quoted ?? rejectOpenQuote(bare(), expression)
    // ignore a superfluous comma; an empty text must be quoted
    if (quoted !== null || value !== '') values.push(value)
  } while (reader.take(/,/) !== null)
  if (isInBrackets && reader.take(/\)/) === null)
    throw invalidCondition(expression, 'its bracket is not closed')
  if (!isInBrackets && values.length === 0) throw invalidCondition(expression, 'its values are missing')
  return values
}

function readValue(reader: WordReader, expression: string, end: RegExp | null): string {
  const quoted = reader.takeQuoted()
  if (quoted !== null) return quoted
  const value = reader.takeUntil(end)
  if (value === '') throw invalidCondition(expression, 'its value is missing; the empty text is written ""')
  return rejectOpenQuote(value, expression)
}

function rejectOpenQuote(value: string, expression: string): string {
  if (!/^["']/.test(value)) return value
  throw invalidCondition(expression, 'a quote at the beginning of its value is not closed')
}

/** The error of an invalid condition. */
export function invalidCondition(expression: string, reason: string): PlumblineError {
  return new PlumblineError('BAD_FILTER', `The condition "${expression}" cannot be read: ${reason}.`, {
    subject: 'where',
    valid: forms,
  })
}
