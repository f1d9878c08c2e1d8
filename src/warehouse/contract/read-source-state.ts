import type { Engine } from '../engine/engine.ts'
import type { SourceViolation } from '../../semantic/model/source-violation.ts'

/** The provided tables that had no rows at the last refresh. */
export async function readEmptyTables(engine: Engine): Promise<ReadonlySet<string>> {
  const rows = await engine.query<{ table_name: string }>({
    sql: `select table_name
      from plumbline.source_state as states
      where provided and rows = 0 and to_jsonb(states) ->> 'seen_at' is not null`,
    parameters: [],
    isRepeated: true,
  })
  return new Set(rows.map(({ table_name }) => table_name))
}

/**
 * The assumptions made to read the files of each source table, one sentence each; only tables that needed
 * any.
 */
export async function readAssumed(engine: Engine): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await engine.query<{ name: string; assumed: readonly string[] }>({
    sql: `select table_name as name, assumed from plumbline.source_state
      where assumed is not null order by table_name`,
    parameters: [],
    isRepeated: true,
  })
  return new Map(rows.map(({ name, assumed }) => [name, assumed]))
}

/**
 * How the source tables violated the contract at the last refresh; empty when no release has inspected them
 * yet.
 *
 * @param present the relations that exist
 */
export async function readViolations(
  engine: Engine,
  present: Pick<ReadonlySet<string>, 'has'>,
): Promise<readonly SourceViolation[]> {
  if (!present.has('plumbline.source_violations')) return []
  const rows = await engine.query<Omit<SourceViolation, 'violations'> & { readonly violations: string }>({
    sql: `select
        table_name as "table",
        rule,
        severity,
        message,
        violations,
        examples,
        rows_query as "rowsQuery"
      from plumbline.source_violations
      order by table_name, rule`,
    parameters: [],
    isRepeated: true,
  })
  return rows.map((row) => ({ ...row, violations: Number(row.violations) }))
}
