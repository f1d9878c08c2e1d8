import type { Engine } from '../../engine/engine.ts'

/** The schemas of a database that have a relation of their own, by name: neither PostgreSQL's nor Plumbline's. */
export async function readSchemas(engine: Engine): Promise<readonly string[]> {
  const rows = await engine.query<{ name: string }>({
    sql: `select namespaces.nspname as name
      from pg_catalog.pg_namespace as namespaces
      where namespaces.nspname not in ('information_schema', 'plumbline')
        and namespaces.nspname not like 'pg\\_%'
        and exists (
          select 1
          from pg_catalog.pg_class as classes
          where classes.relnamespace = namespaces.oid
            and classes.relkind in ('r', 'p', 'v', 'm', 'f')
        )
      order by name`,
    parameters: [],
  })
  return rows.map(({ name }) => name)
}
