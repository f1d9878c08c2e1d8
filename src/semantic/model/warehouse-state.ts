import type { Parameters } from '../../generated/parameters.ts'
import type { SourceViolation } from './source-violation.ts'

/** What is known of the data in a warehouse: enough to plan a request without a connection. */
export interface WarehouseState {
  /** The canonical value of every parameter, as the one row of `parameters.business` has it. */
  readonly parameters: Parameters
  /** The newest moment that the data speak of and that had passed, ISO 8601; null while nothing is loaded. */
  readonly dataAsOf: string | null
  /** The oldest loaded event, ISO 8601; null without events. */
  readonly firstEventAt: string | null
  /** Tables of the source contract that were provided. */
  readonly provided: ReadonlySet<string>
  /** Of these, the ones that have no rows. */
  readonly emptyTables: ReadonlySet<string>
  /** How the source tables broke the contract at the last refresh. */
  readonly violations: readonly SourceViolation[]
  /** Source table → what was assumed to read its files, a sentence each; only tables of which something was. */
  readonly assumed: ReadonlyMap<string, readonly string[]>
  /** Views that should be empty and have rows, and what they hold. */
  readonly failingGuards: ReadonlyMap<string, readonly string[]>
  /** In what money is reported with the canonical parameters; null where no definition says. */
  readonly reportingCurrency: string | null
  /** In how many currencies customers pay: with more than one, only exchange rates make one amount of them. */
  readonly paidCurrencies: number
  /** Views whose result is kept as a table, filled with the canonical parameters. */
  readonly stored: ReadonlySet<string>
}
