import { PlumblineError } from '../../errors.ts'
import type { Filter } from '../../semantic/request.ts'

type Operator = Filter['operator']
type Scalar = string | number | boolean

/** What a dimension's values are, so that `employees>=10` compares numbers; undefined for one we do not know. */
export type TypeOfDimension = (dimension: string) => string | undefined

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

const name = '(?<dimension>[A-Za-z_][A-Za-z0-9_]*)'
const nullForm = new RegExp(`^${name}\\s+is\\s+(?<not>not\\s+)?null$`, 'i')
const listForm = new RegExp(`^${name}\\s+(?<not>not\\s+)?in\\s*(?<list>\\S.*)$`, 'is')
const symbolForm = new RegExp(`^${name}\\s*(?<rest>[!<>^=~].*)$`, 's')

/** Reads a condition as `--where` takes it. A value may stand in quotes; then nothing in it has a meaning. */
export function parseWhere(expression: string, typeOf: TypeOfDimension): Filter {
  const text = expression.trim()
  const isNull = nullForm.exec(text)?.groups
  if (isNull !== undefined) {
    return { dimension: isNull['dimension'] ?? '', operator: 'isNull', value: isNull['not'] === undefined }
  }
  const list = listForm.exec(text)?.groups
  if (list !== undefined) {
    const dimension = list['dimension'] ?? ''
    const values = splitList(withoutBrackets(list['list'] ?? '')).map((value) => toScalar(value, dimension, typeOf, expression))
    return { dimension, operator: list['not'] === undefined ? 'in' : 'notIn', value: values }
  }
  const compared = symbolForm.exec(text)?.groups
  const dimension = compared?.['dimension'] ?? ''
  const rest = compared?.['rest'] ?? ''
  const symbol = symbols.find(([written]) => rest.startsWith(written))
  if (symbol === undefined) throw unreadable(expression)
  const [written, operator] = symbol
  const value = rest.slice(written.length).trim()
  if (value === '') throw unreadable(expression, 'its value is missing; the empty text is written ""')
  const isText = operator === 'contains' || operator === 'startsWith'
  return { dimension, operator, value: isText ? unquote(value) : toScalar(value, dimension, typeOf, expression) }
}

function toScalar(written: string, dimension: string, typeOf: TypeOfDimension, expression: string): Scalar {
  const value = unquote(written)
  if (value !== written) return value
  switch (typeOf(dimension)) {
    case 'numeric': {
      if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(value)) throw unreadable(expression, `${value} is not a number`)
      return Number(value)
    }
    case 'boolean': {
      if (value !== 'true' && value !== 'false') throw unreadable(expression, `${value} is neither true nor false`)
      return value === 'true'
    }
    default:
      return value
  }
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
  return (list.match(/\s*("[^"]*"|'[^']*'|[^,]+)\s*/g) ?? []).map((item) => item.trim()).filter((item) => item !== '')
}

function unreadable(expression: string, reason = 'it has none of the forms below'): PlumblineError {
  return new PlumblineError('BAD_FILTER', `The condition "${expression}" cannot be read: ${reason}.`, {
    subject: 'where',
    valid: forms,
  })
}
