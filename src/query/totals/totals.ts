import { PlumblineError } from '../../errors.ts'
import type { MetricsResult, Subtotals } from '../../semantic/model/result.ts'
import type { Plan } from '../../semantic/model/plan.ts'
import { asTotalOf } from '../../semantic/compile/result/withhold.ts'
import { displayRange } from '../../semantic/plan/display-range.ts'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import { asWhole } from '../parts/as-whole.ts'
import { isByPeriodOnly } from '../parts/by-period-only.ts'
import { comparedTotals } from './compared-totals.ts'
import { checkGroups } from '../groups/group-count.ts'
import { planPart } from '../parts/run-part.ts'
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
  // subtotals are in the same answer: what is withheld from them has no total, either
  const levels =
    plan.withholding !== undefined && request.subtotals === true ? planLevels(runtime, query) : []
  const below = levels.at(-1)?.query.plan ?? plan
  if (plan.comparisons.length > 0) {
    const { names, row } = await comparedTotals(runtime, query, below, rest, options)
    return alignToColumns(plan, names, row)
  }
  const total = asTotal(planPart(runtime, state, { ...rest, ...displayRange(plan.period) }), below)
  const { rows } = await selectPage(runtime, total, options)
  return alignToColumns(plan, namesOf(total.plan.columns), rows[0] ?? [])
}

/** The rows of every coarser level, finest first; each level aggregated again. */
export async function subtotalsOf(
  runtime: Runtime,
  query: PreparedQuery,
  options: QueryOptions,
): Promise<readonly Subtotals[]> {
  return Promise.all(
    planLevels(runtime, query).map(async ({ by, query: level }) => {
      await checkGroups(runtime, level, options)
      const { rows } = await selectPage(runtime, level, options)
      return { by, rows: rows.map((row) => alignToColumns(query.plan, namesOf(level.plan.columns), row)) }
    }),
  )
}

interface Level {
  readonly by: readonly string[]
  readonly query: PreparedQuery
}

/** Every coarser level, finest first; the rows of each one are totals of those before. */
function planLevels(runtime: Runtime, { state, request, plan }: PreparedQuery): readonly Level[] {
  const { keep = [], by: _by, ...rest } = asWhole(request)
  const levels: Level[] = []
  for (let kept = plan.dimensions.length - 1; kept >= 0; kept -= 1) {
    const by = plan.dimensions.slice(0, kept)
    const part = planPart(runtime, state, {
      ...rest,
      by: [...by],
      keep: keep.filter(({ dimension }) => by.includes(dimension.toLowerCase())),
    })
    levels.push({ by, query: asTotal(part, levels.at(-1)?.query.plan ?? plan) })
  }
  return levels
}

function asTotal(query: PreparedQuery, rows: Plan): PreparedQuery {
  return { ...query, plan: asTotalOf(query.plan, rows) }
}

function namesOf(columns: MetricsResult['columns']): readonly string[] {
  return columns.map(({ name }) => name)
}

function alignToColumns(plan: Plan, names: readonly string[], row: readonly unknown[]): readonly unknown[] {
  return plan.columns.map(({ name }) => row[names.indexOf(name)] ?? null)
}
