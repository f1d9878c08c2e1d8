import type { Engine } from './engine.ts'

/** A table or view in the schema `source`. */
export interface SourceRelation {
  readonly name: string
  /** Created by us; otherwise the company's own loader made it. */
  readonly ours: boolean
  /** Whether somebody gave it rows, be it none. A foreign relation always is. */
  readonly provided: boolean
  /** Column name → type, varchar taken for text. */
  readonly columns: ReadonlyMap<string, string>
}

interface RelationRow {
  readonly name: string
  readonly is_table: boolean
  readonly columns: Readonly<Record<string, string>>
}

interface StateRow {
  readonly table_name: string
  readonly provided: boolean
}

/** The relations that exist in the schema `source`, by name. */
export const readSourceRelations = async (engine: Engine): Promise<ReadonlyMap<string, SourceRelation>> => {
  const relations = await engine.query<RelationRow>({ sql: relationsQuery, parameters: [] })
  const [state] = await engine.query<{ exists: boolean }>({
    sql: `select to_regclass('plumbline.source_state') is not null as exists`,
    parameters: [],
  })
  const states = state?.exists
    ? await engine.query<StateRow>({
        // a row of an earlier release does not say whose the table is: then it is ours
        sql: `select table_name, provided
          from plumbline.source_state as states
          where coalesce((to_jsonb(states) ->> 'ours')::boolean, true)`,
        parameters: [],
      })
    : []
  const providedOf = new Map(states.map((row) => [row.table_name, row.provided]))
  return new Map(
    relations.map(({ name, is_table, columns }) => {
      // a view that took the place of our table is not ours
      const provided = is_table ? providedOf.get(name) : undefined
      return [
        name,
        {
          name,
          ours: provided !== undefined,
          provided: provided ?? true,
          columns: new Map(Object.entries(columns)),
        },
      ]
    }),
  )
}

const relationsQuery = `
  select
    classes.relname as name,
    classes.relkind = 'r' as is_table,
    jsonb_object_agg(
      attributes.attname,
      case
        when attributes.atttypid in ('varchar'::regtype, 'bpchar'::regtype) then 'text'
        when attributes.atttypid = 'timestamptz'::regtype then 'timestamptz'
        when attributes.atttypid = 'numeric'::regtype then 'numeric'
        else format_type(attributes.atttypid, null)
      end
    ) as columns
  from pg_catalog.pg_class as classes
  join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
  join pg_catalog.pg_attribute as attributes on classes.oid = attributes.attrelid
  where namespaces.nspname = 'source'
    and classes.relkind in ('r', 'p', 'v', 'm', 'f')
    and attributes.attnum > 0
    and not attributes.attisdropped
  group by classes.relname, classes.relkind
  order by classes.relname
`
