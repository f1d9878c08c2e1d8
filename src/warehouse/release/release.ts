import { createHash } from 'node:crypto'
import type { Catalog } from '../../catalog/catalog.ts'
import { hash } from '../../catalog/hash.ts'
import { codeOf } from '../engine/errors/database-error.ts'
import { deployedHash } from './deployed/deployed-views.ts'
import type { Engine } from '../engine/engine.ts'
import { releasedFiles } from './deployed-files.ts'

/** One version of the definitions: of `sql/`, or the deployed one. */
export interface Release {
  /** A hash over all files of `sql/`: releases with the same hash have the same definitions. */
  readonly hash: string
  /** View, source table or metric → the hash of its definition; for files also the hash of the text. */
  readonly definitions: ReadonlyMap<string, string>
}

/** The table of deployed views; a deployment locks it before it changes any relation. */
export const releaseTable = 'plumbline.deployed_views'

/** The release of a catalogue, hashed once. */
export function releaseOf(catalog: Catalog): Release {
  const known = releases.get(catalog) ?? hashed(catalog)
  releases.set(catalog, known)
  return known
}

const releases = new WeakMap<Catalog, Release>()

function hashed(catalog: Catalog): Release {
  return toRelease([
    ...[...catalog.views.values()].map((view) => ({ name: view.name, hash: deployedHash(view) })),
    ...[...releasedFiles(catalog)].map(([name, text]) => ({ name, hash: fileHash(text) })),
    ...[...catalog.metrics.values()].map(({ name, hash }) => ({ name, hash })),
  ])
}

/** The deployed release. */
export async function deployedRelease(engine: Engine): Promise<Release> {
  return toRelease(
    await engine.query<Definition>({
      sql: `select name, hash from plumbline.deployed_views
        union all
        select name, encode(sha256(convert_to(text, 'UTF8')), 'hex') from plumbline.deployed_files
        union all
        select name, hash from plumbline.deployed_metrics`,
      parameters: [],
      isRepeated: true,
    }),
  )
}

/** Whether an error means that the tables of the deployed release do not exist. */
export function isNotDeployed(error: unknown): boolean {
  return missingTableCodes.has(codeOf(error) ?? '')
}

/** Undefined table; undefined schema. */
const missingTableCodes: ReadonlySet<string> = new Set(['42P01', '3F000'])

/** Names of the views and metrics that differ. */
export function differences(one: Release, other: Release): readonly string[] {
  const names = new Set([...one.definitions.keys(), ...other.definitions.keys()])
  return [...names].filter((name) => one.definitions.get(name) !== other.definitions.get(name)).sort()
}

interface Definition {
  readonly name: string
  readonly hash: string
}

/**
 * The same hash as PostgreSQL computes. Callers are informed of any change of a file, even one that changes
 * no number.
 */
function fileHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function toRelease(recorded: readonly Definition[]): Release {
  const definitions = new Map<string, string>()
  // a view has two hashes: of its definition and of its file
  for (const { name, hash: one } of recorded)
    definitions.set(name, [...(definitions.get(name)?.split(' ') ?? []), one].sort().join(' '))
  return Object.freeze({ hash: hash(Object.fromEntries(definitions)), definitions })
}
