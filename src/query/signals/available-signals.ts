import type { Catalog, View } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { checkViewAvailability } from '../../semantic/plan/checks/availability.ts'
import type { UnavailableSignal } from './signals-request.ts'

/** The definitions of signals, by name. */
export function signalViews({ views }: Catalog): ReadonlyMap<string, View> {
  return new Map(
    [...views.values()].flatMap((view) =>
      view.header.signal === undefined ? [] : [[view.relation, view] as const],
    ),
  )
}

/**
 * The signals that would be missing or wrong, because their tables were not provided or violate the source contract:
 * they are left out and named, since a feed without them looks like one where nothing happened.
 */
export function unavailableSignals(catalog: Catalog, state: WarehouseState): readonly UnavailableSignal[] {
  return [...signalViews(catalog)].flatMap(([signal, view]) => {
    try {
      checkViewAvailability(catalog, view, state)
      return []
    } catch (error) {
      if (error instanceof PlumblineError) return [{ signal, reason: error.message }]
      throw error
    }
  })
}
