import type { Engine } from '../engine/engine.ts'
import { isCitus } from '../engine/is-citus.ts'

/** The rows of a table that differ from those that it should have, by the hashes of their columns. */
export interface DifferingRows {
  /** A work table with `position` and `row_hash` of each row of the table. */
  readonly stored: string
  /** A work table with each `row_hash` that differs. */
  readonly differing: string
  /** The hash of a row of the table, as an expression. */
  readonly hash: string
}

/** The place of a row in its table, as an expression; null on a distributed database, where each node has such a place. */
export async function positionOf(engine: Engine, alias: string): Promise<string> {
  return (await isCitus(engine)) ? 'null::tid' : `${alias}.ctid`
}

/**
 * The condition on the rows of a table that differ. One server finds them by their places, which are those of other rows on
 * the nodes of a distributed database: there they are found by their hashes.
 */
export async function isDifferingRow(engine: Engine, rows: DifferingRows): Promise<string> {
  return (await isCitus(engine)) ? isFoundByHash(engine, rows) : isFoundByPlace(rows)
}

/** The condition by places. */
export function isFoundByPlace({ stored, differing }: DifferingRows): string {
  return `ctid = any (array(select position from ${stored} where row_hash in (select row_hash from ${differing})))`
}

/** The condition by hashes, as values: Citus changes a table that every node has by values only. */
export async function isFoundByHash(engine: Engine, { differing, hash }: DifferingRows): Promise<string> {
  const rows = await engine.query<{ row_hash: string }>({
    sql: `select row_hash from ${differing}`,
    parameters: [],
  })
  return `${hash} = any ('{${rows.map(({ row_hash }) => row_hash).join(', ')}}'::bigint[])`
}
