import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { kindNotes } from '../../kinds/registry.ts'
import type { PlanDraft } from '../../model/plan.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'
import { measureNotes } from '../../parameters/check-signals.ts'
import { toCalendar } from '../../time/calendar.ts'
import { nowNotes, violationNotes } from '../checks/violations.ts'
import type { ResolvedRequest } from '../resolve-request.ts'
import { otherGroupNotes } from '../draft/other-group.ts'
import { assumptionNotes, loadAssumptionNotes } from './assumption-notes.ts'
import { partialNotes } from './partial-notes.ts'
import { runningDayNotes } from './running-day-notes.ts'
import { warningsOf } from './warnings.ts'
import { wholeFactNotes } from './whole-fact-notes.ts'
import { withholdingNotes } from './withholding-notes.ts'

/** All notes of a result, in their order. */
export function planNotes(
  catalog: Catalog,
  { metrics, allMetrics, allDimensions }: ResolvedRequest,
  { period, parameters, asOf, otherGroups, aggregations, withholding }: PlanDraft,
  state: WarehouseState,
): readonly string[] {
  const context = { period, calendar: toCalendar(parameters), state, parameters }
  return [
    ...metrics.flatMap(deprecationNote),
    ...assumptionNotes(catalog, allMetrics, state),
    ...warningsOf(catalog, allMetrics, period, parameters, state),
    ...violationNotes(catalog, allMetrics, allDimensions, state),
    ...nowNotes(asOf, state),
    ...runningDayNotes(catalog, allMetrics, period, asOf, context.calendar),
    ...partialNotes(period),
    ...wholeFactNotes(catalog, { aggregations, period }, context.calendar),
    ...measureNotes(catalog, allMetrics, parameters, state),
    ...kindNotes(allMetrics, context),
    ...otherGroupNotes(otherGroups),
    ...loadAssumptionNotes(catalog, allMetrics, state),
    ...withholdingNotes(catalog, aggregations, withholding),
  ]
}

function deprecationNote({ name, deprecated }: Metric): readonly string[] {
  return deprecated === null
    ? []
    : [`${name} is deprecated since ${deprecated.since}: use ${deprecated.use} instead.`]
}
