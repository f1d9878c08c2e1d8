import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { releaseOf } from '../../warehouse/release/release.ts'
import type { PaddedKeys } from './signature.ts'
import { rejectEmbedded, relationsRelease } from './create-relations.ts'

/**
 * The keys with which the database checks what the SQL API has written.
 *
 * @throws PlumblineError `BAD_CONFIGURATION` on the embedded database, and where the metric relations are missing or
 * those of other definitions
 */
export async function readKeys(engine: Engine, catalog: Catalog): Promise<PaddedKeys> {
  rejectEmbedded(engine)
  if ((await relationsRelease(engine)) !== releaseOf(catalog).hash)
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      'The database lacks the metric relations of these definitions. Create them: plumbline deploy --bi.',
      { subject: 'sql-port' },
    )
  const [row] = await engine.query<{ inner: string; outer: string }>({
    sql: `select encode(inner_key, 'hex') as inner, encode(outer_key, 'hex') as outer from plumbline.sql_api_key`,
    parameters: [],
  })
  if (row === undefined) throw new Error('The database has metric relations and no key.')
  return { inner: Buffer.from(row.inner, 'hex'), outer: Buffer.from(row.outer, 'hex') }
}
