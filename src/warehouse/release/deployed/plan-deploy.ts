import type { Feed } from '../../../catalog/adapters/adapter.ts'
import type { Catalog, View } from '../../../catalog/catalog.ts'
import { spreadOf } from '../../../catalog/spread.ts'
import { readDistributions } from '../../distribution/read-distribution.ts'
import { spreadDifferences } from '../../distribution/spread-difference.ts'
import type { SpreadTable } from '../../distribution/spread-difference.ts'
import { describeAdapters, planAdapters, type AdapterPlan } from '../../adapters/plan-adapters.ts'
import type { Engine } from '../../engine/engine.ts'
import { readSourceRelations } from '../../contract/read-source-relations.ts'
import type { SourceRelation } from '../../contract/read-source-relations.ts'
import { deployedHash, deployedViews } from './deployed-views.ts'
import type { DeployedView } from './deployed-views.ts'
import { differenceOf } from './difference.ts'
import { readRelations } from './read-relations.ts'
import type { DatabaseRelation } from './read-relations.ts'
import { sourceProblems, unfitSources } from '../../contract/source-problems.ts'

/** The effect of a deployment on each view. */
export interface DeployPlan {
  readonly created: readonly string[]
  /** Deployed with another definition. */
  readonly replaced: readonly string[]
  /** Deployed with this definition, but dropped or changed in the database since. */
  readonly restored: readonly string[]
  readonly dropped: readonly string[]
  readonly unchanged: readonly string[]
  /**
   * The unchanged ones that read nothing that changes: deploy leaves them as they are, stored ones with their
   * rows.
   */
  readonly kept: readonly string[]
  /** The differences between the database and the deployed relations, one sentence per relation. */
  readonly findings: readonly string[]
  /** Missing or unsuitable tables of the source contract, one sentence per problem. */
  readonly sources: readonly string[]
  /** Relations not created by Plumbline with the name of a view of `sql/`. */
  readonly taken: readonly string[]
  /** Whether the tables are spread over the nodes of a distributed database. */
  readonly distributed: boolean
  /** The views that adapters make of vendors' tables. */
  readonly adapters: AdapterPlan
}

/** Options of a plan. */
export interface PlanOptions {
  /** Spreads the tables over the nodes of a distributed database; later deployments keep them so. */
  readonly distributed?: boolean
  /** The vendors whose adapters feed tables of the contract; without them, views of adapters stay as they are. */
  readonly feeds?: readonly Feed[] | null
}

/** Compares `sql/` with the database, without changing it. */
export async function planDeploy(
  engine: Engine,
  catalog: Catalog,
  options: PlanOptions = {},
): Promise<DeployPlan> {
  const recorded = new Map((await deployedViews(engine)).map((view) => [view.name, view]))
  const relations = await readRelations(engine)
  const found = await readSourceRelations(engine)
  const distributed =
    options.distributed === true || [...recorded.values()].some(({ spread }) => spread !== null)
  const apart = distributed
    ? spreadDifferences(spreadTables(catalog, found), await readDistributions(engine))
    : new Map<string, string>()
  const present = new Set([
    ...recorded.keys(),
    ...[...relations.values()].filter(isOurs).map(({ name }) => name),
  ])
  const views = [...catalog.views.values()].map((view) => ({
    name: view.name,
    ...compare(view, recorded.get(view.name), relations.get(view.name), apart.get(view.name)),
  }))
  const named = (state: ViewState) => views.filter((view) => view.state === state).map(({ name }) => name)
  const adapters = await planAdapters(engine, catalog.sources, options.feeds ?? null)
  const fed = adapters.views.flatMap(({ relation, state }) => (state === 'unchanged' ? [] : relation))
  const unfit = unfitSources(catalog.sources, found)
  const unchanged = named('unchanged')
  const changing = new Set([
    ...views.filter(({ state }) => state !== 'unchanged').map(({ name }) => name),
    ...unfit.map((name) => `source.${name}`),
    // a view takes the place of an empty table, on which others depend
    ...adapters.views.flatMap(({ relation, state }) => (state === 'table' ? relation : [])),
    ...adapters.dropped.keys(),
  ])
  return {
    created: named('created'),
    replaced: named('replaced'),
    restored: named('restored'),
    dropped: [...present].filter((name) => !catalog.views.has(name)),
    unchanged,
    kept: unchanged.filter(
      (name) => ![...(catalog.views.get(name)?.lineage ?? [])].some((read) => changing.has(read)),
    ),
    findings: views.flatMap(({ name, finding }) => (finding === null ? [] : [`${name} ${finding}.`])),
    sources:
      present.size === 0
        ? []
        : [
            ...sourceProblems(
              new Map([...catalog.sources].filter(([name]) => !fed.includes(`source.${name}`))),
              found,
            ),
            ...describeAdapters(adapters),
            ...[...apart].flatMap(([name, difference]) =>
              name.startsWith('source.') ? `${name} ${difference}: deploy moves its rows.` : [],
            ),
          ],
    taken: [...relations.values()]
      .filter(
        (relation) => catalog.views.has(relation.name) && isTaken(relation, recorded.get(relation.name)),
      )
      .map(({ name }) => name),
    distributed,
    adapters,
  }
}

