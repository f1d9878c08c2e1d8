import { metricSchema } from '../../relations/metric-relation.ts'
import { aggregateOf, hasAggregate, meaningOf, namesIn } from '../aggregates.ts'
import { Rejection } from '../rejection.ts'
import { isAggregated } from '../select/forms.ts'
import { asNumeric, inTypeOf, withType } from '../select/metric-arguments.ts'
import { readsOne } from '../select/sources.ts'
import {
  as,
  call,
  columnNames,
  columnReference,
  copy,
  functionName,
  isNode,
  list,
  nodesIn,
  replaceIn,
  visit,
  type Node,
} from '../tree.ts'
import { addsOf } from './adds-of.ts'
import type { Derived } from './derived.ts'
import { comparesValues, isValue, readerOf, type ReadColumn } from './result-table.ts'

const all = { entersAggregates: true } as const

/**
 * Guards aggregates around selects that group metrics: a sum over their rows is one of a flow, or of a balance at one time;
 * a count is one of groups in which something happened; and a join does not repeat them. All else is an error.
 *
 * @throws Rejection
 */
export function guardResults(select: Node, derived: readonly Derived[]): void {
  if (derived.length === 0) return
  const read = readerOf([], derived)
  const isAlone = readsOne(select)
  rejectLateral(select, read)
  const isCompared = comparesValues(select, read)
  const replace = (wrapped: Node): Node | null => {
    const node = as(wrapped, 'FuncCall')
    if (node === null) return null
    const name = functionName(wrapped)
    const isWindow = isNode(node['over'])
    if (isWindow ? name === 'count' : aggregateOf(wrapped) === 'count') {
      if (!isCompared) rejectFilled(node, derived, read)
      return wrapped
    }
    const aggregate = isWindow ? name : aggregateOf(wrapped)
    if (aggregate === null || meaningOf(aggregate) !== 'value') return null
    const args = list(node, 'args')
    const adds = hasAggregate(args) ? null : addsOf(args, read, false)
    if (adds === null) return null
    const of = readBy(args, derived)
    if ('agg_distinct' in node)
      throw new Rejection(`${aggregate}(distinct …) over values of metrics has no meaning.`, {
        hint: 'Equal values of two groups are two values: leave DISTINCT out.',
      })
    const [first, ...others] = of
    if (adds === 'never' || first === undefined || others.length > 0)
      return inTypeOf(aggregate, args[0], guarded(node, 'one', args))
    const value = adds === 'stock' ? atOneTime(node, first, aggregate) : wrapped
    return isAlone || isWindow ? value : unrepeated(value, node, first)
  }
  for (const clause of ['targetList', 'havingClause', 'sortClause', 'windowClause'])
    if (select[clause] !== undefined) select[clause] = replaceIn(select[clause], replace)
}

/** A lateral join hands values on under other names, where a sum of them is not seen. */
function rejectLateral(select: Node, read: ReadColumn): void {
  if (!isAggregated(select)) return
  visit(select['fromClause'], (kind, node) => {
    if (kind !== 'RangeSubselect' && kind !== 'RangeFunction') return undefined
    const references = nodesIn(node, (one) => one === 'ColumnRef', { entersFound: false })
    const isRead = (found: Node) => isValue(columnNames({ ColumnRef: found }) ?? [], read)
    if (node['lateral'] === true && references.some(isRead))
      throw new Rejection('Aggregates next to a lateral join over values of metrics are not answered.', {
        hint: 'Compute the values in the nested select that groups.',
      })
    return false
  })
}

/** A sum of balances of one period; of several ones, an error. */
function atOneTime(node: Node, { alias, table }: Derived, aggregate: string): Node {
  if (!table.hasPeriods) return { FuncCall: node }
  const args = list(node, 'args')
  const periods = table.columns.filter(({ isPeriod }) => isPeriod)
  if (periods.length === 0) return inTypeOf(aggregate, args[0], guarded(node, 'one', args))
  const days = periods.map(({ name }) => withType(columnReference(alias, name), 'date'))
  // the shortest of periods within each other starts last
  const day = { MinMaxExpr: { op: 'IS_GREATEST', args: days } }
  return inTypeOf(aggregate, args[0], guarded(node, 'at_one_time', [...args.map(asNumeric), day]))
}

function guarded(node: Node, name: string, args: readonly unknown[]): Node {
  const guard = as(call([metricSchema, name], args), 'FuncCall') ?? {}
  const { agg_filter, over } = node
  return {
    FuncCall: {
      ...guard,
      ...(agg_filter === undefined ? {} : { agg_filter }),
      ...(over === undefined ? {} : { over }),
    },
  }
}

/** A sum next to a join, which is an error where the join repeats a row. */
function unrepeated(value: Node, node: Node, { alias }: Derived): Node {
  const [argument] = list(node, 'args')
  const counted = (of: unknown, distinct: object) => ({
    FuncCall: {
      ...as(call(['pg_catalog', 'count'], [of]), 'FuncCall'),
      ...distinct,
      agg_filter: conditionOf(argument, node['agg_filter']),
    },
  })
  const rows = counted(copy(argument), {})
  const distinct = counted(columnReference(alias), { agg_distinct: true })
  return call([metricSchema, 'unrepeated'], [value, rows, distinct])
}

function conditionOf(argument: unknown, filter: unknown): Node {
  const isKnown = { NullTest: { arg: copy(argument), nulltesttype: 'IS_NOT_NULL' } }
  return filter === undefined ? isKnown : { BoolExpr: { boolop: 'AND_EXPR', args: [isKnown, copy(filter)] } }
}

/** Counting groups by period and dimension counts those, too, in which nothing happened. */
function rejectFilled(node: Node, derived: readonly Derived[], read: ReadColumn): void {
  const args = list(node, 'args')
  const references = namesIn(args, all)
  const counted = references.length === 0 ? derived : readBy(args, derived)
  const first = counted.find(({ table }) => table.isFilled)
  if (first === undefined) return
  const tests = { whereClause: node['agg_filter'], havingClause: { List: { items: args } } }
  const isTested = references.length !== 1 || columnNames(args[0]) === null
  if (comparesValues(isTested ? tests : { whereClause: node['agg_filter'] }, read)) return
  const value = first.table.columns.find(({ adds }) => adds !== null)?.name ?? 'value'
  throw new Rejection('A count of groups by period counts those in which nothing happened, too.', {
    detail: 'Every period has a row for every value of a dimension.',
    hint: `Say which groups count, for example: where ${value} <> 0.`,
  })
}

/** The nested selects of which an expression reads columns. */
function readBy(part: unknown, derived: readonly Derived[]): readonly Derived[] {
  const names = namesIn(part, all)
  return derived.filter((one) => names.some((name) => readerOf([], [one])(name) !== null))
}
