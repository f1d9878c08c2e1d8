import type { Catalog } from '../catalog/catalog.ts'
import { PlumblineError } from '../errors.ts'
import type { MetricsResult } from '../semantic/model/result.ts'
import { compareTexts } from '../semantic/sql/declared-order.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import { baseMetricColumns } from '../semantic/kinds/maturity.ts'
import type { Plan } from '../semantic/model/plan.ts'
import { planRequest } from '../semantic/plan/plan-request.ts'
import { readRequest } from '../semantic/model/read-request.ts'
import type { MetricsRequestInput } from '../semantic/model/request.ts'
import { shownDays } from '../semantic/plan/display-range.ts'
import { kindOf } from '../semantic/kinds/registry.ts'

/**
 * The request with its `top` put into values to keep: those of the dimension that have the most of a metric
 * over all periods together, or of cohorts by how many entered them. Everything else becomes one group, so the
 * rows are still all there is.
 *
 * @param ask answers the question which those are
 * @throws PlumblineError `BAD_REQUEST`; `NON_ADDITIVE` when the metric has no value over all periods
 */
export async function resolveTop(
  catalog: Catalog,
  knowledge: WarehouseState,
  request: MetricsRequestInput,
  ask: (request: MetricsRequestInput) => Promise<MetricsResult>,
): Promise<MetricsRequestInput> {
  const { top, ...rest } = request
  if (top === undefined) return request
  // before its parts are asked: what is wrong with it is wrong with the question, not with them
  readRequest(request)
  const aliases = request.metrics.map((one) => (typeof one === 'string' ? one : (one.alias ?? one.metric)))
  const by = top.by ?? aliases[0] ?? ''
  const ranked = request.metrics[aliases.indexOf(by)]
  if (ranked === undefined) {
    throw new PlumblineError('BAD_REQUEST', `top is ranked by a metric of the answer, not by ${by}.`, {
      subject: 'top',
      valid: aliases,
    })
  }
  const plan = planRequest(catalog, rest, knowledge)
  if (needsPeriods(plan, by)) throw unranked(by, 'periods', top.dimension)
  // what has cohorts without ages, such as payback, has nobody who enters them
  if (plan.shape === 'curve') throw unranked(by, 'cohorts', top.dimension)
  const question: MetricsRequestInput = {
    metrics: [ranked],
    by: [top.dimension],
    where: request.where,
    options: request.options,
    orderBy: [{ column: by, direction: 'desc' }],
    first: top.count,
    ...shownDays(plan.period),
    ...(request.asOf === undefined ? {} : { asOf: request.asOf }),
    ...(request.timeZone === undefined ? {} : { timeZone: request.timeZone }),
  }
  const values =
    plan.shape === 'cohort'
      ? // alone, the metric might have cohorts of another length
        await largestCohorts(
          { ...question, grain: plan.period.grain ?? undefined },
          by,
          top,
          plan.declared.get(top.dimension.toLowerCase()),
          ask,
        )
      : (await ask(question)).rows.map(([value]) => toValue(value))
  return { ...rest, keep: [...(request.keep ?? []), { dimension: top.dimension, values }] }
}

/** The values with the most entries into cohorts: at age 0 each entry is counted once, so they add up. */
async function largestCohorts(
  { orderBy: _orderBy, first: _first, ...question }: MetricsRequestInput,
  by: string,
  { dimension, count }: NonNullable<MetricsRequestInput['top']>,
  declared: readonly string[] | undefined,
  ask: (request: MetricsRequestInput) => Promise<MetricsResult>,
): Promise<(string | null)[]> {
  const { columns, rows } = await ask({
    ...question,
    where: [
      ...(question.where ?? []).filter((condition) => condition.dimension !== 'age'),
      { dimension: 'age', operator: 'eq', value: 0 },
    ],
  })
  const place = (name: string) => columns.findIndex((column) => column.name === name)
  // shares do not add up; people, accounts and what they pay do
  if (columns[place(by)]?.unit === 'ratio') throw unranked(by, 'cohorts', dimension)
  const entries = new Map<string | null, number>()
  for (const row of rows) {
    const value = toValue(row[place(dimension.toLowerCase())])
    // to the millionth that amounts are answered to, so that equal sums are equal
    const sum = (entries.get(value) ?? 0) + Number(row[place(by)])
    entries.set(value, Math.round(sum * 1e6) / 1e6)
  }
  return [...entries]
    .sort(([one, many], [other, more]) => more - many || compareTexts(declared, one, other))
    .slice(0, count)
    .map(([value]) => value)
}

/** A dimension that is no text is refused where its values are read. */
function toValue(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Whether it has values only for periods of one length. */
function needsPeriods({ outputs, groups }: Plan, alias: string): boolean {
  const columns = outputs
    .filter((output) => output.alias === alias)
    .flatMap(({ formula }) => baseMetricColumns(formula))
  return groups
    .flatMap(({ leaves }) => leaves)
    .some(({ column, metric }) => columns.includes(column) && kindOf(metric).grainRequired !== null)
}

function unranked(metric: string, over: 'cohorts' | 'periods', dimension: string): PlumblineError {
  return new PlumblineError(
    'NON_ADDITIVE',
    `${metric} has no value over all ${over} by which to rank ${dimension}; name the values to keep with keep.`,
    { subject: 'top' },
  )
}
