import type { Engine } from '../engine/engine.ts'
import { relationExists } from '../engine/relation-exists.ts'

/** A table or view in the schema `source`. */
export interface SourceRelation {
  readonly name: string
  /** Created by Plumbline; otherwise by the company's own loader. */
  readonly ours: boolean
  /** Whether rows were loaded, even if there were none. A relation of another loader always is. */
  readonly provided: boolean
  /** Whether its load is recorded; the record of a table created by Plumbline may be lost. */
  readonly noted: boolean
  /** Whether a column of it was dropped. */
  readonly lostColumns: boolean
  /** Column name → type; varchar counts as text. */
  readonly columns: ReadonlyMap<string, string>
}

/** Identifies a table created by Plumbline when its record is lost. */
export const ownComment = 'Made by Plumbline, filled by plumbline load.'

interface RelationRow {
  readonly name: string
  readonly is_table: boolean
  readonly comment: string | null
  readonly lost_columns: boolean
  readonly columns: Readonly<Record<string, string>>
}

interface StateRow {
  readonly table_name: string
  readonly provided: boolean
}

/** The relations that exist in the schema `source`, by name. */
export async function readSourceRelations(engine: Engine): Promise<ReadonlyMap<string, SourceRelation>> {
  const relations = await engine.query<RelationRow>({ sql: relationsQuery, parameters: [], isRepeated: true })
  const states = (await relationExists(engine, 'plumbline.source_state'))
    ? await engine.query<StateRow>({
        // a row of an earlier release has no `ours`: its table was created by Plumbline
        sql: `select table_name, provided
          from plumbline.source_state as states
          where coalesce((to_jsonb(states) ->> 'ours')::boolean, true)`,
        parameters: [],
      })
    : []
  const providedOf = new Map(states.map((row) => [row.table_name, row.provided]))
  return new Map(
    relations.map(({ name, is_table, comment, lost_columns, columns }) => {
      // a view that replaced a table of Plumbline belongs to the company's own loader
      const provided = is_table ? providedOf.get(name) : undefined
      const ours = provided !== undefined || (is_table && comment === ownComment)
      return [
        name,
        {
          name,
          ours,
          provided: provided ?? !ours,
          noted: provided !== undefined,
          lostColumns: lost_columns,
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
    obj_description(classes.oid, 'pg_class') as comment,
    bool_or(attributes.attisdropped) as lost_columns,
    jsonb_object_agg(
      attributes.attname,
      case
        when attributes.atttypid in ('varchar'::regtype, 'bpchar'::regtype) then 'text'
        when attributes.atttypid = 'timestamptz'::regtype then 'timestamptz'
        when attributes.atttypid = 'numeric'::regtype then 'numeric'
        else format_type(attributes.atttypid, null)
      end
    ) filter (where not attributes.attisdropped) as columns
  from pg_catalog.pg_class as classes
  join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
  join pg_catalog.pg_attribute as attributes on classes.oid = attributes.attrelid
  where namespaces.nspname = 'source'
    and classes.relkind in ('r', 'p', 'v', 'm', 'f')
    and attributes.attnum > 0
  group by classes.oid, classes.relname, classes.relkind
  having not bool_and(attributes.attisdropped)
  order by classes.relname
`
