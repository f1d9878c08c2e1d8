import { PlumblineError } from '../../../errors.ts'
import type { Engine } from '../../engine/engine.ts'
import type { DeployPlan } from './plan-deploy.ts'

/** A view of others that reads from deployed relations. */
export interface Dependent {
  /** `schema.relation`. */
  readonly name: string
  readonly kind: 'view' | 'materialized view'
  /** The relations of Plumbline that it reads, directly or through other views. */
  readonly reads: readonly string[]
}

/**
 * Every relation of Plumbline that a deployment drops: to create it again, because it is not in `sql/`, or because its
 * vendor feeds it no more.
 */
export function replacedBy(plan: DeployPlan): readonly string[] {
  const kept = new Set(plan.kept)
  return [
    ...plan.unchanged.filter((name) => !kept.has(name)),
    ...plan.replaced,
    ...plan.restored,
    ...plan.dropped,
    ...plan.adapters.dropped.keys(),
  ]
}

/** The views of others that would be dropped with the relations that a deployment replaces, by name. */
export function readDependents(engine: Engine, plan: DeployPlan): Promise<readonly Dependent[]> {
  return engine.query<Dependent>({ sql: dependentsQuery, parameters: [replacedBy(plan)] })
}

/** A sentence about a dependent view of others. */
export function describeDependent({ name, kind, reads }: Dependent): string {
  return `${name}, a ${kind} not created by Plumbline, reads ${reads.join(', ')}.`
}

/**
 * The error of a deployment that would drop relations of others.
 *
 * @param problems the dependent relations and what they read, one sentence each
 */
export function relationInUse(names: string, problems: readonly string[], cause?: unknown): PlumblineError {
  return new PlumblineError(
    'RELATION_IN_USE',
    `${names}: not created by Plumbline, reads views that deploy replaces, and would be lost with them. Save the definitions, drop the relations, deploy, and create them again; plumbline deploy --drop-dependents drops them for you.`,
    { problems },
    { cause },
  )
}

const dependentsQuery = `
  with recursive

  relations as (
    select classes.oid, classes.relkind, namespaces.nspname || '.' || classes.relname as name
    from pg_catalog.pg_class as classes
    join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
  ),

  ours as (
    select oid, name from relations where name = any ($1::text[])
  ),

  readers as (
    select distinct dependencies.refobjid as read, rules.ev_class as reader
    from pg_catalog.pg_depend as dependencies
    join pg_catalog.pg_rewrite as rules
      on dependencies.classid = 'pg_rewrite'::regclass and dependencies.objid = rules.oid
    where dependencies.refclassid = 'pg_class'::regclass and dependencies.refobjid <> rules.ev_class
  ),

  theirs (oid, reads) as (
    select readers.reader, ours.name
    from ours
    join readers on ours.oid = readers.read
    where readers.reader not in (select oid from ours)
    union
    select readers.reader, theirs.reads
    from theirs
    join readers on theirs.oid = readers.read
    where readers.reader not in (select oid from ours)
  )

  select
    relations.name,
    case relations.relkind when 'm' then 'materialized view' else 'view' end as kind,
    array_agg(theirs.reads order by theirs.reads) as reads
  from theirs
  join relations on theirs.oid = relations.oid
  group by relations.name, relations.relkind
  order by relations.name`
