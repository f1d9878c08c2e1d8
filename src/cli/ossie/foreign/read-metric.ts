import { children, columnPath, location, walk, type Tree } from '../../../catalog/select/sql-tree.ts'
import type { MetricEntry } from '../../templates/insert-metric.ts'
import { functionName } from './fault-of.ts'
import { aggregates } from './known-functions.ts'
import { plainName } from './names.ts'
import { numbersIn } from './numbers-in.ts'
import { parseExpression, replacePlaces, type Expression } from './parse-expression.ts'

/** An aggregate in an expression of a metric: the plain name of its dataset, and its entry in the header of a view. */
export interface Aggregate {
  readonly dataset: string
  readonly entry: Pick<MetricEntry, 'kind' | 'expression'>
  /** The columns that it computes with as numbers. */
  readonly numbers: readonly string[]
  /** Its first place in the expression, and the one after its last, in bytes. */
  readonly start: number
  readonly end: number
}

/**
 * The aggregates of an expression such as `SUM(orders.amount) / COUNT(DISTINCT customers.id)`.
 *
 * @param datasets the columns of each dataset, by plain names
 * @returns why it is no formula over aggregates, each over one dataset, as a sentence
 */
export function aggregatesIn(
  sql: string,
  datasets: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Aggregate[] | string {
  const expression = parseExpression(sql)
  if (typeof expression === 'string') return expression
  const { calls, outside } = outerCalls(expression.tree)
  const [column] = outside
  if (column !== undefined) return `${column} is outside of an aggregate.`
  if (calls.length === 0) return 'Its expression has no aggregate.'
  const found: Aggregate[] = []
  for (const call of calls) {
    const one = aggregateOf(call, expression, datasets)
    if (typeof one === 'string') return one
    found.push(one)
  }
  return found
}

function isAggregate(call: Tree): boolean {
  return aggregates.has(functionName(call))
}

/** The names of all aggregates in a part of an expression. */
export function aggregatesWithin(value: unknown): readonly string[] {
  const names: string[] = []
  walk(value, (kind, node) => {
    if (kind === 'FuncCall' && isAggregate(node)) names.push(functionName(node))
  })
  return names
}

/** The aggregates of an expression that are in no other one, and the columns outside of them. */
function outerCalls(tree: Tree) {
  const calls: Tree[] = []
  const outside: string[] = []
  const search = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) search(item)
    else if (typeof value === 'object' && value !== null)
      for (const [kind, node] of Object.entries(value)) {
        if (kind === 'FuncCall' && isAggregate(node as Tree)) calls.push(node as Tree)
        else {
          if (kind === 'ColumnRef') outside.push(columnPath(node as Tree).join('.'))
          search(node)
        }
      }
  }
  search(tree)
  return { calls, outside }
}

function aggregateOf(
  call: Tree,
  { sql, tokens, columns }: Expression,
  datasets: ReadonlyMap<string, ReadonlySet<string>>,
): Aggregate | string {
  const start = location(call) - 'select '.length
  const open = tokens.findIndex((token) => token.start > start && token.text === '(')
  const close = closing(tokens, open)
  const from = tokens[open]?.end ?? 0
  const to = tokens[close]?.start ?? 0
  if (aggregatesWithin(children(call, 'args')).length > 0) return 'An aggregate of it is within another one.'
  const inside = columns.filter((column) => column.start >= from && column.start < to)
  const [dataset, ...others] = new Set(inside.map(({ path }) => (path.length === 2 ? path[0] : '')))
  if (dataset === undefined || dataset === '')
    return 'Its columns are not written with their datasets, such as orders.amount.'
  if (others.length > 0) return 'An aggregate of it reads several datasets.'
  const known = datasets.get(plainName(dataset))
  if (known === undefined) return `The document has no dataset ${dataset}.`
  const unknown = inside.find(({ path: [, name = ''] }) => !known.has(plainName(name)))
  if (unknown !== undefined) return `${unknown.path.join('.')} is no field that is read.`
  const argument = replacePlaces(
    Buffer.from(sql).subarray(from, to).toString(),
    inside.map((column) => ({
      start: column.start - from,
      end: column.end - from,
      text: plainName(column.path[1] ?? ''),
    })),
  )
  const isDistinct = call['agg_distinct'] === true
  return {
    dataset: plainName(dataset),
    entry: {
      kind: isDistinct ? 'count_distinct' : functionName(call),
      // `all` is the default
      expression: argument.replace(/^\s*(distinct|all)(?=[\s(])/i, '').trim(),
    },
    numbers: numbersIn({ FuncCall: call }).map((path) => plainName(path.at(-1) ?? '')),
    start,
    end: tokens[close]?.end ?? 0,
  }
}

/** The index of the bracket that closes the one at an index. */
function closing(tokens: Expression['tokens'], open: number): number {
  let depth = 0
  return tokens.findIndex(({ text }, index) => {
    if (index < open) return false
    if (text === '(') depth += 1
    if (text === ')') depth -= 1
    return depth === 0
  })
}
