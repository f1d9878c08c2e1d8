import { layers } from '../../../catalog/catalog.ts'
import type { Engine } from '../../engine/engine.ts'
import { onColumns, readerRoles } from './reader-roles.ts'

/** What the deploying user owns: it can grant rights on this only. */
export interface Owned {
  readonly schemas: readonly string[]
  /** `schema.relation`, not quoted → role → its privileges, as `grant` writes them; without the roles that have none. */
  readonly relations: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** Reads the schemas and relations that the user owns, with the privileges of the reader roles. */
export async function readOwned(engine: Engine): Promise<Owned> {
  const schemas = await engine.query<{ name: string }>({
    sql: `select nspname as name
      from pg_catalog.pg_namespace
      where nspname = any ($1::text[]) and pg_has_role(nspowner, 'usage')
      order by 1`,
    parameters: [[...layers.slice(1), 'source', 'plumbline']],
  })
  const names = schemas.map(({ name }) => name)
  const found = await engine.query<FoundPrivilege>({
    sql: ownedRelations,
    parameters: [[...layers.slice(1), 'source', 'plumbline'], readerRoles.map(({ name }) => name)],
  })
  const relations = new Map<string, Map<string, string>>()
  for (const { relation, role, privilege, columns } of found) {
    const privileges = relations.get(relation) ?? new Map<string, string>()
    relations.set(relation, privileges)
    if (role === null || privilege === null) continue
    const text = columns === null ? privilege : onColumns(privilege, columns)
    const others = privileges.get(role)
    privileges.set(role, others === undefined ? text : `${others}, ${text}`)
  }
  return { schemas: names, relations }
}

interface FoundPrivilege {
  readonly relation: string
  /** Null when no reader role has a privilege. */
  readonly role: string | null
  readonly privilege: string | null
  /** Null for the whole relation. */
  readonly columns: readonly string[] | null
}

const ownedRelations = `
  with

  owned as (
    select classes.oid, namespaces.nspname || '.' || classes.relname as relation, classes.relacl
    from pg_catalog.pg_class as classes
    join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
    where namespaces.nspname = any ($1::text[])
      and classes.relkind in ('r', 'p', 'v', 'm', 'f')
      and pg_has_role(classes.relowner, 'usage')
  ),

  granted as (
    select owned.oid, null::text as column_name, 0 as place, privileges.*
    from owned
    cross join lateral aclexplode(owned.relacl) as privileges
    union all
    select owned.oid, attributes.attname, attributes.attnum, privileges.*
    from owned
    join pg_catalog.pg_attribute as attributes on owned.oid = attributes.attrelid
    cross join lateral aclexplode(attributes.attacl) as privileges
    where not attributes.attisdropped
  ),

  of_readers as (
    select
      granted.oid,
      roles.rolname as role,
      lower(granted.privilege_type) || case when granted.is_grantable then ' with grant option' else '' end as privilege,
      array_agg(granted.column_name order by granted.place) filter (where granted.column_name is not null) as columns
    from granted
    join pg_catalog.pg_roles as roles on granted.grantee = roles.oid
    where roles.rolname = any ($2::text[])
    group by 1, 2, 3, granted.column_name is null
  )

  select owned.relation, of_readers.role, of_readers.privilege, of_readers.columns
  from owned
  left join of_readers on owned.oid = of_readers.oid
  order by owned.relation, of_readers.role, of_readers.privilege
`
