import { metricSchema, type MetricColumn } from '../../relations/metric-relation.ts'
import { aggregateOf, meaningOf } from '../aggregates.ts'
import { outputName } from '../output-name.ts'
import { Rejection } from '../rejection.ts'
import {
  addsRowsUp,
  addsUpTogether,
  asNumeric,
  balanceInTypeOf,
  columnOf,
  inTypeOf,
  rejectOtherTypes,
  replaceColumn,
  withType,
} from './metric-arguments.ts'
import { asFilter } from './filters-of-cases.ts'
import { rejectCompared, rejectGroupedValues } from './compared-metrics.ts'
import { checkOthers, dropRowConditions } from './row-aggregates.ts'
import { periodColumn } from '../../answer/compile-answer.ts'
import { usedIn, type Source } from './sources.ts'
import { guardedWindow } from './windows.ts'
import type { AddsUp } from '../../relations/adds-up.ts'
import { as, call, columnNames, columnReference, list, replaceIn, type Node } from '../tree.ts'

/** A metric with conditions of its own, from `sum(x) filter (where …)`. */
export interface FilteredMetric {
  readonly alias: string
  readonly metric: string
  readonly condition: unknown
}

interface Options {
  /** A join may repeat rows, or values may be withheld: nothing is added up. */
  readonly isStrict: boolean
  readonly isGrouped: boolean
}

/** Replaces the aggregates of metrics by what they mean, and rejects those that mean nothing. */
export function rewriteAggregates(
  select: Node,
  source: Source,
  sources: readonly Source[],
  options: Options,
): { readonly filtered: readonly FilteredMetric[] } {
  const filtered: FilteredMetric[] = []
  let hasMetrics = false as boolean
  const grouping = [...list(select, 'groupClause'), ...list(select, 'targetList')]
  const periods = unique(
    usedIn(grouping, [source])
      .filter(({ column }) => column.role === 'time')
      .map(({ column }) => column.name),
  )
  keepNames(select)
  dropRowConditions(select)
  const replace = (wrapped: Node): Node | null => {
    const aggregate = aggregateOf(wrapped)
    const node = as(wrapped, 'FuncCall')
    if (node === null) return null
    if (aggregate === null) return guardedWindow(node, source, sources, options.isStrict, periods)
    const used = usedIn([list(node, 'args'), node['agg_filter'], node['agg_order']], sources)
    const argument = usedIn(list(node, 'args'), sources)
    if (used.length > 0 && used.every((one) => one.source !== source)) return wrapped
    const metrics = unique(
      argument.filter(({ column }) => column.role === 'metric').map(({ column }) => column),
    )
    if (metrics.length === 0) {
      checkOthers(
        aggregate,
        node,
        argument.map(({ column }) => column),
        source.relation,
      )
      return wrapped
    }
    hasMetrics = true
    return metricAggregate(aggregate, node, metrics, source, sources, options, filtered)
  }
  for (const clause of ['targetList', 'havingClause', 'sortClause', 'windowClause'])
    if (select[clause] !== undefined) select[clause] = replaceIn(select[clause], replace)
  if (hasMetrics) rejectGroupedValues(select, sources)
  return { filtered }
}

function metricAggregate(
  aggregate: string,
  node: Node,
  metrics: readonly MetricColumn[],
  source: Source,
  sources: readonly Source[],
  { isStrict, isGrouped }: Options,
  filtered: FilteredMetric[],
): Node {
  const [first] = metrics
  const names = metrics.map(({ name }) => name).join(', ')
  const meaning = meaningOf(aggregate)
  const addsUp = addsUpTogether(metrics)
  if (meaning === 'other')
    throw new Rejection(`${aggregate}(${names}) has no meaning: a metric is computed for each group.`, {
      detail: 'Rows of a metric relation are no facts.',
      hint: `Write sum(${names}) for the value of each group. For ${aggregate} over groups, group in a subselect first.`,
    })
  if (meaning === 'mean' && addsUp !== 'never')
    throw new Rejection(`avg(${names}) has no meaning: over which rows?`, {
      hint: `Write sum(${names}), or take the mean over a subselect that groups: select avg(value) from (select month, sum(${names}) as value from … group by month) as months.`,
    })
  if ('agg_distinct' in node)
    throw new Rejection(`${aggregate}(distinct ${names}) has no meaning.`, { hint: `Write sum(${names}).` })
  const [argument] = list(node, 'args')
  const filter = node['agg_filter']
  rejectOtherTypes(aggregate, argument)
  rejectCompared(argument, sources)
  rejectCompared(filter === undefined ? [] : { BoolExpr: { args: [filter] } }, sources)
  // a flow adds up over the rows of each choice
  const chosen = addsUp === 'flow' && !isStrict ? null : asFilter(node)
  if (chosen !== null) {
    const value = metricAggregate(
      aggregate,
      chosen.node,
      metrics,
      source,
      sources,
      { isStrict, isGrouped },
      filtered,
    )
    return chosen.isZeroElse ? { CoalesceExpr: { args: [value, zero] } } : value
  }
  const isDirect = columnOf(argument) !== null
  if (filter !== undefined && isDirect && first !== undefined) {
    const used = usedIn([filter], sources)
    if (used.every(({ column }) => column.role === 'dimension')) {
      const alias = `filtered_${filtered.length + 1}`
      filtered.push({ alias, metric: first.name, condition: filter })
      const direct = replaceColumn(argument, columnReference(source.alias, alias))
      return valueOf(aggregate, isStrict ? 'never' : addsUp, direct, source, undefined)
    }
  }
  const sums = isDirect || addsRowsUp(argument, sources)
  return valueOf(aggregate, isStrict || !sums ? 'never' : addsUp, argument, source, filter)
}

const zero: Node = { A_Const: { ival: {} } }

/** The aggregate that gives the value of a metric for each group, or raises an error. */
function valueOf(written: string, adds: AddsUp, argument: unknown, source: Source, filter: unknown): Node {
  const aggregate = {
    flow: () => call(['pg_catalog', 'sum'], [argument]),
    stock: () => call([metricSchema, 'at_one_time'], [asNumeric(argument), timeOf(source)]),
    never: () => call([metricSchema, 'one'], [argument]),
  }[adds]()
  const node = as(aggregate, 'FuncCall')
  if (filter !== undefined && node !== null) node['agg_filter'] = filter
  if (adds === 'flow') return aggregate
  return (adds === 'stock' ? balanceInTypeOf : inTypeOf)(written, argument, aggregate)
}

/** What the balances of a sum have in common: the period, or the age of cohorts. */
export function timeOf({ alias, relation }: Source): Node {
  return relation.shape === 'cohort'
    ? withType(columnReference(alias, 'age'), 'text')
    : columnReference(alias, periodColumn)
}

/** Columns of the result keep the names that PostgreSQL gives them as written. */
function keepNames(select: Node): void {
  for (const target of list(select, 'targetList')) {
    const node = as(target, 'ResTarget')
    const name = outputName(target)
    if (node !== null && name !== null && columnNames(node['val']) === null) node['name'] ??= name
  }
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)]
}
