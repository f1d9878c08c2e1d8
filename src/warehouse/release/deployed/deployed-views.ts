import type { View } from '../../../catalog/catalog.ts'
import type { Engine } from '../../engine/engine.ts'

/** What was noted of a view when it was deployed. */
export interface DeployedView {
  readonly name: string
  readonly hash: string
  readonly is_table: boolean
  /** Of the relation as the database had it then; null when it was deployed by a release that did not note it. */
  readonly fingerprint: string | null
}

/** What a deployed relation must be rebuilt for: its SQL and whether it is stored. */
export function deployedHash(view: View): string {
  return `${view.hash}${view.header.stored ? '+stored' : ''}`
}

/** The views as they were deployed, in the order in which they were; none where nothing was. */
export async function deployedViews(engine: Engine): Promise<readonly DeployedView[]> {
  const [found] = await engine.query<{ exists: boolean; has_fingerprint: boolean }>({
    sql: `select
        to_regclass('plumbline.deployed_views') is not null as exists,
        exists (
          select 1 from pg_catalog.pg_attribute
          where attrelid = to_regclass('plumbline.deployed_views') and attname = 'fingerprint'
        ) as has_fingerprint`,
    parameters: [],
  })
  if (found?.exists !== true) return []
  const fingerprint = found.has_fingerprint ? 'fingerprint' : 'null as fingerprint'
  return engine.query({
    sql: `select name, hash, is_table, ${fingerprint} from plumbline.deployed_views order by position`,
    parameters: [],
  })
}

/** The tables in which Plumbline notes what it deployed. */
export const bookkeeping = `
  create schema if not exists plumbline;
  create table if not exists plumbline.deployed_views (
    position integer not null,
    name text primary key,
    hash text not null,
    is_table boolean not null,
    refreshed_at timestamptz
  );
  alter table plumbline.deployed_views add column if not exists fingerprint text;
  create table if not exists plumbline.free_mail_domains (domain text primary key)`
