import type { Catalog } from '../catalog/catalog.ts'
import { hash } from '../catalog/hash.ts'
import { deployedHash } from './deployed/deployed-views.ts'
import type { Engine } from './engine.ts'

/** Definitions that belong together: what `sql/` says, or what is deployed. */
export interface Release {
  /** Over the definitions of all views and metrics; two releases with the same hash give the same numbers. */
  readonly hash: string
  /** View or metric → the hash of its definition. */
  readonly definitions: ReadonlyMap<string, string>
}

/** The table that a deployment locks before it changes any relation, and that notes what is deployed. */
export const releaseTable = 'plumbline.deployed_views'

/** The release that a catalogue is. */
export function releaseOf(catalog: Catalog): Release {
  return toRelease(
    [...catalog.views.values()].map((view) => [view.name, deployedHash(view)]),
    [...catalog.metrics.values()].map((metric) => [metric.name, metric.hash]),
  )
}

/** The release that is deployed. */
export async function deployedRelease(engine: Engine): Promise<Release> {
  const rows = await engine.query<{ kind: string; name: string; hash: string }>({
    sql: `select 'view' as kind, name, hash from plumbline.deployed_views
      union all
      select 'metric' as kind, name, hash from plumbline.deployed_metrics`,
    parameters: [],
  })
  const ofKind = (kind: string) =>
    rows.filter((row) => row.kind === kind).map((row): [string, string] => [row.name, row.hash])
  return toRelease(ofKind('view'), ofKind('metric'))
}

/** Names of views and metrics that are not the same in both. */
export function differences(one: Release, other: Release): readonly string[] {
  const names = new Set([...one.definitions.keys(), ...other.definitions.keys()])
  return [...names].filter((name) => one.definitions.get(name) !== other.definitions.get(name)).sort()
}

function toRelease(views: readonly [string, string][], metrics: readonly [string, string][]): Release {
  const release = { views: Object.fromEntries(views), metrics: Object.fromEntries(metrics) }
  return Object.freeze({ hash: hash(release), definitions: new Map([...views, ...metrics]) })
}
