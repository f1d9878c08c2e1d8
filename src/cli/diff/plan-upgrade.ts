import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { deployedFiles } from '../../warehouse/release/deployed-files.ts'
import { deployedMetrics } from '../../warehouse/release/deployed-metrics.ts'
import { compareDefinitions, definitionsOf, type DefinitionChange } from './compare-definitions.ts'
import { deployedCatalog } from './deployed-catalog.ts'
import { causesIn, type Causes } from './find-causes.ts'
import { findRenamed, type Renaming } from './find-renamed.ts'

/** A metric whose numbers may move, and why. */
export type MovedDefinition = DefinitionChange & Causes

/** What another version of the definitions changes for readers of metrics. */
export interface UpgradePlan {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly renamed: readonly Renaming[]
  readonly changed: readonly MovedDefinition[]
  /** The deployed definitions; null when they do not pass the rules of this version: they cannot be queried with it. */
  readonly before: Catalog | null
}

/**
 * Compares the deployed definitions with those of a catalogue.
 *
 * @throws PlumblineError `NOT_DEPLOYED` when the database has no deployed definitions
 */
export async function planUpgrade(engine: Engine, after: Catalog, sql: string): Promise<UpgradePlan> {
  const hashes = await deployedMetrics(engine)
  if (hashes.size === 0)
    throw new PlumblineError(
      'NOT_DEPLOYED',
      'No definition is deployed in this database, so there is nothing to upgrade: run plumbline deploy.',
      { valid: ['plumbline deploy'] },
    )
  const files = await deployedFiles(engine)
  const before = await queryable(files, sql)
  const old =
    before === null
      ? new Map([...hashes].map(([name, hash]) => [name, { hash, version: null }]))
      : definitionsOf(before)
  const changes = compareDefinitions(old, definitionsOf(after))
  const renamed = findRenamed(changes)
  const names = (kind: DefinitionChange['change'], others: readonly string[]) =>
    changes.flatMap(({ change, metric }) => (change === kind && !others.includes(metric) ? [metric] : []))
  const causesOf = causesIn(files, after)
  return {
    added: names(
      'added',
      renamed.map((one) => one.new),
    ),
    removed: names(
      'removed',
      renamed.map((one) => one.old),
    ),
    renamed,
    changed: changes.flatMap((change) => {
      const metric = after.metrics.get(change.metric)
      return change.change === 'changed' && metric !== undefined ? [{ ...change, ...causesOf(metric) }] : []
    }),
    before,
  }
}

async function queryable(files: ReadonlyMap<string, string>, sql: string): Promise<Catalog | null> {
  if (files.size === 0) return null
  try {
    return await deployedCatalog(files, sql)
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'BAD_CATALOG') return null
    throw error
  }
}
