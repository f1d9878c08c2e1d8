import { createHash } from 'node:crypto'
import type { Catalog } from '../../catalog/catalog.ts'
import { hash } from '../../catalog/hash.ts'
import { codeOf } from '../engine/errors/database-error.ts'
import { deployedHash } from './deployed/deployed-views.ts'
import type { Engine } from '../engine/engine.ts'
import { releasedFiles } from './deployed-files.ts'

/** Definitions that belong together: what `sql/` says, or what is deployed. */
export interface Release {
  /** Over all files of `sql/` and all that follows from them: two releases with the same hash say the same. */
  readonly hash: string
  /** View, source table or metric → the hash of its definition; of what has a file, over the file as it is written. */
  readonly definitions: ReadonlyMap<string, string>
}

/** The table that a deployment locks before it changes any relation, and that notes what is deployed. */
export const releaseTable = 'plumbline.deployed_views'

/** The release that a catalogue is. */
export function releaseOf(catalog: Catalog): Release {
  return toRelease([
    ...[...catalog.views.values()].map((view) => ({ name: view.name, hash: deployedHash(view) })),
    ...[...releasedFiles(catalog)].map(([name, text]) => ({ name, hash: fileHash(text) })),
    ...[...catalog.metrics.values()].map(({ name, hash }) => ({ name, hash })),
  ])
}

/** The release that is deployed. */
export async function deployedRelease(engine: Engine): Promise<Release> {
  return toRelease(
    await engine.query<Definition>({
      sql: `select name, hash from plumbline.deployed_views
        union all
        select name, encode(sha256(convert_to(text, 'UTF8')), 'hex') from plumbline.deployed_files
        union all
        select name, hash from plumbline.deployed_metrics`,
      parameters: [],
    }),
  )
}

/** Whether an error says that there is not even a table that notes what is deployed. */
export function isNotDeployed(error: unknown): boolean {
  return nothingThere.has(codeOf(error) ?? '')
}

/** Undefined table; undefined schema. */
const nothingThere: ReadonlySet<string> = new Set(['42P01', '3F000'])

/** Names of views and metrics that are not the same in both. */
export function differences(one: Release, other: Release): readonly string[] {
  const names = new Set([...one.definitions.keys(), ...other.definitions.keys()])
  return [...names].filter((name) => one.definitions.get(name) !== other.definitions.get(name)).sort()
}

interface Definition {
  readonly name: string
  readonly hash: string
}

/** As PostgreSQL computes it. What stands in a file and changes no number is told to callers all the same. */
function fileHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function toRelease(told: readonly Definition[]): Release {
  const definitions = new Map<string, string>()
  // a view has its definition, and its file
  for (const { name, hash: one } of told)
    definitions.set(name, [...(definitions.get(name)?.split(' ') ?? []), one].sort().join(' '))
  return Object.freeze({ hash: hash(Object.fromEntries(definitions)), definitions })
}
