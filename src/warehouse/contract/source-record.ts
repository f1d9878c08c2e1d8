import type { Engine } from '../engine/engine.ts'
import { functionVersions } from './create-functions.ts'
import { internalSchema } from './internal-schema.ts'

/** The statements that create the record of the source tables and the scalar functions. */
export const sourceRecord: readonly string[] = internalSchema('source_state', 'source_violations')

/**
 * Creates the record of the source tables, unless it is the one of this release: a distributed database rejects
 * statements about schemas and functions in a transaction that has filled a table.
 */
export async function createSourceRecord(engine: Engine): Promise<void> {
  if (!(await hasSourceRecord(engine))) await engine.execute(sourceRecord.join(';\n'))
}

/** Whether the record of the sources and the scalar functions are those of this release. */
export async function hasSourceRecord(engine: Engine): Promise<boolean> {
  const [row] = await engine.query<{ columns: string; violations: boolean; functions: string }>({
    sql: `select
        count(*) as columns,
        to_regclass('plumbline.source_violations') is not null as violations,
        (
          select count(*) from unnest($1::text[], $2::text[]) as expected (signature, comment)
          where obj_description(to_regprocedure(signature), 'pg_proc') = comment
        ) as functions
      from pg_catalog.pg_attribute
      where attrelid = to_regclass('plumbline.source_state') and attname in ('received_at', 'assumed')`,
    parameters: [functionVersions.signatures, functionVersions.comments],
  })
  return (
    Number(row?.columns) === 2 &&
    row?.violations === true &&
    Number(row.functions) === functionVersions.signatures.length
  )
}
