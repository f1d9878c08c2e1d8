import type { Catalog } from '../../catalog/catalog.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { Engine } from '../engine/engine.ts'
import type { Relations } from '../release/deployed/read-relations.ts'

const view = 'parameters.data_horizon'

/**
 * The first and last moment covered by the data.
 *
 * @param asOf the canonical `as_of`, which earlier definitions have instead of a newest moment
 * @param from how the view is read: by its name where it is deployed, else as a query in brackets
 */
export async function readHorizon(
  engine: Engine,
  catalog: Catalog,
  asOf: unknown,
  from: (view: string) => string = (name) => name,
): Promise<Pick<WarehouseState, 'dataAsOf' | 'firstEventAt'>> {
  const columns = ['newest_moment', 'first_event_at'].filter((column) =>
    catalog.views.get(view)?.columns.includes(column),
  )
  const [row = {}] =
    columns.length === 0
      ? []
      : await engine.query<Readonly<Record<string, string | null>>>({
          sql: `select ${columns.join(', ')} from ${from(view)} as data_horizon`,
          parameters: [],
          isRepeated: true,
        })
  const newest = columns.includes('newest_moment') ? row['newest_moment'] : asOf
  return {
    dataAsOf: typeof newest === 'string' ? newest : null,
    firstEventAt: row['first_event_at'] ?? null,
  }
}

/** When the newest batch was published; null before the first refresh. */
export async function readRefreshedAt(engine: Engine, present: Relations): Promise<string | null> {
  if (!present.has('plumbline.batches')) return null
  const [row] = await engine.query<{ published_at: string | null }>({
    sql: 'select max(published_at) as published_at from plumbline.batches',
    parameters: [],
    isRepeated: true,
  })
  return row?.published_at ?? null
}
