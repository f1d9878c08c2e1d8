import type { Catalog } from '../catalog/catalog.ts'
import type { Engine } from './engine.ts'

const view = 'parameters.knowledge'

/**
 * The oldest loaded event, ISO 8601; null without events.
 *
 * @param from how the view is read: by its name where it is deployed, else as a query in brackets
 */
export async function readKnownSince(
  engine: Engine,
  catalog: Catalog,
  from: (view: string) => string = (name) => name,
): Promise<string | null> {
  // definitions of an earlier release may not have it
  if (catalog.views.get(view)?.columns.includes('known_since') !== true) return null
  const [row] = await engine.query<{ known_since: string | null }>({
    sql: `select known_since from ${from(view)} as knowledge`,
    parameters: [],
  })
  return row?.known_since ?? null
}
