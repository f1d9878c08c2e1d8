import type { Catalog, View } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { describeTables, missingTables, nothingLoadedMessage } from '../../semantic/model/missing-tables.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { checkTables, tablesBehind } from '../../semantic/plan/checks/violations.ts'
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
    const reason = missingReason(view, state) ?? violationReason(catalog, view, state)
    return reason === null ? [] : [{ signal, reason }]
  })
}

function missingReason({ relation, header }: View, { provided }: WarehouseState): string | null {
  if (provided.size === 0) return nothingLoadedMessage
  const missing = missingTables(header.requires, provided)
  return missing.length === 0
    ? null
    : `${relation} needs the source table ${describeTables(missing)}, which was not provided.`
}

function violationReason(
  catalog: Catalog,
  { name, relation, header }: View,
  state: WarehouseState,
): string | null {
  const required = new Set(header.requires.flatMap((tables) => tables.split('|')))
  try {
    checkTables(catalog, relation, required, () => tablesBehind(catalog, [name]), state)
    return null
  } catch (error) {
    if (error instanceof PlumblineError) return error.message
    throw error
  }
}
