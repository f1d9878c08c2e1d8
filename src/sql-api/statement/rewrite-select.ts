import type { Filter } from '../../semantic/model/request.ts'
import { periodColumn } from '../answer/compile-answer.ts'
import type { AskedMetric, Question } from '../answer/compile-answer.ts'
import { dayGrains, type DayGrain, type MetricRelation } from '../relations/metric-relation.ts'
import { rewriteAggregates } from './rewrite-aggregates.ts'
import { aggregateOf } from './aggregates.ts'
import { filtersOf, type Probe } from './filters.ts'
import {
  buckets,
  periodProbe,
  readPeriodFacts,
  type Bucket,
  type DayRange,
  type PeriodFacts,
} from './probe.ts'
import { Refusal } from './refusal.ts'
import { isAlone, readsOthers, usedIn, type Source, type Used } from './sources.ts'
import {
  as,
  columnNames,
  columnReference,
  conjunction,
  conjuncts,
  isNode,
  list,
  stringField,
  visit,
  type Node,
} from './tree.ts'

/** What a rewriting needs of the session and the compiler. */
export interface Rewriting {
  readonly probe: Probe
  /** The text of a derived table that answers a question. */
  readonly answer: (question: Question) => Promise<string>
  /** Whether weeks start on Sunday; and whether values of few members are withheld. */
  readonly isSundayWeek: boolean
  readonly withholds: boolean
  readonly days: DayRange
  /** Keeps the text of a derived table, and returns a name in its place. */
  readonly keep: (derived: string) => string
}

