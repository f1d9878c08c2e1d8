import type { Parameters } from '../../generated/parameters.ts'
import type { RollupState } from './rollup-state.ts'
import type { SourceViolation } from './source-violation.ts'

/** The state of the data in a warehouse: sufficient to plan a request without a connection. */
export interface WarehouseState {
  /** The canonical value of every parameter, from the row of `parameters.business`. */
  readonly parameters: Parameters
  /** The newest past moment in the data, ISO 8601; null while nothing is loaded. */
  readonly dataAsOf: string | null
  /** When the stored views were last refreshed, ISO 8601; null before the first refresh. */
  readonly refreshedAt: string | null
  /** The time of the oldest event, ISO 8601; null without events. */
  readonly firstEventAt: string | null
  /** The provided tables of the source contract. */
  readonly provided: ReadonlySet<string>
  /** The provided tables without rows. */
  readonly emptyTables: ReadonlySet<string>
  /** The violations of the source contract at the last refresh. */
  readonly violations: readonly SourceViolation[]
  /** Source table → the assumptions made to read its files, one sentence each; only tables with assumptions. */
  readonly assumed: ReadonlyMap<string, readonly string[]>
  /** Guard views with rows → their rows, as text. A guard view without rows passes. */
  readonly failingGuards: ReadonlyMap<string, readonly string[]>
  /** The currency of money with the canonical parameters; null when no definition states it. */
  readonly reportingCurrency: string | null
  /** The number of currencies that customers pay in. Two or more need exchange rates. */
  readonly paidCurrencies: number
  /** Views stored as tables, filled with the canonical parameters. */
  readonly stored: ReadonlySet<string>
  /** Whether it is recorded which batch published each stored signal first; false when absent. */
  readonly signalsRecorded?: boolean
  /** Whether the tables are spread over the nodes of a distributed database; false when absent. */
  readonly distributed?: boolean
  /** Rollup → what the published batch holds of it. */
  readonly rollups: ReadonlyMap<string, RollupState>
}
