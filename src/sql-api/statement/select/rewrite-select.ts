import { partialColumn } from '../../../semantic/plan/draft/result-columns.ts'
import type { AskedMetric, Question } from '../../answer/compile-answer.ts'
import type { DayGrain, MetricColumn, MetricRelation } from '../../relations/metric-relation.ts'
import { Rejection } from '../rejection.ts'
import { conjunction, constant, type Node } from '../tree.ts'
import { askedPeriods } from './periods/asked-periods.ts'
import { joinConditions, joinedBy, splitWhere } from './conditions/split-where.ts'
import { rejectUnread } from './conditions/correlated.ts'
import { dimensionConditions, filteredMetrics, type Reading } from './conditions/dimension-conditions.ts'
import { checkImplicit, isAggregated, noColumns, noFacts, rejectForms, rejectRows } from './forms.ts'
import { addsUpTogether } from './metric-arguments.ts'
import type { PeriodContext } from './periods/periods.ts'
import type { DayRange } from './periods/probe.ts'
import { rewriteAggregates } from './rewrite-aggregates.ts'
import { rejectFirstPeriods } from './row-aggregates.ts'
import { asksForNoRows, emptyTable } from './conditions/no-rows.ts'
import { timeCells } from './periods/time-cells.ts'
import { isAlone, readsPeriod, usedIn, type Source } from './sources.ts'

/** What a rewriting needs of the session and the compiler. */
export interface Rewriting extends PeriodContext {
  /** The text of a derived table that answers a question, for a probe. */
  readonly answer: (question: Question) => string
  /** Whether values of few members are withheld. */
  readonly withholds: boolean
  /** The columns of a relation with personal data that the session may not see. */
  readonly hiddenIn: (relation: MetricRelation) => readonly string[]
  /** Whether members may be in several cohorts. */
  readonly cohortsOverlap: boolean
  /** Keeps a question, or the text of a derived table, and returns a name in its place. */
  readonly keep: (answer: Question | string) => string
}

/**
 * Replaces the metric relations that a select reads by the answers to what it asks.
 *
 */
export async function rewriteSelect(
  select: Node,
  sources: readonly Source[],
  rewriting: Rewriting,
): Promise<Filling> {
  rejectForms(select)
  rejectRows(select, sources)
  const isGrouped = isAggregated(select)
  const alone = isAlone(select)
  const filled: Filling[] = []
  for (const source of sources)
    filled.push(await rewriteSource(select, source, sources, { ...rewriting, isGrouped, alone }))
  return {
    isFilled: filled.some(({ isFilled }) => isFilled),
    isBounded: filled.every(({ isFilled, isBounded }) => !isFilled || isBounded),
  }
}

/** Whether there are rows of groups in which nothing happened, and whether conditions say from which day on. */
interface Filling {
  readonly isFilled: boolean
  readonly isBounded: boolean
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
): Promise<Filling> {
  const { relation, alias } = source
  const isProbe = asksForNoRows(select)
  const mine = (expression: unknown) => usedIn(expression, sources).filter((used) => used.source === source)
  const conditions = splitWhere(select, source, sources, facts.isGrouped)
  const isStrict = !facts.alone || facts.withholds || relation.needs.length > 0
  const rewritten = rewriteAggregates(select, source, sources, { isStrict, isGrouped: facts.isGrouped })
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
  rejectUnread(parts, source, used)
  if (!facts.isGrouped) checkImplicit(select, source, sources, used)
  const times = used
    .filter(({ column }) => column.role === 'time')
    .map(({ column }) => column.name as DayGrain)
  const by = unique(
    used.filter(({ column }) => ['dimension', 'cell'].includes(column.role)).map(({ column }) => column.name),
  )
  const cells = timeCells(parts, source, sources)
  const hasPartial = used.some(({ column }) => column.role === 'partial')
  const read = mine([parts, conditions.results]).flatMap(({ column }) =>
    column.metric === null ? [] : [column],
  )
  const filtered = rewritten.filtered.flatMap(({ metric }) => relation.columns.get(metric) ?? [])
  const asked = [...read, ...filtered]
  const periods = await askedPeriods(source, facts, {
    times,
    cells,
    conditions: conditions.periods,
    addsUp:
      facts.isGrouped && !isStrict && !hasPartial && asked.length > 0 && addsUpTogether(asked) === 'flow',
  })
  const { grain, isOtherWeek } = periods
  if (periods.isEmpty) outside.push(constant(false))
  const staying = periods.staysOutside ? conditions.periods : []
  const stayingTimes = mine(staying).map(({ column }) => column.name as DayGrain)
  if (hasPartial && relation.shape === 'series' && grain === null)
    throw new Rejection(`${partialColumn} says something of a period, and none is selected.`, {
      hint: `Group by a period, too: ${relation.grains.join(', ')}.`,
    })
  const base = {
    hasPeriod: readsPeriod(select, source),
    hasPartial,
    relation,
    grain,
    isSundayWeek: facts.isSundayWeek !== isOtherWeek,
    isOtherWeek,
    from: periods.from,
    to: periods.to,
  }
  const metrics: AskedMetric[] = unique(read.map(({ name }) => name)).map((name) => ({
    metric: name,
    alias: name,
    where: [],
  }))
  const valuesOf = (column: MetricColumn) =>
    column.role === 'cell'
      ? cellValues(column, facts.days)
      : facts.answer({
          ...base,
          hasPartial: false,
          by: unique([column.name, ...relation.needs]),
          times: [],
          metrics: metrics.length > 0 ? metrics : anyMetric(relation),
          where: [],
        })
  const reading: Reading = { source, sources, probe: facts.probe, valuesOf, select }
  const { where, staying: ungrouped } = await dimensionConditions(conditions.dimensions, by, reading)
  outside.push(...ungrouped)
  metrics.push(...(await filteredMetrics(rewritten.filtered, reading)))
  if (metrics.length === 0 && by.length > 0 && times.length > 0) throw noFacts(relation)
  if (used.length === 0 && metrics.length === 0) throw noColumns(relation)
  // of some of the rows, the first period with a row is not the first one in which something happened
  const isOfSome = by.length > 0 || conditions.dimensions.length > 0
  if (isOfSome) rejectFirstPeriods(select, source, sources)
  const setWhere = conjunction([...outside, ...staying, ...conditions.results])
  if (setWhere === undefined) delete select['whereClause']
  else select['whereClause'] = setWhere
  const question: Question = {
    ...base,
    by,
    times: unique([...times, ...stayingTimes]),
    metrics: metrics.length > 0 ? metrics : anyMetric(relation),
    where,
  }
  source.range['relname'] = facts.keep(isProbe ? emptyTable(question) : question)
  delete source.range['schemaname']
  source.range['alias'] = { aliasname: alias }
  return {
    isFilled:
      isOfSome && (grain !== null || (by.length > 0 && relation.shape === 'series' && metrics.length > 0)),
    isBounded: periods.from !== null,
  }
}

/** The most periods since a cohort entered for which a condition is evaluated. */
const maxAge = 5_000

/** The values that a cohort, an age or a number of periods may have. */
function cellValues({ name, type }: MetricColumn, { first, last }: DayRange): string {
  return type === 'date'
    ? `select day::date as ${name} from generate_series(date '${first}', date '${last}', interval '1 day') as days (day)`
    : `select ${name} from generate_series(0::bigint, ${maxAge}) as numbers (${name})`
}

function anyMetric({ metrics }: MetricRelation): AskedMetric[] {
  return metrics.map(({ name }) => ({ metric: name, alias: name, where: [] }))
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)]
}
