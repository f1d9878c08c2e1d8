import { parameterValue } from '../../model/parameter-value.ts'
import { DateTime } from 'luxon'
import type { Catalog } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { periodsBetween } from './result-size.ts'
import type { Plan } from '../../model/plan.ts'
import type { MetricsRequest } from '../../model/request.ts'

/**
 * Refuses what nobody can have seen yet: ages that no cohort has reached, and windows that are over for nobody.
 *
 * @throws PlumblineError `UNOBSERVABLE_WINDOW`, with what can be seen
 */
export function checkObservability(catalog: Catalog, request: MetricsRequest, plan: Plan): void {
  checkAges(plan)
  checkWindows(catalog, request, plan)
}

function checkAges(plan: Plan): void {
  const { grain, from } = plan.period
  if (plan.resultShape !== 'cohort' || grain === null || from === null) return
  // on the rolling clock a month has 30 days, so that there are more ages than calendar months
  if (plan.parameters.retention_clock === 'rolling_24h') return
  const oldest = periodsBetween(from, plan.period.today, grain)
  const youngest = Math.max(
    0,
    ...plan.cohortFilters
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
    `Age ${String(youngest)} has not begun for any cohort since ${from}: as of ${plan.asOf} the oldest is at ` +
      `age ${String(oldest)}. Ask for ages up to ${String(oldest)}, or for earlier cohorts.`,
    { subject: 'age', valid: [`age <= ${String(oldest)}`] },
  )
}

/** Of the windows that the caller chose, those that are not over for whoever came first. */
function checkWindows(catalog: Catalog, request: MetricsRequest, plan: Plan): void {
  const { from } = plan.period
  const open = new Set(
    plan.maturities
      .filter(({ rule: what }) => what.kind !== 'cells')
      .flatMap(({ baseMetrics }) => baseMetrics),
  )
  const options = plan.groups
    .flatMap(({ baseMetrics }) => baseMetrics)
    .flatMap(({ column, metric }) => (open.has(column) ? metric.options : []))
  const headerOf = (name: string) => catalog.parameters.get(name)?.header
  const chosen = Object.keys(request.options).filter(
    (name) => options.includes(name) && headerOf(name)?.is_window === true,
  )
  if (from === null || chosen.length === 0) return
  const start = DateTime.fromISO(plan.period.displayFrom ?? from, { zone: plan.timeZone })
  const known = DateTime.fromISO(plan.asOf, { zone: plan.timeZone })
  for (const name of chosen) {
    const unit = headerOf(name)?.unit ?? ''
    const length = Number(parameterValue(plan.parameters, name))
    const hours = unit === 'days' ? length * 24 : length
    if (start.plus({ hours }) <= known) continue
    const most = Math.max(0, Math.floor(known.diff(start, 'hours').hours / (unit === 'days' ? 24 : 1)))
    throw new PlumblineError(
      'UNOBSERVABLE_WINDOW',
      `A window of ${String(length)} ${unit} that began on ${start.toISODate() ?? from} or later is not over as ` +
        `of ${plan.asOf}, so nothing is known of any. Ask for an earlier period, or for ${name} up to ${String(most)}.`,
      { subject: name, valid: [`${name} <= ${String(most)}`] },
    )
  }
}
