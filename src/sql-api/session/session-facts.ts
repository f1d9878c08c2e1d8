import type { Catalog } from '../../catalog/catalog.ts'
import { settingNames } from '../answer/session-settings.ts'
import type { SessionFacts } from '../answer/metric-service.ts'
import { metricSchema } from '../relations/metric-relation.ts'

/** What a session says of itself, and which names mean metric relations in it. */
export interface ReadFacts extends SessionFacts {
  readonly means: ReadonlySet<string>
}

/** The statement that reads the facts. Every name is qualified: the session may have a search path of its own. */
export function factsStatement(catalog: Catalog, unqualified: readonly string[]): string {
  const settings = settingNames(catalog).map(quoted).join(', ')
  const names = unqualified.map(quoted).join(', ')
  return `
    select
      pg_catalog.concat_ws(
        ' ',
        pg_catalog.pg_backend_pid(),
        (
          select extract(epoch from activity.backend_start)
          from pg_catalog.pg_stat_get_activity(pg_catalog.pg_backend_pid()) as activity
        )
      ),
      pg_catalog.pg_current_snapshot()::text,
      session_user,
      (
        with recursive groups as (
          select members.roleid
          from pg_catalog.pg_auth_members as members
          join pg_catalog.pg_roles as roles on roles.oid operator(pg_catalog.=) members.member
          where roles.rolname operator(pg_catalog.=) session_user
          union
          select members.roleid
          from groups
          join pg_catalog.pg_auth_members as members on members.member operator(pg_catalog.=) groups.roleid
        )
        select coalesce(pg_catalog.json_agg(roles.rolname), '[]')::text
        from groups
        join pg_catalog.pg_roles as roles on roles.oid operator(pg_catalog.=) groups.roleid
      ),
      (
        select pg_catalog.json_object_agg(names.name, pg_catalog.current_setting('plumbline.' operator(pg_catalog.||) names.name, true))::text
        from pg_catalog.unnest(array[${settings}]::text[]) as names (name)
      ),
      (
        select coalesce(pg_catalog.json_agg(names.name), '[]')::text
        from pg_catalog.unnest(array[${names}]::text[]) as names (name)
        where pg_catalog.to_regclass(names.name)
          operator(pg_catalog.=) pg_catalog.to_regclass('${metricSchema}.' operator(pg_catalog.||) names.name)
      )`
}

/** Reads the row of {@link factsStatement}. */
export function readFacts([session, stamp, user, groups, settings, means]: readonly (
  string | null
)[]): ReadFacts {
  return {
    session: session ?? '',
    stamp: stamp ?? '',
    user: user ?? '',
    groups: JSON.parse(groups ?? '[]') as string[],
    settings: JSON.parse(settings ?? '{}') as Record<string, string | null>,
    means: new Set(JSON.parse(means ?? '[]') as string[]),
  }
}

function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}
