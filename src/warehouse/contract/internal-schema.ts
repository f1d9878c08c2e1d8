import { createFunctions } from './create-functions.ts'

/**
 * The tables of the schema `plumbline`, Plumbline's own records in the warehouse, and the statements that create each
 * one or add the columns of later releases. `src/catalog/files/internal-relations.ts` lists the tables that views may
 * read; a test holds the two equal.
 */
const tables = {
  /**
   * The deployed views. A deployment locks this table before it changes any other relation, and so do queries before
   * they read one: it comes first, so that they cannot wait for each other.
   */
  deployed_views: [
    `create table if not exists plumbline.deployed_views (
      position integer not null,
      name text primary key,
      hash text not null,
      is_table boolean not null,
      refreshed_at timestamptz
    )`,
    'alter table plumbline.deployed_views add column if not exists fingerprint text, add column if not exists spread text',
  ],

  /**
   * The source tables: which ones Plumbline created and loaded, when each was received, and its newest moment.
   *
   * `received_at` is a declared time: the table describes that moment. A loader that syncs its own relation writes a
   * row for it with `ours` false. `assumed` lists the assumptions made to read the files, one sentence each; null when
   * there were none.
   */
  source_state: [
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
  ],

  /** The violations of the source contract at the last load or refresh. */
  source_violations: [
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
  ],

  /** The files of the deployed views and source tables. */
  deployed_files: [
    'create table if not exists plumbline.deployed_files (name text primary key, text text not null)',
  ],

  /** The definition hash of each deployed metric. */
  deployed_metrics: [
    'create table if not exists plumbline.deployed_metrics (name text primary key, hash text not null)',
  ],

  /** The canonical value of each business parameter as deployed, so that a view can detect overrides. */
  deployed_parameters: [
    'create table if not exists plumbline.deployed_parameters (name text primary key, value jsonb not null)',
  ],

  /** Mail domains of freemail providers. */
  free_mail_domains: ['create table if not exists plumbline.free_mail_domains (domain text primary key)'],

  /**
   * The closed months. Rows of this table and of `closed_books` are never changed: a month is recorded once, with the
   * definition of `mrr` used. Loading and deploying do not touch them.
   */
  closed_months: [
    `create table if not exists plumbline.closed_months (
      month date primary key,
      definition text not null,
      reporting_currency text not null,
      recorded_at timestamptz not null default clock_timestamp()
    )`,
  ],

  /** The figures of each customer and account in the closed months. */
  closed_books: [
    `create table if not exists plumbline.closed_books (
      month date not null references plumbline.closed_months (month),
      account_key text not null,
      customer_key text not null,
      mrr numeric not null,
      amount numeric not null,
      primary key (month, customer_key, account_key)
    )`,
  ],

  /** API keys of the server: only their hashes. Revoked keys stay, so that the log can name them. */
  api_keys: [
    `create table if not exists plumbline.api_keys (
      id text primary key,
      name text not null,
      role text not null,
      claims jsonb not null default '{}',
      hash text not null,
      created_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz,
      revoked_at timestamptz
    )`,
  ],
} satisfies Readonly<Record<string, readonly string[]>>

export type InternalTable = keyof typeof tables

/** The statements that create some of the internal tables, and the scalar functions. */
export function internalSchema(...names: readonly InternalTable[]): readonly string[] {
  return [
    'create schema if not exists plumbline',
    ...names.flatMap((name) => tables[name]),
    ...createFunctions,
  ]
}

/** The statements that create one internal table. */
export function internalTable(name: InternalTable): readonly string[] {
  return ['create schema if not exists plumbline', ...tables[name]]
}

/** The statements that create the whole schema. */
export const wholeInternalSchema = internalSchema(...(Object.keys(tables) as InternalTable[]))
