import type { Catalog, Metric } from '../../../../catalog/catalog.ts'
import { PlumblineError } from '../../../../errors.ts'
import { kindOf } from '../../../kinds/registry.ts'
import { findView } from '../../../model/find-view.ts'
import type { Plan } from '../../../model/plan.ts'
import type { Grain, MetricsRequest } from '../../../model/request/request.ts'
import { addDays, floorDay, nextPeriod, toCalendar, type Calendar } from '../../../time/calendar.ts'
import { cutOfFacts } from '../../../time/whole-periods.ts'

type Drafted = Pick<Plan, 'aggregations' | 'outputs' | 'comparisons' | 'period' | 'parameters'>

/**
 * Rejects bounds that cut a period where its part has no value, or none that is like the others: comparisons, values over
 * several periods, growth accounting, and facts that are not divided by day.
 *
 * @throws PlumblineError `BAD_PERIOD`, with bounds that cut nothing; `NON_ADDITIVE`
 */
export function checkCutPeriods(
  catalog: Catalog,
  { toDate, partial }: MetricsRequest,
  { aggregations, outputs, comparisons, period, parameters }: Drafted,
): void {
  const { cut } = period
  if (cut === null) {
    if (period.grain === null && partial !== 'whole')
      checkRange(catalog, aggregations, period, toCalendar(parameters))
    return
  }
  const moving = outputs.find(({ formula }) => formula.kind === 'moving')
  if (comparisons.length > 0 || toDate || moving !== undefined)
    throw new PlumblineError(
      'NON_ADDITIVE',
      `${comparisons.length > 0 ? 'Comparisons' : toDate ? 'Periods to date' : 'Values over several periods'} need ` +
        'periods of equal length, and the bounds cut one. Use the bounds of whole periods, or drop partial ones.',
      { subject: 'partial', valid: ['whole', 'drop', 'reject'] },
    )
  const calendar = toCalendar(parameters)
  for (const { baseMetrics, view } of aggregations) {
    const [{ metric }] = baseMetrics
    const { wholePeriods } = kindOf(metric)
    if (wholePeriods !== null)
      throw new PlumblineError(
        'NON_ADDITIVE',
        `${metric.name} ${wholePeriods} Use the bounds of whole periods, or drop partial ones.`,
        { subject: metric.name, valid: ['whole', 'drop', 'reject'] },
      )
    checkFacts(metric, findView(catalog, view).header.finest_grain, cut, calendar)
  }
}

/** Without a grain the range is one period, which the facts of months that it cuts have no value for. */
function checkRange(
  catalog: Catalog,
  aggregations: Drafted['aggregations'],
  { from, until, today }: Drafted['period'],
  calendar: Calendar,
): void {
  const range = { from, until: until !== null && until > today ? null : until }
  for (const { baseMetrics, view } of aggregations)
    checkFacts(baseMetrics[0].metric, findView(catalog, view).header.finest_grain, range, calendar)
}

/** Facts of a month have no value for a part of it. */
function checkFacts(
  { name }: Metric,
  finest: Grain,
  { from, until }: NonNullable<Drafted['period']['cut']>,
  calendar: Calendar,
): void {
  const { isFromCut, isUntilCut } = cutOfFacts(finest, { from, until }, calendar)
  if (!isFromCut && !isUntilCut) return
  const firstOf = (day: string) => floorDay(day, finest, calendar)
  const valid = [
    ...(from === null || !isFromCut
      ? []
      : [`from ${firstOf(from)}`, `from ${nextPeriod(from, finest, calendar)}`]),
    ...(until === null || !isUntilCut
      ? []
      : [`to ${addDays(firstOf(until), -1)}`, `to ${addDays(nextPeriod(until, finest, calendar), -1)}`]),
  ]
  throw new PlumblineError(
    'BAD_PERIOD',
    `${name} is known by whole ${finest}s, and the bounds cut one. Use ${valid.join(', or ')}; or query its value of ` +
      'a day by asOf.',
    { subject: 'partial', valid },
  )
}
