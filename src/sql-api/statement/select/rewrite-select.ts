import { partialColumn } from '../../../semantic/plan/resolve/result-columns.ts'
import { periodColumn } from '../../answer/compile-answer.ts'
import type { AskedMetric, Question } from '../../answer/compile-answer.ts'
import type { DayGrain, MetricRelation } from '../../relations/metric-relation.ts'
import { Rejection } from '../rejection.ts'
import { columnNames, conjunction, constant, visit, type Node } from '../tree.ts'
import { joinConditions, joinedBy, splitWhere } from './conditions/split-where.ts'
import { dimensionConditions, filteredMetrics, type Reading } from './conditions/dimension-conditions.ts'
import { checkImplicit, expandStars, isAggregated, rejectForms } from './forms.ts'
import { boundsOf, grainOf, periodFacts, type PeriodContext } from './periods.ts'
import { rewriteAggregates } from './rewrite-aggregates.ts'
import { timeCells } from './time-cells.ts'
import { isAlone, usedIn, type Source } from './sources.ts'

/** What a rewriting needs of the session and the compiler. */
export interface Rewriting extends PeriodContext {
  /** The text of a derived table that answers a question. */
  readonly answer: (question: Question) => Promise<string>
  /** Whether values of few members are withheld. */
  readonly withholds: boolean
  /** Keeps the text of a derived table, and returns a name in its place. */
  readonly keep: (derived: string) => string
}

/** Replaces the metric relations that a select reads by the answers to what it asks. */
export async function rewriteSelect(
  select: Node,
  sources: readonly Source[],
  rewriting: Rewriting,
): Promise<void> {
  rejectForms(select)
  expandStars(select, sources)
  const isGrouped = isAggregated(select)
  const alone = isAlone(select)
  for (const source of sources)
    await rewriteSource(select, source, sources, { ...rewriting, isGrouped, alone })
}

interface SelectFacts extends Rewriting {
  readonly isGrouped: boolean
  readonly alone: boolean
}

async function rewriteSource(
  select: Node,
  source: Source,
  sources: readonly Source[],
  facts: SelectFacts,
): Promise<void> {
  const { relation, alias } = source
  const mine = (expression: unknown) => usedIn(expression, sources).filter((used) => used.source === source)
  const conditions = splitWhere(select, source, sources, facts.isGrouped)
  const rewritten = rewriteAggregates(select, source, sources, {
    isStrict: !facts.alone || facts.withholds || relation.needs.length > 0,
    isGrouped: facts.isGrouped,
  })
  // everything that is left decides what a row is
  const outside = [...conditions.outside]
  const parts = [
    select['targetList'],
    select['groupClause'],
    select['havingClause'],
    select['sortClause'],
    select['windowClause'],
    select['distinctClause'],
    joinConditions(select),
    outside,
  ]
  const used = [...mine(parts), ...joinedBy(select, source)]
  if (!facts.isGrouped) checkImplicit(select, source, sources, used)
  const times = used
    .filter(({ column }) => column.role === 'time')
    .map(({ column }) => column.name as DayGrain)
  const by = unique(
    used.filter(({ column }) => ['dimension', 'cell'].includes(column.role)).map(({ column }) => column.name),
  )
  const cells = timeCells(parts, source, sources)
  const periods =
    times.length === 0 && conditions.periods.length === 0
      ? null
      : await periodFacts(source, facts, cells, conditions.periods)
  const bucket = times.length === 0 ? null : grainOf(relation, times, cells, periods)
  const isOtherWeek = bucket === 'other_week'
  const grain: DayGrain | null = isOtherWeek ? 'week' : bucket
  const bounds = boundsOf(relation, bucket, conditions.periods, periods, facts.days)
  if (bounds.isEmpty) outside.push(constant(false))
  const staying = bounds.staysOutside ? conditions.periods : []
  const stayingTimes = mine(staying).map(({ column }) => column.name as DayGrain)
  const hasPartial = used.some(({ column }) => column.role === 'partial')
  if (hasPartial && grain === null)
    throw new Rejection(`${partialColumn} says something of a period, and none is selected.`, {
      hint: `Group by a period, too: ${relation.grains.join(', ')}.`,
    })
  const base = {
    hasPeriod: readsPeriod(select, alias),
    hasPartial,
    relation,
    grain,
    isSundayWeek: facts.isSundayWeek !== isOtherWeek,
    isOtherWeek,
    from: bounds.from,
    to: bounds.to,
  }
  const metrics: AskedMetric[] = unique(
    mine([parts, conditions.results])
      .filter(({ column }) => column.role === 'metric')
      .map(({ column }) => column.name),
  ).map((name) => ({ metric: name, alias: name, where: [] }))
  const valuesOf = async (column: { readonly name: string }) =>
    facts.answer({
      ...base,
      hasPartial: false,
      by: unique([column.name, ...relation.needs]),
      times: [],
      metrics: metrics.length > 0 ? metrics : anyMetric(relation),
      where: [],
    })
  const reading: Reading = { source, sources, probe: facts.probe, valuesOf }
  const { where, staying: ungrouped } = await dimensionConditions(conditions.dimensions, by, reading)
  outside.push(...ungrouped)
  metrics.push(...(await filteredMetrics(rewritten.filtered, reading)))
  if (metrics.length === 0 && by.length > 0 && times.length > 0)
    throw new Rejection('Dimensions by period without a metric are no list of facts.', {
      detail: 'Every period has a row for every value, also where nothing happened.',
      hint: `Select a metric, too: ${metricNames(relation)}.`,
    })
  const setWhere = conjunction([...outside, ...staying, ...conditions.results])
  if (setWhere === undefined) delete select['whereClause']
  else select['whereClause'] = setWhere
  const derived = await facts.answer({
    ...base,
    by,
    times: unique([...times, ...stayingTimes]),
    metrics: metrics.length > 0 ? metrics : anyMetric(relation),
    where,
  })
  source.range['relname'] = facts.keep(derived)
  delete source.range['schemaname']
  source.range['alias'] = { aliasname: alias }
}

/** Whether a balance is guarded in the select. */
function readsPeriod(select: Node, alias: string): boolean {
  let found = false
  visit(Object.values(select), (kind, node) => {
    const names = kind === 'ColumnRef' ? columnNames({ ColumnRef: node }) : null
    if (names?.[0] === alias && names[1] === periodColumn) found = true
    return undefined
  })
  return found
}

function anyMetric({ metrics }: MetricRelation): AskedMetric[] {
  return metrics.map(({ name }) => ({ metric: name, alias: name, where: [] }))
}

function metricNames({ metrics }: MetricRelation): string {
  return metrics
    .slice(0, 10)
    .map(({ name }) => name)
    .join(', ')
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)]
}
