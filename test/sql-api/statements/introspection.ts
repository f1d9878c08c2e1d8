/**
 * What tools ask of the catalogue when they connect, written after the queries that other SQL APIs could not answer (issues
 * 4638, 4708, 6313, 6417, 8144, 8251, 9119 and 9867 of the repository of Cube), and a part of what PostgreSQL answers.
 */
export const introspection: Readonly<Record<string, { readonly sql: string; readonly has: RegExp }>> = {
  'Metabase lists the relations (4638)': {
    sql: `select n.nspname, c.relname,
        case c.relkind when 'r' then 'TABLE' when 'v' then 'VIEW' when 'm' then 'MATERIALIZED VIEW' end as type,
        d.description, stat.n_live_tup
      from pg_catalog.pg_class as c
      join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
      left join pg_catalog.pg_description as d
        on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass
      left join pg_stat_user_tables as stat on stat.schemaname = n.nspname and stat.relname = c.relname
      where c.relkind in ('r', 'p', 'v', 'f', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      order by type, n.nspname, c.relname`,
    has: /plumbline_metrics,revenue,VIEW/,
  },
  'Metabase finds the types (4708)': {
    sql: `select typinput = 'pg_catalog.array_in'::regproc as is_array, typtype, typname, pg_type.oid
      from pg_catalog.pg_type
      left join (
        select ns.oid as nspoid, ns.nspname, r.r
        from pg_namespace as ns
        join (
          select s.r, (current_schemas(false))[s.r] as nspname
          from generate_series(1, array_upper(current_schemas(false), 1)) as s (r)
        ) as r using (nspname)
      ) as sp on sp.nspoid = typnamespace
      where typname = 'numeric'
      order by sp.r, pg_type.oid desc`,
    has: /f,b,numeric,1700/,
  },
  'Beekeeper Studio lists the types (6313)': {
    sql: `select n.nspname as schema, t.typname, t.oid::int4
      from pg_type as t
      left join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
      where (t.typrelid = 0 or (select c.relkind = 'c' from pg_catalog.pg_class as c where c.oid = t.typrelid))
        and not exists (select 1 from pg_catalog.pg_type as el where el.oid = t.typelem and el.typarray = t.oid)
        and n.nspname = 'pg_catalog'`,
    has: /pg_catalog,date,1082/,
  },
  'OLE DB reads the encoding of the database (6417)': {
    sql: `select datname, pg_catalog.pg_encoding_to_char(encoding), pg_catalog.pg_get_userbyid(datdba) is not null
      from pg_catalog.pg_database where datname = current_database()`,
    has: /,UTF8,t$/,
  },
  'Metabase reads the rights on tables (8144)': {
    sql: `with table_privileges as (
        select t.schemaname as schema, t.objectname as table,
          pg_catalog.has_any_column_privilege(current_user, quote_ident(t.schemaname) || '.' || quote_ident(t.objectname), 'update') as update,
          pg_catalog.has_any_column_privilege(current_user, quote_ident(t.schemaname) || '.' || quote_ident(t.objectname), 'select') as select,
          pg_catalog.has_table_privilege(current_user, quote_ident(t.schemaname) || '.' || quote_ident(t.objectname), 'delete') as delete
        from (
          select schemaname, tablename as objectname from pg_catalog.pg_tables
          union select schemaname, viewname from pg_catalog.pg_views
          union select schemaname, matviewname from pg_catalog.pg_matviews
        ) as t
        where t.schemaname !~ '^pg_' and t.schemaname <> 'information_schema'
          and pg_catalog.has_schema_privilege(current_user, t.schemaname, 'usage')
      )
      select t.* from table_privileges as t where t.select`,
    has: /plumbline_metrics,revenue,f,t,f/,
  },
  'pgJDBC reads the indexes of a relation, of which a view has none (8251)': {
    sql: `select count(*), 'none' as found from (
        select ct.relname, not i.indisunique as non_unique, ci.relname as index_name,
          (information_schema._pg_expandarray(i.indkey)).n as ordinal, am.amname,
          trim(both '"' from pg_catalog.pg_get_indexdef(ci.oid, 1, false)) as column_name
        from pg_catalog.pg_class as ct
        join pg_catalog.pg_namespace as n on ct.relnamespace = n.oid
        join pg_catalog.pg_index as i on ct.oid = i.indrelid
        join pg_catalog.pg_class as ci on ci.oid = i.indexrelid
        join pg_catalog.pg_am as am on ci.relam = am.oid
        where n.nspname = 'plumbline_metrics' and ct.relname = 'revenue'
      ) as indexes`,
    has: /^0,none$/,
  },
  'DBeaver reads the keywords (9119)': {
    sql: `select string_agg(word, ',') from pg_catalog.pg_get_keywords() where word = 'lateral'`,
    has: /^lateral$/,
  },
  'SQLAlchemy reads the domains and their collations (9867)': {
    sql: `select count(*), 'domains' as of from pg_catalog.pg_type
      join pg_catalog.pg_namespace on pg_namespace.oid = pg_type.typnamespace
      left join pg_catalog.pg_collation on pg_type.typcollation = pg_collation.oid
      left join (
        select contypid, array_agg(pg_catalog.pg_get_constraintdef(pg_constraint.oid, true)) as checks,
          array_agg(conname::text) as names
        from pg_catalog.pg_constraint where contypid <> 0 group by contypid
      ) as domain_constraints on pg_type.oid = domain_constraints.contypid
      where pg_type.typtype = 'd'`,
    has: /,domains$/,
  },
}
