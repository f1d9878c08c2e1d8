import { layers } from '../../../catalog/catalog.ts'
import type { Engine } from '../../engine/engine.ts'

/** A relation in one of the schemas of `sql/`, as it is in the database. */
export interface DatabaseRelation {
  /** `layer.relation`. */
  readonly name: string
  /** `pg_class.relkind`: `v` is a view, `r` a table, `m` a materialized view. */
  readonly kind: string
  readonly comment: string
  /** Every column with its type, in order, as one text. */
  readonly columns: string
  /** The relations in its definition; none for a table. */
  readonly reads: readonly string[]
  /** A hash over kind, definition, columns and comment. It changes when the relation is changed. */
  readonly fingerprint: string
}

/**
 * Every relation in the schemas of `sql/`, also those of others, by name. To print all definitions takes the database
 * half a second.
 *
 * @param names only these, when it is given
 */
export async function readRelations(
  engine: Engine,
  names: readonly string[] | null = null,
): Promise<ReadonlyMap<string, DatabaseRelation>> {
  const relations = await engine.query<DatabaseRelation>({
    sql: relationsQuery,
    parameters: [layers.slice(1), names],
  })
  return new Map(relations.map((relation) => [relation.name, relation]))
}

/** The kind of each table and view, its `pg_class.relkind`, by `schema.name`. */
export type Relations = ReadonlyMap<string, string>

/** The tables and views in the schemas of `sql/`, `source` and `plumbline`. */
export async function readKinds(engine: Engine): Promise<Relations> {
  const rows = await engine.query<{ name: string; kind: string }>({
    sql: `
      select namespaces.nspname || '.' || classes.relname as name, classes.relkind::text as kind
      from pg_catalog.pg_class as classes
      join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
      where namespaces.nspname = any ($1::text[]) and classes.relkind in ('r', 'p', 'v', 'm', 'f')`,
    parameters: [[...layers.slice(1), 'source', 'plumbline']],
    isRepeated: true,
  })
  return new Map(rows.map(({ name, kind }) => [name, kind]))
}

/**
 * PostgreSQL omits the schemas on the search path when it prints a definition. So the path is empty while a
 * definition is printed, and restored after each row. It is one statement, so that a snapshot can run it.
 */
const relationsQuery = `
  with

  session as materialized (
    select current_setting('search_path') as path
  ),

  relations as (
    select
      classes.oid,
      namespaces.nspname || '.' || classes.relname as name,
      classes.relkind::text as kind,
      coalesce(obj_description(classes.oid, 'pg_class'), '') as comment,
      case
        when classes.relkind not in ('v', 'm') then ''
        when set_config('search_path', 'pg_catalog', true) is not null then pg_get_viewdef(classes.oid)
      end as definition,
      session.path
    from session
    cross join pg_catalog.pg_class as classes
    join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
    where namespaces.nspname = any ($1::text[])
      and classes.relkind in ('r', 'p', 'v', 'm', 'f')
      and ($2::text[] is null or namespaces.nspname || '.' || classes.relname = any ($2::text[]))
  ),

  columns as (
    select
      attributes.attrelid as oid,
      string_agg(
        attributes.attname || ' ' || format_type(attributes.atttypid, attributes.atttypmod),
        ', ' order by attributes.attnum
      ) as columns
    from pg_catalog.pg_attribute as attributes
    where attributes.attrelid in (select oid from relations)
      and attributes.attnum > 0
      and not attributes.attisdropped
    group by attributes.attrelid
  ),

  reads as (
    select
      rules.ev_class as oid,
      array_agg(distinct namespaces.nspname || '.' || classes.relname) as reads
    from pg_catalog.pg_rewrite as rules
    join pg_catalog.pg_depend as dependencies
      on dependencies.classid = 'pg_rewrite'::regclass
      and dependencies.objid = rules.oid
      and dependencies.refclassid = 'pg_class'::regclass
      and dependencies.refobjid <> rules.ev_class
    join pg_catalog.pg_class as classes on dependencies.refobjid = classes.oid
    join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
    where rules.ev_class in (select oid from relations)
    group by rules.ev_class
  )

  select
    relations.name,
    relations.kind,
    relations.comment,
    coalesce(columns.columns, '') as columns,
    coalesce(reads.reads, '{}') as reads,
    md5(concat_ws(E'\\n', relations.kind, relations.definition, columns.columns, relations.comment)) as fingerprint,
    set_config('search_path', relations.path, true) as path
  from relations
  left join columns on relations.oid = columns.oid
  left join reads on relations.oid = reads.oid
  order by relations.name
`
