import type { Engine } from '../engine/engine.ts'
import { functionVersions } from './create-functions.ts'
import { internalSchema } from './internal-schema.ts'

/**
 * Takes the record of the source tables for this transaction: a load that publishes tables and a refresh
 * that inspects them wait for each other, so that neither records half of what the other did. Readers do
 * not wait.
 *
 * The record is created, with the functions that read values, where it is not that of this release.
 * Otherwise no such statement runs: even `alter table … add column if not exists` locks out all readers
 * until the commit.
 */
export async function takeSourceRecord(transaction: Engine): Promise<void> {
  await waitForTurn(transaction)
  if (!(await hasSourceRecord(transaction))) await transaction.execute(sourceRecord.join(';\n'))
}

/** Waits until no other transaction loads or refreshes, and keeps others waiting until the end of this one. */
export async function waitForTurn(transaction: Engine): Promise<void> {
  await transaction.execute(`select pg_advisory_xact_lock(${recordLock})`)
}

/** An arbitrary number that no other program uses for advisory locks; also the lease of a refresh. */
export const recordLock = 7_585_863

const sourceRecord = internalSchema('source_state', 'source_violations', 'source_marks', 'source_findings')

/** Whether the record of the sources and the functions are those of this release. */
export async function hasSourceRecord(engine: Engine): Promise<boolean> {
  const [row] = await engine.query<{ columns: string; functions: string; others: boolean }>({
    sql: `select
        count(*) as columns,
        (
          to_regclass('plumbline.source_violations') is not null
          and to_regclass('plumbline.source_marks') is not null
          and to_regclass('plumbline.source_findings') is not null
        ) as others,
        (
          select count(*) from unnest($1::text[], $2::text[]) as expected (signature, comment)
          where obj_description(to_regprocedure(signature), 'pg_proc') = comment
        ) as functions
      from pg_catalog.pg_attribute
      where attrelid = to_regclass('plumbline.source_state') and attname = any ($3::text[])`,
    parameters: [functionVersions.signatures, functionVersions.comments, laterColumns],
  })
  return (
    Number(row?.columns) === laterColumns.length &&
    row?.others === true &&
    Number(row.functions) === functionVersions.signatures.length
  )
}

/** The columns of `plumbline.source_state` that later releases added. */
const laterColumns = ['ours', 'received_at', 'seen_at', 'newest_moment', 'assumed']
