import { createFunctions } from './create-functions.ts'

/**
 * The recorded state of the source tables: which ones Plumbline created and loaded, when each was received,
 * its newest moment, and its violations of the source contract.
 *
 * `received_at` is a declared time: the table describes that moment. A loader that syncs its own relation
 * writes a row for it with `ours` false. `assumed` lists the assumptions made to read the files, one
 * sentence each; null when there were none.
 */
export const sourceState: readonly string[] = [
  'create schema if not exists plumbline',
  ...createFunctions,
  `create table if not exists plumbline.source_state (
    table_name text primary key,
    rows bigint not null default 0,
    repeated_keys bigint not null default 0,
    loaded_at timestamptz,
    provided boolean not null default true
  )`,
  `alter table plumbline.source_state
    alter column rows set default 0,
    alter column repeated_keys set default 0,
    alter column provided set default true,
    add column if not exists ours boolean not null default true,
    add column if not exists received_at timestamptz,
    add column if not exists seen_at timestamptz,
    add column if not exists newest_moment timestamptz,
    add column if not exists assumed text[]`,
  `create table if not exists plumbline.source_violations (
    table_name text not null,
    rule text not null,
    severity text not null,
    message text not null,
    violations bigint not null,
    examples jsonb not null,
    rows_query text not null,
    seen_at timestamptz not null,
    primary key (table_name, rule)
  )`,
]
