import type { FieldNode, FragmentDefinitionNode, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { permittedColumn } from '../../loaders/fetch/permitted.ts'
import type { Runtime } from '../../query/runtime.ts'
import type { AnyEntity } from '../../resolvers/reads.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import type { Names } from './instants.ts'
import { NotUnderstood } from './not-understood.ts'
import type { Variables } from './slot.ts'
import type { Value } from './values.ts'

/** An operation whose statements are being written, for one caller and one state of the warehouse. */
export interface Writing {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  /** The variables; those that differ between requests are slots. */
  readonly variables: Variables
  /** The runtime of the caller, in this state. */
  readonly runtime: Runtime
  readonly state: WarehouseState
  /** The text of `pg_current_snapshot()` when the state was read. */
  readonly stamp: string
  /** Collects the names of the response. */
  readonly names: Names
  /** A name for rows that no other rows of the statement have. */
  readonly newName: () => string
  /** The fields of objects made of rows, as a select list. */
  readonly fieldsOf: (selected: Selected, rows: Rows) => Promise<Sql>
}

/** Rows of a statement, from which the fields of an object are read. */
export interface Rows {
  readonly name: string
  /** A column as the caller may see it. */
  readonly column: (name: string) => Value
}

/** The selected fields of objects of a type, by their names in the response. */
export interface Selected {
  readonly type: GraphQLObjectType
  readonly fields: ReadonlyMap<string, readonly FieldNode[]>
}

/** Rows of an entity under a name. */
export function rowsOf({ runtime }: Pick<Writing, 'runtime'>, entity: AnyEntity, name: string): Rows {
  return {
    name,
    column: (column) => {
      const type = entity.columns[column]
      if (type === undefined) throw new NotUnderstood()
      const own = sql`${sql.raw(name)}.${sql.id(column)}`
      return { sql: permittedColumn(runtime, entity, column, own), type }
    },
  }
}

/** Rows that are looked up for each parent must be stored: others would be computed as often, and are batched instead. */
export function checkIsStored({ stored }: WarehouseState, { relation }: Pick<AnyEntity, 'relation'>): void {
  if (!stored.has(relation)) throw new NotUnderstood()
}

/** One JSON object for each of some rows. */
export interface Objects {
  readonly json: Sql
  readonly from: Sql
}

/** Objects with these fields, made of rows. */
export async function objectsOf(
  { newName, fieldsOf }: Writing,
  selected: Selected,
  from: Sql,
  rows: Rows,
): Promise<Objects> {
  const name = sql.raw(newName())
  const fields = await fieldsOf(selected, rows)
  return {
    json: sql`row_to_json(${name})`,
    from: sql`${from} cross join lateral (select ${fields}) as ${name}`,
  }
}
