import { PlumblineError } from '../../errors.ts'
import type { Filter } from '../../semantic/model/request.ts'
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

/** The longer ones first, so that `>=` is not taken for `>`. */
const operator = /!=|<>|>=|<=|\^=|==|=|>|<|~/

/**
 * Reads a condition as `--where` takes it. Values stay text: the compiler knows the type of the dimension.
 * A value may stand in quotes; then nothing in it has a meaning.
 *
 * @throws PlumblineError `BAD_FILTER` with the forms that there are
 */
export function parseWhere(expression: string): Filter {
  const reader = new WordReader(expression)
  const condition = readCondition(reader, expression, null)
  if (!reader.isAtEnd()) throw unreadable(expression, 'something follows its value')
  return condition
}

/**
 * Takes the condition that stands here: `NAME OPERATOR VALUE`, `NAME [not] in VALUE, …` (in brackets, too), or
 * `NAME is [not] null`. A name and a value may stand in quotes.
 *
 * @param end what a value without quotes ends at; null: at the end of the text
 * @throws PlumblineError `BAD_FILTER` with the forms that there are
 */
export function readCondition(reader: WordReader, expression: string, end: RegExp | null): Filter {
  const dimension = reader.take(/[A-Za-z_][A-Za-z0-9_.]*/) ?? reader.takeQuoted()
  if (dimension === null) throw unreadable(expression, 'it does not begin with a name')
  if (reader.takeKeyword('is null')) return { dimension, operator: 'isNull', value: true }
  if (reader.takeKeyword('is not null')) return { dimension, operator: 'isNull', value: false }
  const isNotIn = reader.takeKeyword('not in')
  if (isNotIn || reader.takeKeyword('in')) {
    const value = readList(reader, expression, end)
    return { dimension, operator: isNotIn ? 'notIn' : 'in', value }
  }
  const named = operators.get(reader.take(operator) ?? '')
  if (named === undefined) throw unreadable(expression, 'it has none of the forms below')
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
    const value = quoted ?? refuseOpenQuote(bare(), expression)
    // a comma too many is none of the values; the empty text stands in quotes
    if (quoted !== null || value !== '') values.push(value)
  } while (reader.take(/,/) !== null)
  if (isInBrackets && reader.take(/\)/) === null) throw unreadable(expression, 'its bracket is not closed')
  if (!isInBrackets && values.length === 0) throw unreadable(expression, 'its values are missing')
  return values
}

function readValue(reader: WordReader, expression: string, end: RegExp | null): string {
  const quoted = reader.takeQuoted()
  if (quoted !== null) return quoted
  const value = reader.takeUntil(end)
  if (value === '') throw unreadable(expression, 'its value is missing; the empty text is written ""')
  return refuseOpenQuote(value, expression)
}

function refuseOpenQuote(value: string, expression: string): string {
  if (!/^["']/.test(value)) return value
  throw unreadable(expression, 'a quote at the beginning of its value is not closed')
}

/** A condition that cannot be read, and why. */
export function unreadable(expression: string, reason: string): PlumblineError {
  return new PlumblineError('BAD_FILTER', `The condition "${expression}" cannot be read: ${reason}.`, {
    subject: 'where',
    valid: forms,
  })
}
