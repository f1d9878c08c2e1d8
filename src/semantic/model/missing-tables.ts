import { PlumblineError, type ErrorDetails } from '../../errors.ts'
import type { WarehouseState } from './warehouse-state.ts'

/** The tables that a list of requirements lacks; of alternatives one is enough. */
export function missingTables(requires: readonly string[], provided: ReadonlySet<string>): readonly string[] {
  return requires.filter((requirement) => !requirement.split('|').some((table) => provided.has(table)))
}

/** The tables that are missing, as a sentence names them. */
export function describeTables(missing: readonly string[]): string {
  return missing.map((requirement) => requirement.split('|').join(' or ')).join(' and ')
}

/** What a caller hears where no source table was provided at all. */
export const nothingLoadedMessage = 'Nothing has been loaded: run plumbline load <directory>.'

/** The error of a metric or a dimension that needs a table which nobody provided; where nobody provided any, that. */
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
