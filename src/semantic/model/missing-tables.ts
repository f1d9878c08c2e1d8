import { PlumblineError, type ErrorDetails } from '../../errors.ts'
import type { WarehouseState } from './warehouse-state.ts'

/** The requirements that no provided table meets. `a|b` is met by either table. */
export function missingTables(requires: readonly string[], provided: ReadonlySet<string>): readonly string[] {
  return requires.filter((requirement) => !requirement.split('|').some((table) => provided.has(table)))
}

/** The missing tables, for a sentence. */
export function describeTables(missing: readonly string[]): string {
  return missing.map((requirement) => requirement.split('|').join(' or ')).join(' and ')
}

/** The message while no source table has been provided. */
export const nothingLoadedMessage = 'Nothing has been loaded: run plumbline load <directory>.'

/**
 * The error of a metric or a dimension whose source table was not provided. While no table has been provided, its
 * message says so instead.
 */
export function unavailable(
  { provided }: Pick<WarehouseState, 'provided'>,
  sentence: string,
  details: ErrorDetails,
): PlumblineError {
  return new PlumblineError(
    'METRIC_UNAVAILABLE',
    provided.size === 0 ? nothingLoadedMessage : sentence,
    details,
  )
}
