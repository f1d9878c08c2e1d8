import type { Catalog } from '../../catalog/catalog.ts'
import type { Access } from '../../policy/access.ts'
import { chooseDailyRows } from '../daily-rows/choose-daily-rows.ts'
import { maturitiesOf } from '../kinds/maturity.ts'
import type { Formula, PlanDraft } from '../model/plan.ts'
import type { Span } from '../model/request/request.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import { resolveCurrency } from '../parameters/reporting-currency.ts'
import { chooseRollups } from '../rollups/choose-rollup.ts'
import { declaredOrders } from '../sql/declared-order.ts'
import { toCalendar } from '../time/calendar.ts'
import { checkRowAccess } from './checks/access.ts'
import { checkColumns } from './checks/column-names.ts'
import { checkCutPeriods } from './checks/time/cut-periods.ts'
import { checkToDate } from './checks/time/to-date.ts'
import { resolveCohortFilters } from './draft/filters/resolve-filters.ts'
import { resolveHaving } from './draft/filters/resolve-having.ts'
import type { ResolvedRequest } from './resolve-request.ts'
import { resolveComparisons } from './draft/comparisons.ts'
import { resolveMetrics } from './draft/metrics.ts'
import { resolveOrder } from './draft/order.ts'
import { resolveOtherGroups } from './draft/other-group.ts'
import { resolvePeriod } from './draft/period.ts'
import { resultColumns } from './draft/result-columns.ts'
import { reusableViews } from './draft/reusable-views.ts'

/** Drafts the plan of a resolved request: aggregations, formulas, period, columns and order. */
export function draftPlan(
  catalog: Catalog,
  resolved: ResolvedRequest,
  state: WarehouseState,
  access: Access,
): PlanDraft {
  const { request, allMetrics, dimensions, parameters, resultShape, grain } = resolved
  const { values } = parameters
  const { aggregations, outputs } = resolveMetrics(catalog, request, dimensions, grain, values)
  checkRowAccess(catalog, access, aggregations, values)
  if (request.toDate) checkToDate(catalog, aggregations, grain)
  const comparisons = resolveComparisons(request, resultShape, grain)
  const currency = resolveCurrency(allMetrics, parameters, state)
  const columns = resultColumns(catalog, resolved, outputs, comparisons, currency)
  checkColumns(columns, outputs)
  const calendar = toCalendar(values)
  const period = resolvePeriod(request, grain, calendar, values.as_of, [
    ...comparisons,
    ...outputs.flatMap(({ formula }) => earlierPeriods(formula)),
  ])
  checkCutPeriods(catalog, request, { aggregations, outputs, comparisons, period, parameters: values })
  const withholding = withholdingOf(access)
  const unserved = {
    resultShape,
    cohorts: request.cohorts,
    aggregations,
    outputs,
    dimensions,
    period,
    timeZone: calendar.timeZone,
    asOf: values.as_of,
    parameters: values,
    otherGroups: resolveOtherGroups(catalog, request, dimensions),
    reusableViews: reusableViews(catalog, state, values),
    ...(state.distributed === true ? { distributed: true } : {}),
    permitted: access.accounts,
    ...withholding,
    policyHash: access.policies?.hash ?? null,
    parts: request.parts,
    columns,
    order: resolveOrder(request, columns),
    declared: declaredOrders(aggregations),
    first: request.first ?? null,
    after: request.after ?? null,
    cohortFilters: resolveCohortFilters(request.where),
    having: resolveHaving(request, columns),
    comparisons,
    keepsUnrounded: comparisons.length > 0,
    maturities: aggregations.flatMap((aggregation) => maturitiesOf(aggregation, withholding)),
  }
  const served = { ...unserved, rollups: chooseRollups(catalog, unserved, state) }
  return { ...served, dailyRows: chooseDailyRows(catalog, served) }
}

function withholdingOf({ role }: Access): Pick<PlanDraft, 'withholding'> {
  if (role === null || role.minGroupSize === 1) return {}
  return { withholding: { minGroupSize: role.minGroupSize, totalOf: null } }
}

/** The distance of the first period behind a value, where earlier periods are behind it too. */
function earlierPeriods(formula: Formula): readonly Span[] {
  if (formula.kind !== 'moving') return []
  const { count, unit } = formula.moving.span
  return count === 1 ? [] : [{ count: count - 1, unit }]
}
