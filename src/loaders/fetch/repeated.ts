import type { RawBuilder } from 'kysely'
import type { Runtime } from '../../query/runtime.ts'
import { compileSql } from '../../semantic/sql/text/compile-sql.ts'
import type { Statement } from '../../warehouse/engine/engine.ts'
import type { Entity } from './entity.ts'

/**
 * A statement over an entity, whose text comes again with other values. The text ends with the definition: with another
 * one, whose columns may have other types, it is another statement.
 */
export function repeated<Row>(
  { catalog }: Pick<Runtime, 'catalog'>,
  { relation }: Entity<Row>,
  statement: RawBuilder<unknown>,
): Statement {
  const { sql, parameters } = compileSql(statement)
  const hash = catalog.views.get(relation)?.hash ?? ''
  return { sql: `${sql}\n-- ${relation} ${hash}`, parameters, isRepeated: true }
}
