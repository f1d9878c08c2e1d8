import { PlumblineError } from '../../errors.ts'
import type { MetricsResult } from '../../semantic/model/result.ts'
import { compareTexts } from '../../semantic/sql/declared-order.ts'
import { decimalsOf } from '../../semantic/sql/rounding.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { baseMetricColumns } from '../../semantic/kinds/maturity.ts'
import { comparisonsOf } from '../../semantic/model/request/condition.ts'
import { planRequest } from '../../semantic/plan/plan-request.ts'
import { readRequest } from '../../semantic/model/request/read-request.ts'
import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'
import { displayRange } from '../../semantic/plan/display-range.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import { isByPeriodOnly } from '../parts/by-period-only.ts'
import { runPart } from '../parts/run-part.ts'
import type { Runtime } from '../runtime.ts'

/**
 * Replaces `top` of the request by the values to list: those with the highest value of a metric over all
 * periods or, for cohorts, with the most entries. All others become one group, so that the rows still cover
 * everything.
 *
 * @throws PlumblineError `BAD_REQUEST`; `NON_ADDITIVE` when the metric has no value over all periods
 */
export async function resolveTop(
  runtime: Runtime,
  state: WarehouseState,
  request: MetricsRequestInput,
  options: QueryOptions,
): Promise<MetricsRequestInput> {
  const { top, ...rest } = request
  if (top === undefined) return request
  // validated first, so that errors are about the request, not about its parts
  readRequest(request)
  const aliases = request.metrics.map((one) => (typeof one === 'string' ? one : (one.alias ?? one.metric)))
  const by = top.by ?? aliases[0] ?? ''
  const ranked = request.metrics[aliases.indexOf(by)]
  if (ranked === undefined) {
    throw new PlumblineError('BAD_REQUEST', `top is ranked by a metric of the request, not by ${by}.`, {
      subject: 'top',
      valid: aliases,
    })
  }
  const plan = planRequest(runtime.catalog, rest, state, runtime.access)
  const ranks = plan.outputs
    .filter(({ alias }) => alias === by)
    .flatMap(({ formula }) => baseMetricColumns(formula))
  if (isByPeriodOnly(plan, ranks)) throw cannotRank(by, 'periods', top.dimension)
  // cohorts without ages, such as payback, have no entries
  if (plan.resultShape === 'cohort_summary') throw cannotRank(by, 'cohorts', top.dimension)
  const ranking: MetricsRequestInput = {
    metrics: [ranked],
    by: [top.dimension],
    where: request.where,
    options: request.options,
    orderBy: [{ column: by, direction: 'desc' }],
    first: top.count,
    ...displayRange(plan.period),
    ...(request.partial === 'keep' ? { partial: request.partial } : {}),
    ...(request.asOf === undefined ? {} : { asOf: request.asOf }),
    ...(request.timeZone === undefined ? {} : { timeZone: request.timeZone }),
  }
  // alone, the metric might have cohorts of another length, so the grain is that of the plan
  const part = plan.resultShape === 'cohort' ? entriesOf(ranking, plan.period.grain ?? undefined) : ranking
  const result = await runPart(runtime, state, part, options)
  const values =
    plan.resultShape === 'cohort'
      ? largestCohorts(result, by, top, plan.declared.get(top.dimension.toLowerCase()))
      : result.rows.map(([value]) => toValue(value))
  return { ...rest, keep: [...(request.keep ?? []), { dimension: top.dimension, values }] }
}

/** The request of the cohort entries: at age 0 each entry is counted once. */
function entriesOf(
  { orderBy: _orderBy, first: _first, where = [], ...ranking }: MetricsRequestInput,
  grain: MetricsRequestInput['grain'],
): MetricsRequestInput {
  return {
    ...ranking,
    grain,
    where: [
      ...where.filter((condition) =>
        comparisonsOf([condition]).every(({ dimension }) => dimension !== 'age'),
      ),
      { dimension: 'age', operator: 'eq', value: 0 },
    ],
  }
}

/** The values with the most cohort entries, summed over all cohorts. */
function largestCohorts(
  { columns, rows }: Pick<MetricsResult, 'columns' | 'rows'>,
  by: string,
  { dimension, count }: NonNullable<MetricsRequestInput['top']>,
  declared: readonly string[] | undefined,
): (string | null)[] {
  const indexOf = (name: string) => columns.findIndex((column) => column.name === name)
  const unit = columns[indexOf(by)]?.unit ?? null
  // ratios cannot be added; counts and amounts can
  if (unit === 'ratio') throw cannotRank(by, 'cohorts', dimension)
  const scale = 10 ** decimalsOf(unit)
  const entries = new Map<string | null, number>()
  for (const row of rows) {
    const value = toValue(row[indexOf(dimension.toLowerCase())])
    // rounded as the values are, so that equal sums are equal
    const sum = (entries.get(value) ?? 0) + Number(row[indexOf(by)])
    entries.set(value, Math.round(sum * scale) / scale)
  }
  return [...entries]
    .sort(([one, many], [other, more]) => more - many || compareTexts(declared, one, other))
    .slice(0, count)
    .map(([value]) => value)
}

/** Dimensions of other types are rejected when their values are read. */
function toValue(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function cannotRank(metric: string, over: 'cohorts' | 'periods', dimension: string): PlumblineError {
  return new PlumblineError(
    'NON_ADDITIVE',
    `${metric} has no value over all ${over} by which to rank ${dimension}; name the values to keep with keep.`,
    { subject: 'top' },
  )
}