/** `select *` of more columns would compute a group for every combination of their values. */
const maxStarColumns = 8

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
  const conditions = splitWhere(select, source, sources, facts)
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
  const bounds = boundsOf(relation, bucket, conditions.periods, periods)
  const staying = bounds.staysOutside ? conditions.periods : []
  const stayingTimes = mine(staying).map(({ column }) => column.name as DayGrain)
  const base = {
    hasPeriod: readsPeriod(select, alias),
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
      by: unique([column.name, ...relation.needs]),
      times: [],
      metrics: metrics.length > 0 ? metrics : anyMetric(relation),
      where: [],
    })
  const where: Filter[] = []
  for (const condition of conditions.dimensions) {
    const filters = await filtersOf(condition, source, sources, facts.probe, valuesOf)
    if (filters !== null) where.push(...filters)
    else if (mine(condition).every(({ column }) => by.includes(column.name))) outside.push(condition)
    else throw severalDimensions(mine(condition))
  }
  for (const { alias: name, metric, condition } of rewritten.filtered) {
    const filters: Filter[] = []
    for (const one of conjuncts(condition)) {
      const own = await filtersOf(one, source, sources, facts.probe, valuesOf)
      if (own === null)
        throw new Refusal(`The filter of ${metric} cannot be computed.`, {
          hint: 'Use conditions on one dimension each, joined by AND.',
        })
      filters.push(...own)
    }
    metrics.push({ metric, alias: name, where: filters })
  }
  if (metrics.length === 0 && by.length > 0 && times.length > 0)
    throw new Refusal('Dimensions by period without a metric are no list of facts.', {
      detail: 'Every period has a row for every value, so rows say nothing.',
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

function rejectForms(select: Node): void {
  const clauses = [select['groupClause'], select['fromClause']]
  visit(clauses, (kind, node) => {
    if (kind === 'GroupingSet')
      throw new Refusal('Totals of several levels in one statement are not computed.', {
        detail: 'ROLLUP, CUBE and GROUPING SETS add up values that do not add up.',
        hint: 'Write one select for each level, joined by UNION ALL.',
      })
    if (kind === 'JoinExpr' && node['isNatural'] === true)
      throw new Refusal('A natural join of a metric relation is ambiguous.', {
        hint: 'Write JOIN … USING (month).',
      })
    if (kind === 'RangeTableSample')
      throw new Refusal('A sample of a metric relation has no meaning.', { hint: 'Leave TABLESAMPLE out.' })
    return undefined
  })
}

/** `select *` and `alias.*`, as the columns of the relation. */
function expandStars(select: Node, sources: readonly Source[]): void {
  select['targetList'] = list(select, 'targetList').flatMap((target) => {
    const names = columnNames(as(target, 'ResTarget')?.['val'])
    if (names?.at(-1) !== '*') return [target]
    if (names.length === 1 && !isAlone(select)) {
      throw new Refusal('A star over a join of metric relations is ambiguous.', { hint: 'Name the columns.' })
    }
    const source = names.length === 1 ? sources[0] : sources.find(({ alias }) => alias === names.at(-2))
    if (source === undefined) return [target]
    const columns = [...source.relation.columns.values()]
    const identifying = columns.filter(({ role }) => role !== 'metric' && role !== 'time')
    if (identifying.length > maxStarColumns) {
      const { name } = source.relation
      const example = identifying[0]?.name ?? ''
      throw new Refusal(
        `select * of ${name} would compute a group for each combination of ${identifying.length} columns.`,
        {
          code: '54000',
          detail: `At most ${maxStarColumns} are computed for a star.`,
          hint: `Name the columns, for example: select ${source.relation.grains.at(-3) ?? example}, ${source.relation.metrics[0]?.name ?? ''} from plumbline_metrics.${name}. Its dimensions: ${identifying.map((one) => one.name).join(', ')}.`,
        },
      )
    }
    return columns.map(({ name }) => ({ ResTarget: { val: columnReference(source.alias, name) } }))
  })
}

function isAggregated(select: Node): boolean {
  if (list(select, 'groupClause').length > 0 || select['havingClause'] !== undefined) return true
  let found = false
  visit([select['targetList'], select['sortClause']], (kind, node) => {
    if (kind === 'FuncCall' && aggregateOf({ FuncCall: node }) !== null) found = true
    return undefined
  })
  return found
}

interface Conditions {
  /** Over columns of periods. */
  readonly periods: readonly unknown[]
  /** Over dimensions, cohorts and ages. */
  readonly dimensions: readonly unknown[]
  /** Over metrics, of rows that are groups already. */
  readonly results: readonly unknown[]
  /** Over nothing of this source, or joins. */
  readonly outside: readonly unknown[]
}

function splitWhere(
  select: Node,
  source: Source,
  sources: readonly Source[],
  facts: SelectFacts,
): Conditions {
  const split: Record<keyof Conditions, unknown[]> = { periods: [], dimensions: [], results: [], outside: [] }
  const isOuter = hasOuterJoin(select)
  for (const condition of conjuncts(select['whereClause'])) {
    const used = usedIn(condition, sources)
    const own = used.filter((one) => one.source === source)
    const roles = new Set(own.map(({ column }) => column.role))
    // after an outer join, the condition also removes rows without a partner
    if (own.length === 0 || own.length < used.length || isOuter) split.outside.push(condition)
    else if (roles.has('metric')) {
      if (facts.isGrouped) {
        const name = own.find(({ column }) => column.role === 'metric')?.column.name ?? ''
        throw new Refusal(`A condition on ${name} before grouping has no meaning: rows are no facts.`, {
          hint: `Put it after grouping: having sum(${name}) > …`,
        })
      }
      split.results.push(condition)
    } else if (readsOthers(condition, sources)) split.outside.push(condition)
    else if (roles.size === 1 && roles.has('time')) split.periods.push(condition)
    else if (roles.has('time'))
      throw new Refusal('A condition that combines a period with a dimension cannot be computed.', {
        hint: 'Write conditions on periods and on dimensions apart, joined by AND.',
      })
    else split.dimensions.push(condition)
  }
  return split
}

function hasOuterJoin(select: Node): boolean {
  let found = false
  visit(select['fromClause'], (kind, node) => {
    if (kind === 'JoinExpr' && node['jointype'] !== 'JOIN_INNER') found = true
    return undefined
  })
  return found
}

/** Rows of an implicit grouping are identified by the plain columns that are selected. */
function checkImplicit(
  select: Node,
  source: Source,
  sources: readonly Source[],
  used: readonly Used[],
): void {
  const targets = list(select, 'targetList').map((target) => as(target, 'ResTarget')?.['val'])
  const plain = new Set(
    targets.flatMap((value) =>
      columnNames(value) === null ? [] : usedIn(value, sources).map(({ column }) => column.name),
    ),
  )
  const keys = new Set(joinedBy(select, source).map(({ column }) => column.name))
  for (const { column } of usedIn(joinConditions(select), sources)) keys.add(column.name)
  for (const { column } of used) {
    if (column.role !== 'dimension' && column.role !== 'cell') continue
    if (plain.has(column.name) || keys.has(column.name)) continue
    throw new Refusal(`Rows would be grouped by ${column.name}, which is not selected.`, {
      hint: `Select ${column.name} as it is, or write GROUP BY.`,
    })
  }
  const cells = [...source.relation.columns.values()].filter(({ role }) => role === 'cell')
  const missing = cells.filter(({ name }) => !plain.has(name))
  if (missing.length > 0 && used.some(({ column }) => column.role === 'metric'))
    throw new Refusal(
      `Rows of ${source.relation.name} are identified by ${cells.map(({ name }) => name).join(' and ')}.`,
      {
        hint: `Select ${missing.map(({ name }) => name).join(' and ')}, too, or write GROUP BY.`,
      },
    )
}

/** The conditions of joins. */
function joinConditions(select: Node): readonly unknown[] {
  const found: unknown[] = []
  visit(select['fromClause'], (kind, node) => {
    if (kind === 'JoinExpr' && node['quals'] !== undefined) found.push(node['quals'])
    return undefined
  })
  return found
}

/** The columns in USING. */
function joinedBy(select: Node, source: Source): readonly Used[] {
  const found: Used[] = []
  visit(select['fromClause'], (kind, node) => {
    if (kind !== 'JoinExpr') return undefined
    for (const wrapped of list(node, 'usingClause')) {
      const column = source.relation.columns.get(stringField(as(wrapped, 'String') ?? {}, 'sval') ?? '')
      if (column !== undefined) found.push({ source, column })
    }
    return undefined
  })
  return found
}

/** The largest expressions over periods alone, which say how long the periods are. */
function timeCells(parts: unknown, source: Source, sources: readonly Source[]): readonly unknown[] {
  const cells: unknown[] = []
  const isTimeOnly = (value: Node) => {
    const used = usedIn([value], sources)
    return (
      used.length > 0 &&
      used.every(({ source: one, column }) => one === source && column.role === 'time') &&
      !readsOthers([value], sources)
    )
  }
  const search = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) search(item)
    if (!isNode(value)) return
    const kinds = Object.keys(value)
    const isExpression = kinds.length === 1 && expressionKinds.has(kinds[0] ?? '')
    if (isExpression && isTimeOnly(value) && aggregateOf(value) === null && !isWindow(value))
      cells.push(value)
    else for (const [kind, inner] of Object.entries(value)) if (kind !== 'SelectStmt') search(inner)
  }
  search(parts)
  return cells
}

