import { PlumblineError } from '../../errors.ts'
import type { Filter } from '../../semantic/request.ts'

type Operator = Filter['operator']

const forms = [
  'industry=EdTech',
  'plan!=free',
  'country in DE,FR',
  'country not in DE,FR',
  'employees>=10',
  'name~text',
  'name^=text',
  'industry is null',
  'industry is not null',
]

/** As they are written; the longer ones first, so that `>=` is not taken for `>`. */
const symbols: readonly (readonly [string, Operator])[] = [
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
]

const name = '(?<dimension>[A-Za-z_][A-Za-z0-9_.]*)'
const nullForm = new RegExp(`^${name}\\s+is\\s+(?<not>not\\s+)?null$`, 'i')
const listForm = new RegExp(`^${name}\\s+(?<not>not\\s+)?in\\s*(?<list>\\S.*)$`, 'is')
const symbolForm = new RegExp(`^${name}\\s*(?<rest>[!<>^=~].*)$`, 's')

/**
 * Reads a condition as `--where` takes it. Values stay text: the compiler knows the type of the dimension.
 * A value may stand in quotes; then nothing in it has a meaning.
 */
export function parseWhere(expression: string): Filter {
  const text = expression.trim()
  const isNull = nullForm.exec(text)?.groups
  if (isNull !== undefined) {
    return { dimension: isNull['dimension'] ?? '', operator: 'isNull', value: isNull['not'] === undefined }
  }
  const list = listForm.exec(text)?.groups
  if (list !== undefined) {
    const value = splitList(withoutBrackets(list['list'] ?? '')).map(unquote)
    return { dimension: list['dimension'] ?? '', operator: list['not'] === undefined ? 'in' : 'notIn', value }
  }
  const compared = symbolForm.exec(text)?.groups
  const dimension = compared?.['dimension'] ?? ''
  const rest = compared?.['rest'] ?? ''
  const symbol = symbols.find(([written]) => rest.startsWith(written))
  if (symbol === undefined) throw unreadable(expression)
  const [written, operator] = symbol
  const value = rest.slice(written.length).trim()
  if (value === '') throw unreadable(expression, 'its value is missing; the empty text is written ""')
  return { dimension, operator, value: unquote(value) }
}

function unquote(value: string): string {
  const quoted = /^(["'])(?<inner>.*)\1$/s.exec(value)
  return quoted?.groups?.['inner'] ?? value
}

function withoutBrackets(list: string): string {
  return /^\((?<inner>.*)\)$/s.exec(list.trim())?.groups?.['inner'] ?? list
}

/** Splits at the commas that stand in no quotes. */
function splitList(list: string): readonly string[] {
  return (list.match(/\s*("[^"]*"|'[^']*'|[^,]+)\s*/g) ?? [])
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function unreadable(expression: string, reason = 'it has none of the forms below'): PlumblineError {
  return new PlumblineError('BAD_FILTER', `The condition "${expression}" cannot be read: ${reason}.`, {
    subject: 'where',
    valid: forms,
  })
}
