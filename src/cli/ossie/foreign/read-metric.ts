import { parseSync } from 'libpg-query'
import {
  child,
  children,
  columnPath,
  functionPath,
  location,
  walk,
  type Tree,
} from '../../../catalog/select/sql-tree.ts'
import type { MetricEntry } from '../../templates/insert-metric.ts'
import { plainName } from './names.ts'

/** An aggregate in an expression of a metric: the plain name of its dataset, and its entry in the header of a view. */
export interface Aggregate {
  readonly dataset: string
  readonly entry: Pick<MetricEntry, 'kind' | 'expression'>
  /** Its first place in the expression, and the one after its last. */
  readonly start: number
  readonly end: number
}

const prefix = 'select '

/**
 * The aggregates of an expression such as `SUM(orders.amount) / COUNT(DISTINCT customers.id)`.
 *
 * @returns why it is no formula over aggregates, each over one dataset, as a sentence
 */
export function aggregatesIn(expression: string): readonly Aggregate[] | string {
  const sql = prefix + expression
  let statements: unknown
  try {
    statements = parseSync(sql).stmts
  } catch {
    return 'Its expression is no SQL that PostgreSQL reads.'
  }
  const calls: Tree[] = []
  const outside: string[] = []
  const search = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) search(item)
    else if (typeof value === 'object' && value !== null)
      for (const [kind, node] of Object.entries(value)) {
        if (kind === 'FuncCall' && kindOf(node as Tree) !== null) calls.push(node as Tree)
        else {
          if (kind === 'ColumnRef') outside.push(columnPath(node as Tree).join('.'))
          search(node)
        }
      }
  }
  search(statements)
  const [column] = outside
  if (column !== undefined) return `${column} is outside of an aggregate.`
  if (calls.length === 0) return 'Its expression has no aggregate.'
  const aggregates = calls.map((call) => aggregateOf(call, sql))
  const wrong = aggregates.find((one) => typeof one === 'string')
  return wrong ?? aggregates.filter((one) => typeof one !== 'string')
}

/** The kind of metric that an aggregate is; null for other functions. */
function kindOf(call: Tree): string | null {
  const name = functionPath(call).at(-1)?.toLowerCase() ?? ''
  if (name === 'count') return call['agg_distinct'] === true ? 'count_distinct' : 'count'
  return ['sum', 'avg', 'min', 'max'].includes(name) ? name : null
}

function aggregateOf(call: Tree, sql: string): Aggregate | string {
  const datasets = new Set<string>()
  const columns: { readonly at: number; readonly dataset: string }[] = []
  walk(children(call, 'args'), (kind, node) => {
    if (kind !== 'ColumnRef') return
    const [dataset = '', ...names] = columnPath(node)
    datasets.add(names.length === 1 ? dataset : '')
    columns.push({ at: location(node), dataset })
  })
  const [dataset, ...others] = datasets
  if (dataset === undefined || dataset === '')
    return 'Its columns are not written with their datasets, such as orders.amount.'
  if (others.length > 0) return 'An aggregate of it reads several datasets.'
  if (Object.keys(child(call, 'agg_filter')).length > 0) return 'An aggregate of it has a filter.'
  const bytes = Buffer.from(sql)
  const start = location(call)
  const end = closing(bytes, start)
  const open = bytes.indexOf('(', start)
  // from the last column on, so that the places before it stay
  let argument = bytes.subarray(open + 1, end - 1)
  for (const column of columns.sort((one, other) => other.at - one.at)) {
    const at = column.at - open - 1
    const length = Buffer.byteLength(column.dataset) + 1
    argument = Buffer.concat([argument.subarray(0, at), argument.subarray(at + length)])
  }
  const expression = argument
    .toString()
    .replace(/^\s*distinct\s/i, '')
    .trim()
  const kind = kindOf(call) ?? ''
  return {
    dataset: plainName(dataset),
    entry: { kind, expression },
    start: start - prefix.length,
    end: end - prefix.length,
  }
}

/** The place after the bracket that closes the first one; quoted texts are skipped. */
function closing(bytes: Buffer, start: number): number {
  let depth = 0
  let isQuoted = false
  for (let at = start; at < bytes.length; at += 1) {
    const sign = String.fromCharCode(bytes[at] ?? 0)
    if (sign === "'") isQuoted = !isQuoted
    if (isQuoted) continue
    if (sign === '(') depth += 1
    if (sign !== ')') continue
    depth -= 1
    if (depth === 0) return at + 1
  }
  return bytes.length
}
