import type { Catalog, View } from '../../../catalog/catalog.ts'
import type { Engine } from '../../engine/engine.ts'
import { readSourceRelations } from '../../contract/read-source-relations.ts'
import { deployedHash, deployedViews } from './deployed-views.ts'
import type { DeployedView } from './deployed-views.ts'
import { differenceOf } from './difference.ts'
import { readRelations } from './read-relations.ts'
import type { DatabaseRelation } from './read-relations.ts'
import { sourceFindings } from './source-findings.ts'

/** What a deployment would do, or did, to each view. */
export interface DeployPlan {
  readonly created: readonly string[]
  /** Deployed with another definition. */
  readonly replaced: readonly string[]
  /** Deployed with this definition, and gone from the database or changed there since. */
  readonly restored: readonly string[]
  readonly dropped: readonly string[]
  readonly unchanged: readonly string[]
  /** What is gone from the database or is not what was deployed, a sentence for each relation. */
  readonly findings: readonly string[]
  /** Tables of the source contract that are missing or do not fit, a sentence for each fault. */
  readonly sources: readonly string[]
  /** Relations that Plumbline did not make, where a view of `sql/` belongs. */
  readonly taken: readonly string[]
}

/** Compares `sql/` with what is in the database, without changing anything. */
export async function planDeploy(engine: Engine, catalog: Catalog): Promise<DeployPlan> {
  const noted = new Map((await deployedViews(engine)).map((view) => [view.name, view]))
  const relations = await readRelations(engine)
  const sources = sourceFindings(catalog.sources, await readSourceRelations(engine))
  const known = new Set([...noted.keys(), ...[...relations.values()].filter(isOurs).map(({ name }) => name)])
  const views = [...catalog.views.values()].map((view) => ({
    name: view.name,
    ...compare(view, noted.get(view.name), relations.get(view.name)),
  }))
  const named = (state: ViewState) => views.filter((view) => view.state === state).map(({ name }) => name)
  return {
    created: named('created'),
    replaced: named('replaced'),
    restored: named('restored'),
    dropped: [...known].filter((name) => !catalog.views.has(name)),
    unchanged: named('unchanged'),
    findings: views.flatMap(({ name, finding }) => (finding === null ? [] : [`${name} ${finding}.`])),
    sources: known.size === 0 ? [] : sources,
    taken: [...relations.values()]
      .filter((relation) => catalog.views.has(relation.name) && isTaken(relation, noted.get(relation.name)))
      .map(({ name }) => name),
  }
}

/** Whether the database holds exactly what `sql/` says. */
export function isUpToDate({ created, replaced, restored, dropped, sources }: DeployPlan): boolean {
  return created.length + replaced.length + restored.length + dropped.length + sources.length === 0
}

/** Whether nothing of `sql/` was ever deployed here. */
export function isUndeployed({ created, replaced, restored, dropped, unchanged }: DeployPlan): boolean {
  return created.length > 0 && replaced.length + restored.length + dropped.length + unchanged.length === 0
}

/** Everything by which the database is not what `sql/` says, a sentence each; none when it is. */
export function differences(plan: DeployPlan): readonly string[] {
  const { created, replaced, restored, dropped, findings, sources } = plan
  const told = new Set(findings.map((finding) => finding.split(' ', 1)[0]))
  return [
    ...(isUndeployed(plan)
      ? [`nothing is deployed: all ${created.length} views of sql/ are missing.`]
      : created.map((name) => `${name} is not deployed.`)),
    ...findings,
    ...replaced
      .filter((name) => !told.has(name))
      .map((name) => `${name} is deployed with another definition.`),
    ...restored.filter((name) => !told.has(name)).map((name) => `${name} is not what was deployed.`),
    ...dropped.map((name) => `${name} is deployed and not in sql/.`),
    ...sources,
  ]
}

type ViewState = 'created' | 'replaced' | 'restored' | 'unchanged'

function compare(
  view: View,
  noted: DeployedView | undefined,
  relation: DatabaseRelation | undefined,
): { readonly state: ViewState; readonly finding: string | null } {
  if (noted === undefined) {
    // the note may be gone and the view still there
    const isThere = relation !== undefined && isOurs(relation)
    return isThere
      ? { state: 'replaced', finding: 'is in the database, but nothing notes that it was deployed' }
      : { state: 'created', finding: null }
  }
  const isSame = noted.hash === deployedHash(view)
  const state = isSame ? 'restored' : 'replaced'
  if (relation === undefined) return { state, finding: 'is gone from the database' }
  if (noted.fingerprint === null) return { state: 'replaced', finding: null }
  if (noted.fingerprint === relation.fingerprint)
    return { state: isSame ? 'unchanged' : state, finding: null }
  return { state, finding: isSame ? differenceOf(view, relation) : 'was changed in the database' }
}

/** The comment of everything that is deployed ends with the hash of its definition. */
function isOurs({ comment }: DatabaseRelation): boolean {
  return /; [0-9a-f]{12}\)$/.test(comment)
}

/** A view holds no data, so one in the place of ours may go; whatever else somebody made may not. */
function isTaken(relation: DatabaseRelation, noted: DeployedView | undefined): boolean {
  if (isOurs(relation)) return false
  if (noted === undefined) return true
  return relation.kind !== 'v' && !(noted.is_table && relation.kind === 'r')
}