const expressionKinds = new Set([
  'ColumnRef',
  'FuncCall',
  'A_Expr',
  'TypeCast',
  'CaseExpr',
  'CoalesceExpr',
  'MinMaxExpr',
  'BoolExpr',
  'NullTest',
])

function isWindow(wrapped: Node): boolean {
  return isNode(as(wrapped, 'FuncCall')?.['over'])
}

async function periodFacts(
  { alias, relation }: Source,
  { probe, isSundayWeek, days }: SelectFacts,
  cells: readonly unknown[],
  conditions: readonly unknown[],
): Promise<PeriodFacts | null> {
  const plain = cells.every((cell) => columnNames(cell) !== null)
  if (plain && conditions.length === 0) return null
  const [row = []] = await probe(
    periodProbe(alias, relation.grains, isSundayWeek, days, plain ? [] : cells, conditions),
  )
  return readPeriodFacts(row)
}

/** The longest periods within which all expressions over periods are constant. */
function grainOf(
  relation: MetricRelation,
  times: readonly DayGrain[],
  cells: readonly unknown[],
  facts: PeriodFacts | null,
): Bucket {
  const isPlain = cells.every((cell) => columnNames(cell) !== null)
  if (isPlain) {
    const [finest] = dayGrains.filter((grain) => times.includes(grain))
    const crosses = finest === 'week' && times.some((grain) => grain !== 'week')
    if (finest !== undefined && !crosses) return finest
    throw new Refusal('Weeks do not fit into months: rows by week and by month have no common period.', {
      hint: 'Group by day, by week, or by months, quarters and years.',
    })
  }
  const found = buckets.find(
    (bucket) =>
      facts?.uncut.has(bucket) === true &&
      relation.grains.includes(bucket === 'other_week' ? 'week' : bucket),
  )
  if (found !== undefined) return found
  throw new Refusal(`The periods of the statement are shorter than those of ${relation.name}.`, {
    hint: `It has ${relation.grains.join(', ')}.`,
  })
}

/** The first and last day of a question. Conditions that leave gaps are evaluated on whole periods. */
function boundsOf(
  relation: MetricRelation,
  bucket: Bucket | null,
  conditions: readonly unknown[],
  facts: PeriodFacts | null,
): { readonly from: string | null; readonly to: string | null; readonly staysOutside: boolean } {
  const none = { from: null, to: null, staysOutside: false }
  if (conditions.length === 0 || facts === null) return none
  if (facts.met === null) return { ...none, staysOutside: true }
  const { from, to, isRange } = facts.met
  if (bucket === null) {
    if (!isRange)
      throw new Refusal('The conditions leave gaps between periods, which one value cannot leave out.', {
        hint: `Group by a period (${relation.grains.join(', ')}), or select one range of days.`,
      })
    return { from, to, staysOutside: false }
  }
  if (!facts.whole.has(bucket))
    throw new Refusal(
      `The conditions cut a ${bucket === 'other_week' ? 'week' : bucket}: a part of a period is no period.`,
      {
        detail: `The days that meet them are ${from} to ${to}.`,
        hint: `Use bounds on whole periods, or group by a shorter one: ${relation.grains.join(', ')}.`,
      },
    )
  return { from, to, staysOutside: !isRange }
}

function severalDimensions(used: readonly Used[]): Refusal {
  const names = unique(used.map(({ column }) => column.name))
  return new Refusal(`A condition over ${names.join(' and ')} together cannot be computed before grouping.`, {
    hint: `Group by ${names.join(' and ')}, or write conditions on one dimension each, joined by AND.`,
  })
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
