import pg from 'pg'
import { PlumblineError } from '../../src/errors.ts'
import { comparable, type SqlApi } from './open-sql-api.ts'
import type { RandomSelect } from './random-selects.ts'

/** What came of random selects. */
export interface Comparison {
  equal: number
  rejectedByBoth: number
  /** Rejected by the SQL API alone, answered by it alone, or with other rows: the statement and why. */
  readonly different: string[]
}

/** Compares selects with the questions that they ask, of a caller with a role. */
export const compareSelects = async (
  api: SqlApi,
  client: pg.Client,
  role: string,
  selects: Iterable<RandomSelect>,
): Promise<Comparison> => {
  const found: Comparison = { equal: 0, rejectedByBoth: 0, different: [] }
  for (const { sql, request } of selects) {
    const expected = await api.ask(request, role).catch((error: unknown) => {
      if (error instanceof PlumblineError) return error
      throw error
    })
    const answered = await client
      .query<unknown[]>({ text: sql, rowMode: 'array' })
      .catch((error: unknown) => {
        if (error instanceof pg.DatabaseError) return error
        throw error
      })
    if (expected instanceof PlumblineError && answered instanceof Error) found.rejectedByBoth += 1
    else if (expected instanceof PlumblineError || answered instanceof Error)
      found.different.push(`${sql}\n  compiler: ${describe(expected)}\n  SQL API: ${describe(answered)}`)
    else {
      const shown = expected.columns.map(({ kind }) => kind !== 'partial' || sql.includes('is_partial'))
      const [theirs, ours] = [
        comparable(expected.rows.map((row) => row.filter((_, index) => shown[index]))),
        comparable(answered.rows),
      ]
      if (JSON.stringify(theirs) === JSON.stringify(ours)) found.equal += 1
      else
        found.different.push(
          `${sql}\n  compiler: ${theirs.length} rows, ${theirs.find((row) => !ours.includes(row)) ?? ''}\n  SQL API: ${ours.length} rows, ${ours.find((row) => !theirs.includes(row)) ?? ''}`,
        )
    }
  }
  return found
}

const describe = (outcome: unknown): string => (outcome instanceof Error ? outcome.message : 'rows')
