import { metricSchema } from './metric-relation.ts'

/** The group of database roles that may read the metric relations. */
export const biRole = 'plumbline_bi'

/** The types of values that the aggregates take; sums and means of them have the same type. */
const valueTypes = [
  { type: 'numeric', suffix: 'numeric' },
  { type: 'double precision', suffix: 'double' },
] as const

/**
 * The functions behind the relations. `answer` runs only text that the SQL API signed for this session; `one` and
 * `at_one_time` are aggregates that raise an error instead of adding up what does not add up.
 */
export const guardStatements: readonly string[] = [
  `create table if not exists plumbline.sql_api_key (
    is_only boolean primary key default true check (is_only),
    inner_key bytea not null,
    outer_key bytea not null
  )`,
  `create or replace function ${metricSchema}.data_mark() returns text
    language sql stable security definer set search_path = pg_catalog, pg_temp
    as $$
      select coalesce(md5(string_agg(concat_ws(' ', name, hash, refreshed_at, filled_at), ',' order by name)), '')
      from plumbline.deployed_views
      where is_table
    $$`,
  // the start of a session is hidden from a role to which it has changed
  `create or replace function ${metricSchema}.session_name() returns text
    language sql stable security definer set search_path = pg_catalog, pg_temp
    as $$
      select concat_ws(' ', pg_backend_pid(), extract(epoch from backend_start))
      from pg_stat_get_activity(pg_backend_pid())
    $$`,
  // every name is qualified: to_regclass needs the search path of the session
  `create or replace function ${metricSchema}.session_facts(setting_names text[], unqualified text[])
    returns table (session_id text, stamp text, login text, groups text, settings text, metric_relations text)
    language plpgsql stable
    as $$
      begin
        return query select
          ${metricSchema}.session_name(),
          pg_catalog.pg_current_snapshot()::pg_catalog.text,
          session_user::pg_catalog.text,
          (
            with recursive member_of as (
              select members.roleid
              from pg_catalog.pg_auth_members as members
              join pg_catalog.pg_roles as roles on roles.oid operator(pg_catalog.=) members.member
              where roles.rolname operator(pg_catalog.=) session_user
              union
              select members.roleid
              from member_of
              join pg_catalog.pg_auth_members as members
                on members.member operator(pg_catalog.=) member_of.roleid
            )
            select coalesce(pg_catalog.json_agg(roles.rolname), '[]')::pg_catalog.text
            from member_of
            join pg_catalog.pg_roles as roles on roles.oid operator(pg_catalog.=) member_of.roleid
          ),
          (
            select pg_catalog.json_object_agg(named.name, named.setting)::pg_catalog.text
            from (
              select names.name, pg_catalog.current_setting('plumbline.' operator(pg_catalog.||) names.name, true)
              from pg_catalog.unnest(setting_names) as names (name)
            ) as named (name, setting)
            where named.setting is not null
          ),
          (
            select coalesce(pg_catalog.json_agg(names.name), '[]')::pg_catalog.text
            from pg_catalog.unnest(unqualified) as names (name)
            where pg_catalog.to_regclass(names.name)
              operator(pg_catalog.=) pg_catalog.to_regclass('${metricSchema}.' operator(pg_catalog.||) names.name)
          );
      end
    $$`,
  `create or replace function ${metricSchema}.unanswered(relation text) returns setof record
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
      begin
        raise exception using
          errcode = '0A000',
          message = format('The relation ${metricSchema}.%s has no rows of its own.', relation),
          detail = 'Plumbline computes metrics for each query, in its SQL API.',
          hint = 'Connect to the SQL API (plumbline serve --sql-port) and name the relation with its schema.';
      end
    $$`,
  `create or replace function ${metricSchema}.answer(
      statement text, row_limit bigint, mark text, signature text
    ) returns setof record
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
    set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'postgres' set extra_float_digits = 1
    set standard_conforming_strings = on set enable_nestloop = off
    as $$
      declare
        keys record;
        written bytea;
        row_count bigint;
      begin
        select inner_key, outer_key into strict keys from plumbline.sql_api_key;
        written := convert_to(concat_ws(
          ' ',
          ${metricSchema}.session_name(),
          row_limit,
          mark,
          statement
        ), 'UTF8');
        if encode(sha256(keys.outer_key || sha256(keys.inner_key || written)), 'hex') is distinct from signature then
          raise exception using
            errcode = '42501',
            message = 'This text was not written by the SQL API for this session.';
        end if;
        if mark is distinct from ${metricSchema}.data_mark() then
          raise exception using
            errcode = '40001',
            message = 'The stored views were refreshed while the query was prepared.',
            hint = 'Run the transaction again.';
        end if;
        return query execute statement;
        get diagnostics row_count = row_count;
        if row_count > row_limit then
          raise exception using
            errcode = '54000',
            message = format('The query needs more than %s rows of metrics.', row_limit),
            hint = 'Group by fewer columns, or add conditions.';
        end if;
      end
    $$`,
  `create or replace function ${metricSchema}.unrepeated(value anyelement, row_count bigint, distinct_count bigint)
    returns anyelement
    language plpgsql immutable set search_path = pg_catalog, pg_temp
    as $$
      begin
        if row_count > distinct_count then
          raise exception using
            errcode = '0A000',
            message = 'A join repeats rows of metrics: their sum would be too large.',
            hint = 'Group the other side of the join by its keys first, or select the keys of the groups, too.';
        end if;
        return value;
      end
    $$`,
  ...valueTypes.flatMap(({ type, suffix }) => [
    `create or replace function ${metricSchema}.one_step_${suffix}(state ${type}[], value ${type}) returns ${type}[]
      language plpgsql immutable set search_path = pg_catalog, pg_temp
      as $$
        begin
          if state is not null then
            raise exception using
              errcode = '0A000',
              message = 'A metric that does not add up has several values in one group.',
              detail = 'Groups are merged, a join repeats rows, or the values are statistics of groups.',
              hint = 'Group by all columns by which the values differ, or select the metric from its relation by fewer columns. Values of cohorts differ by cohort and by age.';
          end if;
          return array[value];
        end
      $$`,
    `create or replace function ${metricSchema}.one_end_${suffix}(state ${type}[]) returns ${type}
      language sql immutable as $$ select state[1] $$`,
    ...['one', 'measure', 'agg'].map(
      (name) => `create or replace aggregate ${metricSchema}.${name}(${type}) (
        sfunc = ${metricSchema}.one_step_${suffix}, stype = ${type}[], finalfunc = ${metricSchema}.one_end_${suffix}
      )`,
    ),
  ]),
  // sums and means of counts are numeric
  `create or replace function ${metricSchema}.one_step_count(state numeric[], value bigint) returns numeric[]
    language sql immutable as $$ select ${metricSchema}.one_step_numeric(state, value) $$`,
  `create or replace aggregate ${metricSchema}.one(bigint) (
    sfunc = ${metricSchema}.one_step_count, stype = numeric[], finalfunc = ${metricSchema}.one_end_numeric
  )`,
  `create or replace function ${metricSchema}.at_one_time_step(state numeric[], value numeric, period date)
    returns numeric[]
    language plpgsql immutable set search_path = pg_catalog, pg_temp
    as $$
      declare
        day numeric := period - date '2000-01-01';
      begin
        if state is null then return array[value, day]; end if;
        if state[2] is distinct from day then
          raise exception using
            errcode = '0A000',
            message = 'A balance has values of several periods in one group.',
            detail = 'Balances add up over dimensions, not over time.',
            hint = 'Group by the period, or select one period.';
        end if;
        return array[coalesce(state[1] + value, state[1], value), day];
      end
    $$`,
  `create or replace function ${metricSchema}.at_one_time_step(state text[], value numeric, period text)
    returns text[]
    language plpgsql immutable set search_path = pg_catalog, pg_temp
    as $$
      begin
        if state is null then return array[value::text, period]; end if;
        if state[2] is distinct from period then
          raise exception using
            errcode = '0A000',
            message = 'A balance has values of several periods in one group.',
            detail = 'Balances add up over dimensions, not over time.',
            hint = 'Group by the period, or select one period.';
        end if;
        return array[coalesce(state[1]::numeric + value, state[1]::numeric, value)::text, period];
      end
    $$`,
  `create or replace function ${metricSchema}.at_one_time_end(state text[]) returns numeric
    language sql immutable as $$ select state[1]::numeric $$`,
  `create or replace aggregate ${metricSchema}.at_one_time(numeric, text) (
    sfunc = ${metricSchema}.at_one_time_step, stype = text[], finalfunc = ${metricSchema}.at_one_time_end
  )`,
  `create or replace function ${metricSchema}.at_one_time_end(state numeric[]) returns numeric
    language sql immutable as $$ select state[1] $$`,
  `create or replace aggregate ${metricSchema}.at_one_time(numeric, date) (
    sfunc = ${metricSchema}.at_one_time_step, stype = numeric[], finalfunc = ${metricSchema}.at_one_time_end
  )`,
]
