import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { AccountState, StateSource } from '../account-states.ts'
import type { Entity } from './entity.ts'
import type { Order } from './page.ts'

type Sql = RawBuilder<unknown>

/** The columns of an order that are states of accounts. */
export function statesOf<Row>({ columns }: Order<Row>): readonly AccountState[] {
  return columns.flatMap(({ state }) => state ?? [])
}

/** The entity with these columns as its own, so that orders and cursors read them. */
export function withStates<Row>(entity: Entity<Row>, states: readonly AccountState[]): Entity<Row> {
  const added = states.map(({ column, type }) => [column, type] as const)
  return { ...entity, columns: { ...entity.columns, ...Object.fromEntries(added) } }
}

/** The rows with the columns; null for an account without a row there. */
export function joinStates(
  rows: Sql,
  states: readonly AccountState[],
  relations: ReadonlyMap<StateSource, Sql>,
): Sql {
  const joins = states.map(({ part, column }) => {
    const relation = relations.get(part)
    if (relation === undefined) throw new Error(`The rows of ${part} are not among the inputs of the list`)
    const name = sql.ref(`state_${column}`)
    const key = sql.ref(`key_of_${column}`)
    return sql`left join (select part.account_key as ${key}, part.${sql.ref(column)} from ${relation} as part) as ${name} on ${key} = account_key`
  })
  return sql.join([rows, ...joins], sql` `)
}
