import type { Catalog } from '../../../../catalog/catalog.ts'
import { rowHash } from '../../../../semantic/sql/text/row-hash.ts'
import type { Engine } from '../../../engine/engine.ts'
import { quoteRelation } from '../../../engine/values/quote-name.ts'
import { unchanged, type Change } from './change.ts'
import { columnsHash } from './columns-hash.ts'

interface Contents {
  readonly name: string
  readonly rows: string
  readonly hash: string
}

/**
 * Compares the contents of relations with those of the last batch, and records them: the number of rows and the sum of
 * their hashes, over all columns. It needs no help of the loader, and sees late rows, edits and deletions.
 *
 * @param names small relations: all of their rows are read
 */
export async function compareContents(
  engine: Engine,
  catalog: Catalog,
  names: readonly string[],
): Promise<ReadonlyMap<string, Change>> {
  if (names.length === 0) return new Map()
  const before = await engine.query<Contents>({
    sql: 'select name, rows, hash from plumbline.input_contents',
    parameters: [],
  })
  const known = new Map(before.map((contents) => [contents.name, contents]))
  const now = await engine.query<Contents>({
    sql: names.map((name) => contentsOf(catalog, name)).join('\nunion all\n'),
    parameters: [],
  })
  await engine.query({
    sql: `insert into plumbline.input_contents (name, rows, hash)
      select name, rows, hash from jsonb_to_recordset($1::jsonb) as seen (name text, rows bigint, hash numeric)
      on conflict (name) do update set rows = excluded.rows, hash = excluded.hash`,
    parameters: [JSON.stringify(now)],
  })
  return new Map(now.map((contents) => [contents.name, changeOf(known.get(contents.name), contents)]))
}

function contentsOf(catalog: Catalog, name: string): string {
  const columns = catalog.views.get(name)?.columns
  const hash = columns === undefined ? rowHash('contents') : columnsHash('contents', columns)
  return `select '${name}' as name, count(*) as rows, coalesce(sum(${hash}), 0) as hash from ${quoteRelation(name)} as contents`
}

function changeOf(before: Contents | undefined, now: Contents): Change {
  if (before !== undefined && before.rows === now.rows && before.hash === now.hash) return unchanged
  return {
    kind: 'unknown',
    wasEmpty: before === undefined ? now.rows !== '0' : before.rows === '0',
    isEmpty: now.rows === '0',
  }
}
