import type { SourceViolation } from '../../../semantic/model/source-violation.ts'
import type { Engine } from '../../engine/engine.ts'

/** What an inspection found in the rows of a source table. */
export interface SourceFindings {
  readonly rows: number
  /** The newest moment in a row that lies before the row was received, ISO 8601; null when there is none. */
  readonly newestMoment: string | null
  /** The newest moment that was recorded when it happened. Ends agreed in advance do not count. */
  readonly newestRecord: string | null
  /** The newest moment in any row, also one after its receipt. */
  readonly latest: string | null
  /** When the table was received, ISO 8601. */
  readonly receipt: string
  readonly violations: readonly SourceViolation[]
}

/** Findings, with a hash of the rules under which they are those of the same rows. */
export interface KnownFindings {
  readonly conditions: string
  readonly findings: SourceFindings
}

/** The findings of the last inspection, by table. */
export async function readFindings(engine: Engine): Promise<ReadonlyMap<string, KnownFindings>> {
  const rows = await engine.query<KnownFindings & { readonly name: string }>({
    sql: 'select name, conditions, findings from plumbline.source_findings',
    parameters: [],
  })
  return new Map(rows.map(({ name, conditions, findings }) => [name, { conditions, findings }]))
}

/** Replaces the findings of the last inspection. */
export async function recordFindings(
  engine: Engine,
  found: ReadonlyMap<string, KnownFindings>,
): Promise<void> {
  await engine.execute('delete from plumbline.source_findings')
  await engine.query({
    sql: `insert into plumbline.source_findings (name, conditions, findings)
      select name, conditions, findings
      from jsonb_to_recordset($1::jsonb) as found (name text, conditions text, findings jsonb)`,
    parameters: [JSON.stringify([...found].map(([name, known]) => ({ name, ...known })))],
  })
}

/**
 * Whether findings about the same rows would be the same with another time of receipt: when no row has a moment after the
 * earlier of both.
 */
export function areIndependentOf(receipt: string, { receipt: earlier, latest }: SourceFindings): boolean {
  if (receipt === earlier) return true
  const isLater = Date.parse(receipt) > Date.parse(earlier)
  return isLater && (latest === null || Date.parse(latest) < Date.parse(earlier))
}
