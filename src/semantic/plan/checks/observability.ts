import { parameterValue } from '../../model/parameter-value.ts'
import { DateTime } from 'luxon'
import type { Catalog } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { hasRollingClock } from '../../kinds/retention/rules.ts'
import { periodsBetween } from './result-size.ts'
import { isComparison } from '../../model/request/condition.ts'
import type { PlanDraft } from '../../model/plan.ts'
import type { MetricsRequest } from '../../model/request/request.ts'

/**
 * Rejects values that cannot be observed yet: ages that no cohort has reached, and windows that have ended for no row.
 *
 * @throws PlumblineError `UNOBSERVABLE_WINDOW`, with the observable values
 */
export function checkObservability(catalog: Catalog, request: MetricsRequest, plan: PlanDraft): void {
  checkAges(plan)
  checkWindows(catalog, request, plan)
}

function checkAges(plan: PlanDraft): void {
  const { grain, from } = plan.period
  if (plan.resultShape !== 'cohort' || grain === null || from === null) return
  // on the rolling clock a month has 30 days, so there are more ages than calendar months
  if (hasRollingClock(plan.parameters)) return
  const oldest = periodsBetween(from, plan.period.today, grain)
  const youngest = Math.max(
    0,
    ...plan.cohortFilters
      .filter((condition) => isComparison(condition))
      .filter(({ dimension }) => dimension === 'age')
      .flatMap(({ operator, value }) => {
        if (operator === 'in' && Array.isArray(value)) return [Math.min(...value.map(Number))]
        if (operator === 'gt') return [Number(value) + 1]
        return operator === 'eq' || operator === 'gte' ? [Number(value)] : []
      }),
  )
  if (youngest <= oldest) return
  throw new PlumblineError(
    'UNOBSERVABLE_WINDOW',
    `Age ${String(youngest)} has not started for any cohort since ${from}: as of ${plan.asOf} the oldest is at ` +
      `age ${String(oldest)}. Query ages up to ${String(oldest)}, or earlier cohorts.`,
    { subject: 'age', valid: [`age <= ${String(oldest)}`] },
  )
}

/** Checks the windows in the options: each must have ended for the first row of the period. */
function checkWindows(catalog: Catalog, request: MetricsRequest, plan: PlanDraft): void {
  const { from } = plan.period
  const withMaturity = new Set(
    plan.maturities.filter(({ rule }) => rule.kind !== 'cohorts').flatMap(({ baseMetrics }) => baseMetrics),
  )
  const options = plan.aggregations
    .flatMap(({ baseMetrics }) => baseMetrics)
    .flatMap(({ column, metric }) => (withMaturity.has(column) ? metric.options : []))
  const headerOf = (name: string) => catalog.parameters.get(name)?.header
  const windows = Object.keys(request.options).filter(
    (name) => options.includes(name) && headerOf(name)?.is_window === true,
  )
  if (from === null || windows.length === 0) return
  const start = DateTime.fromISO(plan.period.displayFrom ?? from, { zone: plan.timeZone })
  const end = DateTime.fromISO(plan.asOf, { zone: plan.timeZone })
  for (const name of windows) {
    const unit = headerOf(name)?.unit ?? ''
    const length = Number(parameterValue(plan.parameters, name))
    const hours = unit === 'days' ? length * 24 : length
    if (start.plus({ hours }) <= end) continue
    const most = Math.max(0, Math.floor(end.diff(start, 'hours').hours / (unit === 'days' ? 24 : 1)))
    throw new PlumblineError(
      'UNOBSERVABLE_WINDOW',
      `A window of ${String(length)} ${unit} that began on ${start.toISODate() ?? from} or later has not ended as ` +
        `of ${plan.asOf}. Query an earlier period, or set ${name} to at most ${String(most)}.`,
      { subject: name, valid: [`${name} <= ${String(most)}`] },
    )
  }
}
