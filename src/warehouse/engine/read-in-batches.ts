import type { ArrayResult, QueryOptions, Statement } from './engine.ts'
import type { Session } from './session.ts'

/** Reads the rows of a statement through a cursor, within the session's transaction. */
export async function readInBatches(
  session: Session,
  { sql, parameters }: Statement,
  size: number,
  take: (rows: ArrayResult['rows']) => Promise<void>,
  options: QueryOptions,
): Promise<void> {
  await session.queryArrays({ sql: `declare batches no scroll cursor for ${sql}`, parameters }, options)
  for (;;) {
    const { rows } = await session.queryArrays(
      { sql: `fetch forward ${String(size)} from batches`, parameters: [] },
      options,
    )
    if (rows.length > 0) await take(rows)
    if (rows.length < size) break
  }
  await session.execute('close batches')
}
