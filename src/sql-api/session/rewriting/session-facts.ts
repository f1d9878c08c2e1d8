import type { Catalog } from '../../../catalog/catalog.ts'
import { settingNames } from '../../answer/session-settings.ts'
import type { SessionFacts } from '../../answer/metric-service.ts'
import { literal } from '../../../warehouse/engine/values/literals.ts'
import { metricSchema } from '../../relations/metric-relation.ts'

/** What a session says of itself, and which names mean metric relations in it. */
export interface ReadFacts extends SessionFacts {
  readonly means: ReadonlySet<string>
}

/** The statement that reads the facts, by a function: PostgreSQL plans it once for a session. */
export function factsStatement(catalog: Catalog, unqualified: readonly string[]): string {
  const lists = [settingNames(catalog), unqualified].map(textArray)
  return `select * from ${metricSchema}.session_facts(${lists.join(', ')})`
}

/** Reads the row of {@link factsStatement}. */
export function readFacts([session, stamp, user, groups, settings, means]: readonly (
  string | null
)[]): ReadFacts {
  return {
    session: session ?? '',
    stamp: stamp ?? '',
    user: user ?? '',
    groups: JSON.parse(groups ?? '[]') as string[],
    settings: JSON.parse(settings ?? '{}') as Record<string, string | null>,
    means: new Set(JSON.parse(means ?? '[]') as string[]),
  }
}

function textArray(names: readonly string[]): string {
  return `array[${names.map(literal).join(', ')}]::pg_catalog.text[]`
}
