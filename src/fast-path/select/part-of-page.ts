import { pageColumns } from '../../generated/entities.ts'
import { checkPart, type AccountPartName } from '../../loaders/account-parts.ts'
import { accountColumns } from '../../policy/access.ts'
import { bind, sql } from '../../semantic/sql/text/fragment.ts'
import { NotUnderstood } from './not-understood.ts'
import { checkIsStored, objectsOf, type Rows, type Selected, type Writing } from './rows.ts'
import type { Value } from './values.ts'

/** A part of the page of an account, from its stored rows; null for an account without a row. */
export async function partOfPage(
  writing: Writing,
  part: AccountPartName,
  selected: Selected,
  account: Rows,
): Promise<Value> {
  const { runtime, newName } = writing
  const { view, state, asOf } = await checkPart(runtime, part)
  checkIsStored(state, { relation: view.name })
  // the rows of a permitted account are permitted when they refer to no other one
  if (accountColumns(runtime.catalog, view.name).join() !== 'account_key') throw new NotUnderstood()
  const name = newName()
  const types: Readonly<Record<string, Value['type']>> = pageColumns[part]
  const constants: Readonly<Record<string, string>> = { asOf, definitionHash: view.hash }
  const rows: Rows = {
    name,
    column: (column) => {
      const constant = constants[column]
      if (constant !== undefined) return { sql: bind(constant, 'text'), type: 'printed' }
      if (!view.columns.includes(column)) throw new NotUnderstood()
      return { sql: sql`${sql.raw(name)}.${sql.id(column)}`, type: types[column] ?? 'jsonb' }
    },
  }
  const from = sql`(select * from ${sql.raw(view.name)} where account_key = ${sql.raw(account.name)}.account_key) as ${sql.raw(name)}`
  const { json, from: all } = await objectsOf(writing, selected, from, rows)
  return { sql: sql`(select ${json} from ${all})`, type: 'json' }
}
