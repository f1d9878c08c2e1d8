import { PlumblineError } from '../../errors.ts'
import type { MetricsResult, Subtotals } from '../../semantic/model/result.ts'
import type { Plan } from '../../semantic/model/plan.ts'
import { displayRange } from '../../semantic/plan/display-range.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import { asWhole } from '../as-whole.ts'
import { isByPeriodOnly } from '../by-period-only.ts'
import { comparedTotals } from './compared-totals.ts'
import { checkGroups } from '../groups/group-count.ts'
import { planPart, runPart } from '../run-part.ts'
import type { PreparedQuery, Runtime } from '../runtime.ts'
import { selectPage } from '../select-page.ts'

/**
 * The row over all periods and groups: the same request without them, aggregated again, because distinct
 * counts do not add up. It covers all rows of `where`, regardless of `having` and pages.
 *
 * @throws PlumblineError `NON_ADDITIVE` for cohorts and lifecycles
 */
export async function totalsOf(
  runtime: Runtime,
  query: PreparedQuery,
  options: QueryOptions,
): Promise<readonly unknown[]> {
  const { state, request, plan } = query
  if (plan.resultShape !== 'series' || isByPeriodOnly(plan) || plan.period.toDate) {
    throw new PlumblineError(
      'NON_ADDITIVE',
      'Cohorts, lifecycles, distributions and periods to date have no total over periods. Query without totals.',
      { subject: 'totals' },
    )
  }
  const {
    grain: _grain,
    by: _by,
    keep: _keep,
    compareTo: _compareTo,
    from: _from,
    to: _to,
    period: _period,
    ...rest
  } = asWhole(request)
  if (plan.comparisons.length > 0) {
    const { names, row } = await comparedTotals(runtime, query, rest, options)
    return alignToColumns(plan, names, row)
  }
  const { columns, rows } = await runPart(runtime, state, { ...rest, ...displayRange(plan.period) }, options)
  return alignToColumns(plan, namesOf(columns), rows[0] ?? [])
}

/** The rows of every coarser level, finest first; each level aggregated again. */
export async function subtotalsOf(
  runtime: Runtime,
  { state, request, plan }: PreparedQuery,
  options: QueryOptions,
): Promise<readonly Subtotals[]> {
  const { keep = [], by: _by, ...rest } = asWhole(request)
  const levels = plan.dimensions.map((_, index) => plan.dimensions.slice(0, -1 - index))
  return Promise.all(
    levels.map(async (by) => {
      const level = planPart(runtime, state, {
        ...rest,
        by: [...by],
        keep: keep.filter(({ dimension }) => by.includes(dimension.toLowerCase())),
      })
      await checkGroups(runtime, level, options)
      const { rows } = await selectPage(runtime, level, options)
      return { by, rows: rows.map((row) => alignToColumns(plan, namesOf(level.plan.columns), row)) }
    }),
  )
}

function namesOf(columns: MetricsResult['columns']): readonly string[] {
  return columns.map(({ name }) => name)
}

function alignToColumns(plan: Plan, names: readonly string[], row: readonly unknown[]): readonly unknown[] {
  return plan.columns.map(({ name }) => row[names.indexOf(name)] ?? null)
}
