import type { Catalog, View } from '../../catalog/catalog.ts'
import { accountColumns } from '../../policy/access.ts'
import { membersOf } from '../../policy/members.ts'
import { kindOf } from '../kinds/registry.ts'
import { viewsRead } from '../kinds/views-read.ts'
import { findView } from '../model/find-view.ts'
import type { Aggregation, DailyRows, PlanDraft } from '../model/plan.ts'
import { comparisonsOf } from '../model/request/condition.ts'
import { dailyColumns } from './kept-columns.ts'

/**
 * The views of which only the first and the last row of each day are read, and for each aggregation that could be computed
 * so, the reason why not. All aggregations of a statement read the same rows, so one that needs every row decides.
 */
export function chooseDailyRows(catalog: Catalog, plan: Omit<PlanDraft, 'dailyRows'>): readonly DailyRows[] {
  const served = new Set(
    plan.rollups.filter(({ part }) => part !== null).map(({ aggregation }) => aggregation),
  )
  const computed = plan.aggregations.filter(({ name }) => !served.has(name))
  return dailyViews(catalog).flatMap((pair) => {
    const { base, daily, rows } = pair
    const readers = computed.filter((aggregation) =>
      viewsBehind(catalog, plan, aggregation).some((view) => reads(catalog, view, base, plan.reusableViews)),
    )
    if (readers.length === 0) return []
    const because = plan.reusableViews.has(daily.name)
      ? (readers.map((aggregation) => reasonAgainst(catalog, plan, aggregation, pair)).find(isSentence) ??
        null)
      : `${daily.name} is not filled for the parameters of this query.`
    return [
      {
        view: base.name,
        daily: daily.name,
        rows: [...(rows === 'all' ? [] : [rows]), ...(plan.timeZone === 'UTC' ? ['is_first'] : [])],
        because,
      },
    ]
  })
}

function isSentence(reason: string | null): reason is string {
  return reason !== null
}

/** A view, and the stored view with its daily rows. */
interface DailyPair {
  readonly base: View
  readonly daily: View
  /** The column of the daily rows that is true for those of the base, or `all`. */
  readonly rows: string
}

function dailyViews(catalog: Catalog): readonly DailyPair[] {
  const known = byCatalog.get(catalog.views)
  if (known !== undefined) return known
  const found = [...catalog.views.values()].flatMap((daily) =>
    Object.entries(daily.header.daily_rows_of).map(([name, rows]) => ({
      base: findView(catalog, name),
      daily,
      rows,
    })),
  )
  byCatalog.set(catalog.views, found)
  return found
}

/** Planning a request takes a millisecond, and definitions do not change between requests. */
const byCatalog = new WeakMap<Catalog['views'], readonly DailyPair[]>()

function viewsBehind(
  catalog: Catalog,
  plan: Pick<PlanDraft, 'parameters'>,
  aggregation: Aggregation,
): readonly string[] {
  const { return_events_from: returns } = findView(catalog, aggregation.view).header
  return [...viewsRead(aggregation, plan), ...(returns === undefined ? [] : [returns])]
}

/** Whether a view is computed from the rows of another one in this statement. */
function reads(catalog: Catalog, name: string, base: View, stored: ReadonlySet<string>): boolean {
  if (name === base.name) return true
  const view = catalog.views.get(name)
  if (view === undefined || stored.has(name) || !view.lineage.has(base.name)) return false
  return view.reads.some((relation) => reads(catalog, relation, base, stored))
}

/** Why an aggregation needs every row, as a sentence; null when it does not. */
function reasonAgainst(
  catalog: Catalog,
  plan: Omit<PlanDraft, 'dailyRows'>,
  aggregation: Aggregation,
  pair: DailyPair,
): string | null {
  const { grain, instants, toDate } = plan.period
  const [{ metric }] = aggregation.baseMetrics
  if (grain === 'hour' || instants !== null) return 'Hours need the moment of every row.'
  if (toDate) return 'Periods that are cut at a moment need the moment of every row.'
  if (aggregation.over !== null) return `${metric.name} is counted over ranges that may end within a day.`
  for (const { metric: one } of aggregation.baseMetrics) {
    const reason = kindOf(one).needsEveryRow(one.header, plan.parameters)
    if (reason !== null) return `${one.name} ${reason}`
  }
  const { return_events_from: returns } = findView(catalog, aggregation.view).header
  const facts = [aggregation.view, ...(returns === undefined ? [] : [returns])]
  for (const name of viewsBehind(catalog, plan, aggregation)) {
    const view = findView(catalog, name)
    const columns = dailyColumns(catalog, pair, view, plan.reusableViews)
    if (columns === 'other rows') continue
    if (columns === null || !facts.includes(name)) return `${name} depends on every row.`
    const { time } = view.header
    if (time === undefined || !columns.times.has(time)) return `${name} has no time of these rows.`
    const unknown = columnsOf(catalog, plan, aggregation, view).find(
      (column) => columns.lost.has(column) || columns.times.has(column),
    )
    if (unknown !== undefined) return `${unknown} may differ between the rows of a day.`
  }
  return null
}

/** The columns of a view that an aggregation reads, besides its time. */
function columnsOf(
  catalog: Catalog,
  { permitted, withholding }: Pick<PlanDraft, 'permitted' | 'withholding'>,
  { baseMetrics, dimensions, filters }: Aggregation,
  view: View,
): readonly string[] {
  const members = withholding === undefined ? null : membersOf(view)
  return [
    ...baseMetrics.flatMap(({ metric }) => wordsIn(metric.header)),
    ...[...dimensions, ...comparisonsOf(filters).map(({ dimension }) => dimension)].flatMap(
      ({ join, column }) => join?.columns ?? [column],
    ),
    ...(members === null ? [] : [members.column]),
    ...(permitted === null ? [] : accountColumns(catalog, view.name)),
  ]
}

/** The words of the expressions of a metric; those that are no columns are not found among columns. */
function wordsIn(header: object): readonly string[] {
  return ['actor', 'distinct_actors', 'expression', 'where'].flatMap((field) => {
    const written: unknown = Reflect.get(header, field)
    return typeof written === 'string' ? (written.match(/[a-z_][a-z0-9_]*/g) ?? []) : []
  })
}
