import type { Engine } from '../engine.ts'
import type { Violation } from './contract-rule.ts'

/** How the source tables broke the contract at the last refresh; none where no release has looked yet. */
export const readViolations = async (engine: Engine): Promise<readonly Violation[]> => {
  const [{ exists } = { exists: false }] = await engine.query<{ exists: boolean }>({
    sql: "select to_regclass('plumbline.source_violations') is not null as exists",
    parameters: [],
  })
  if (!exists) return []
  const rows = await engine.query<Omit<Violation, 'violations'> & { readonly violations: string }>({
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
  })
  return rows.map((row) => ({ ...row, violations: Number(row.violations) }))
}