/** The tables that Plumbline spreads: those of the source contract that it created, and the stored views. */
export function spreadTables(
  catalog: Catalog,
  sources: ReadonlyMap<string, SourceRelation>,
): readonly SpreadTable[] {
  return [
    ...[...catalog.sources.values()]
      .filter(({ name }) => sources.get(name)?.ours === true)
      .map(({ name, spread }) => ({ name: `source.${name}`, spread })),
    ...[...catalog.views.values()]
      .filter(({ header }) => header.stored)
      .map((view) => ({ name: view.name, spread: spreadOf(view) })),
  ]
}

/** Whether the database has exactly the definitions of `sql/`. */
export function isUpToDate({ created, replaced, restored, dropped, sources }: DeployPlan): boolean {
  return created.length + replaced.length + restored.length + dropped.length + sources.length === 0
}

/** Whether no view of `sql/` was ever deployed here. */
export function isUndeployed({ created, replaced, restored, dropped, unchanged }: DeployPlan): boolean {
  return created.length > 0 && replaced.length + restored.length + dropped.length + unchanged.length === 0
}

/** All differences between the database and `sql/`, one sentence each; empty when there are none. */
export function differences(plan: DeployPlan): readonly string[] {
  const { created, replaced, restored, dropped, findings, sources } = plan
  const described = new Set(findings.map((finding) => finding.split(' ', 1)[0]))
  return [
    ...(isUndeployed(plan)
      ? [`no view is deployed: all ${created.length} views of sql/ are missing.`]
      : created.map((name) => `${name} is not deployed.`)),
    ...findings,
    ...replaced
      .filter((name) => !described.has(name))
      .map((name) => `${name} is deployed with another definition.`),
    ...restored
      .filter((name) => !described.has(name))
      .map((name) => `${name} differs from its deployed definition.`),
    ...dropped.map((name) => `${name} is deployed and not in sql/.`),
    ...sources,
  ]
}

type ViewState = 'created' | 'replaced' | 'restored' | 'unchanged'

function compare(
  view: View,
  recorded: DeployedView | undefined,
  relation: DatabaseRelation | undefined,
  apart: string | undefined,
): { readonly state: ViewState; readonly finding: string | null } {
  if (recorded === undefined) {
    // the record may be lost while the view exists
    const isPresent = relation !== undefined && isOurs(relation)
    return isPresent
      ? { state: 'replaced', finding: 'is in the database, but its deployment is not recorded' }
      : { state: 'created', finding: null }
  }
  const isSame = recorded.hash === deployedHash(view)
  const state = isSame ? 'restored' : 'replaced'
  if (relation === undefined) return { state, finding: 'is missing from the database' }
  if (recorded.fingerprint === null) return { state: 'replaced', finding: null }
  if (recorded.fingerprint === relation.fingerprint) {
    if (isSame && apart !== undefined) return { state, finding: apart }
    return { state: isSame ? 'unchanged' : state, finding: null }
  }
  return { state, finding: isSame ? differenceOf(view, relation) : 'was changed in the database' }
}

/** The comment of every deployed relation ends with the hash of its definition. */
function isOurs({ comment }: DatabaseRelation): boolean {
  return /; [0-9a-f]{12}\)$/.test(comment)
}

/**
 * A view has no data, so a view of others with the name of a deployed one may be replaced; other relations
 * may not.
 */
function isTaken(relation: DatabaseRelation, recorded: DeployedView | undefined): boolean {
  if (isOurs(relation)) return false
  if (recorded === undefined) return true
  return relation.kind !== 'v' && !(recorded.is_table && relation.kind === 'r')
}
