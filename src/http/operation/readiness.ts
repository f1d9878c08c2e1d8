import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { rollupAges, type RollupAge } from '../../query/age-notes.ts'
import type { DefinitionsServed } from '../definitions-served.ts'

/** Whether a server can serve queries. */
export interface ReadinessReport {
  /**
   * `stopping`: the server accepts no more requests soon. `unavailable`: the warehouse does not respond.
   * `definitions_changed`: other definitions are deployed. `stale`: the data are older than the configured age.
   */
  readonly status: 'ready' | 'stopping' | 'unavailable' | 'definitions_changed' | 'stale'
  /** The newest record of the data; null without records. */
  readonly dataAsOf?: string | null
  /** When the stored views were last refreshed; null before the first refresh. */
  readonly refreshedAt?: string | null
  /** How many rollups are older than they tolerate, and how many are not read; queries are then computed. */
  readonly oldRollups?: number
  readonly unreadRollups?: number
  /** For the metrics. */
  readonly rollups?: readonly RollupAge[]
  readonly definitions?: unknown
  readonly message?: string
  /** For the log. */
  readonly error?: unknown
}

export type Readiness = (signal: AbortSignal) => Promise<ReadinessReport>

/** How long the warehouse may take to respond. */
const timeoutMs = 5_000

/** Checks the warehouse, its deployed definitions, and the age of its data. */
export function createReadiness(
  definitions: DefinitionsServed,
  isStopping: () => boolean,
  /** Null when data of any age can be served. */
  maxDataAgeHours: number | null,
): Readiness {
  return async (signal) => {
    if (isStopping()) return { status: 'stopping' }
    try {
      const { catalog, state } = await readState(definitions, signal)
      const { dataAsOf, refreshedAt } = state
      const rollups = rollupAges(catalog, state, new Date())
      return {
        status: isStale(dataAsOf, maxDataAgeHours) ? 'stale' : 'ready',
        dataAsOf,
        refreshedAt,
        oldRollups: rollups.filter(({ isTooOld }) => isTooOld).length,
        unreadRollups: rollups.filter(({ seconds }) => seconds === null).length,
        rollups,
      }
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code !== 'DEFINITIONS_CHANGED')
        return { status: 'unavailable', error }
      const { details, message } = error
      return { status: 'definitions_changed', definitions: details.definitions, message, error }
    }
  }
}

async function readState(
  definitions: DefinitionsServed,
  signal: AbortSignal,
): Promise<{ readonly catalog: Catalog; readonly state: WarehouseState }> {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(new Error('the warehouse did not respond in time')), timeoutMs)
  const { operation } = await definitions.begin(AbortSignal.any([signal, timeout.signal]))
  try {
    await operation.deployed()
    clearTimeout(timer)
    return { catalog: operation.runtime.catalog, state: await operation.runtime.state() }
  } finally {
    clearTimeout(timer)
    await operation.end()
  }
}

function isStale(dataAsOf: string | null, maxAgeHours: number | null): boolean {
  if (maxAgeHours === null) return false
  return dataAsOf === null || Date.now() - Date.parse(dataAsOf) > maxAgeHours * 3_600_000
}
