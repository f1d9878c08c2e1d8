import type { SourceTable } from '../../catalog/files/source-table.ts'
import type { Engine } from '../engine/engine.ts'
import { inspectSources, type Inspection } from './inspect-sources.ts'
import { readFindings, recordFindings, type KnownFindings } from './since/source-findings.ts'
import { sinceMarks } from './since/source-marks.ts'
import { recordSyncs } from './record-syncs.ts'
import { takeSourceRecord } from './source-record.ts'

/** Inspects every source table where its rows are not those of the last inspection, and replaces the recorded findings. */
export async function recordInspection(
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
): Promise<readonly Inspection[]> {
  await takeSourceRecord(engine)
  await recordSyncs(engine)
  const since = await sinceMarks(engine, 'inspection', [...sources.keys()])
  const findings = await readFindings(engine)
  const found = new Map<string, KnownFindings>()
  const inspections = await inspectSources(engine, sources, {
    since,
    findings,
    record: (table, known) => found.set(table, known),
  })
  await recordFindings(engine, found)
  await engine.query({
    sql: `insert into plumbline.source_state (table_name, ours, rows, newest_moment, seen_at)
      select table_name, ours, rows, newest_moment, clock_timestamp()
      from jsonb_to_recordset($1::jsonb) as seen (
        table_name text, ours boolean, rows bigint, newest_moment timestamptz
      )
      on conflict (table_name) do update
      set
        rows = excluded.rows,
        newest_moment = excluded.newest_moment,
        seen_at = excluded.seen_at,
        provided = true,
        -- times recorded for a table of Plumbline do not apply to a view that replaced it
        loaded_at = case when excluded.ours then source_state.loaded_at end,
        received_at = case when source_state.ours = excluded.ours then source_state.received_at end,
        ours = excluded.ours`,
    parameters: [
      JSON.stringify(
        inspections.map(({ table, ours, rows, newestMoment }) => ({
          table_name: table,
          ours,
          rows,
          newest_moment: newestMoment,
        })),
      ),
    ],
  })
  await engine.query({
    sql: `update plumbline.source_state
      set newest_moment = null, seen_at = null
      where table_name <> all ($1::text[])`,
    parameters: [inspections.map(({ table }) => table)],
  })
  await engine.execute('delete from plumbline.source_violations')
  await engine.query({
    sql: `insert into plumbline.source_violations
        (table_name, rule, severity, message, violations, examples, rows_query, seen_at)
      select "table", rule, severity, message, violations, examples, "rowsQuery", clock_timestamp()
      from jsonb_to_recordset($1::jsonb) as found (
        "table" text, rule text, severity text, message text, violations bigint, examples jsonb, "rowsQuery" text
      )`,
    parameters: [JSON.stringify(inspections.flatMap(({ violations }) => violations))],
  })
  return inspections
}
