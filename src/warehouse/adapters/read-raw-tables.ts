import type { Engine } from '../engine/engine.ts'

/** `schema.table` → column → its type in the database. */
export type RawTables = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Every relation of some schemas, with the columns that it has now. */
export async function readRawTables(engine: Engine, schemas: readonly string[]): Promise<RawTables> {
  const rows = await engine.query<{ name: string; columns: Readonly<Record<string, string>> }>({
    sql: `select
        namespaces.nspname || '.' || classes.relname as name,
        jsonb_object_agg(attributes.attname, format_type(attributes.atttypid, null)) as columns
      from pg_catalog.pg_class as classes
      join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
      join pg_catalog.pg_attribute as attributes on classes.oid = attributes.attrelid
      where namespaces.nspname = any ($1::text[])
        and classes.relkind in ('r', 'p', 'v', 'm', 'f')
        and attributes.attnum > 0
        and not attributes.attisdropped
      group by namespaces.nspname, classes.relname`,
    parameters: [schemas],
  })
  return new Map(rows.map(({ name, columns }) => [name, new Map(Object.entries(columns))]))
}
