import { PlumblineError } from '../../../errors.ts'
import type { Engine } from '../../engine/engine.ts'
import type { DeployPlan } from './plan-deploy.ts'

/** A view that somebody else made over what Plumbline deploys. */
export interface Dependent {
  /** `schema.relation`. */
  readonly name: string
  readonly kind: 'view' | 'materialized view'
  /** What of ours it stands on, directly or through others of theirs. */
  readonly reads: readonly string[]
}

/** Everything of ours that a deployment makes anew. */
export function replacedBy(plan: DeployPlan): readonly string[] {
  return [...plan.unchanged, ...plan.replaced, ...plan.restored, ...plan.dropped]
}

/** The views of others that would be lost with what a deployment makes anew, by name. */
export function readDependents(engine: Engine, plan: DeployPlan): Promise<readonly Dependent[]> {
  return engine.query<Dependent>({ sql: dependentsQuery, parameters: [replacedBy(plan)] })
}

/** A sentence about a view of somebody else that stands on ours. */
export function describeDependent({ name, kind, reads }: Dependent): string {
  return `${name}, a ${kind} that Plumbline did not make, reads ${reads.join(', ')}.`
}

/**
 * The error of a deployment that would take along what others made.
 *
 * @param problems what they made and what it stands on, a sentence each
 */
export function relationInUse(names: string, problems: readonly string[], cause?: unknown): PlumblineError {
  return new PlumblineError(
    'RELATION_IN_USE',
    `${names}: made by others over views that deploy makes anew, and lost with them. Keep their definitions, drop them, deploy, and create them again; plumbline deploy --drop-dependents drops them for you.`,
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
