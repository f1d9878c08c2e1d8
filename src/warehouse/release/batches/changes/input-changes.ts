import type { Catalog, View } from '../../../../catalog/catalog.ts'
import { businessParameters } from '../../../../catalog/parameters/parameter.ts'
import { sinceMarks, type SinceMark } from '../../../contract/since/source-marks.ts'
import type { Engine } from '../../../engine/engine.ts'
import { replaced, unchanged, type Change } from './change.ts'
import { compareContents } from './compare-contents.ts'
import { compareHours } from './compare-hours.ts'
import { horizonView, inputsOf } from './inputs.ts'

/** What changed in the inputs of stored views; those of a stored view are known once it was filled. */
export interface InputChanges {
  /** The changes of the inputs of a view. */
  readonly of: (view: View) => Promise<ReadonlyMap<string, Change>>
  /** Records what a refresh changed in a stored view. */
  readonly record: (view: View, change: Change) => void
}

/** Finds out what changed since the last batch: each relation is compared once, when a view first needs it. */
export function inputChanges(engine: Engine, catalog: Catalog): InputChanges {
  const known = new Map<string, Change>()
  let compared: Promise<void> | null = null

  const compareAll = async () => {
    const stored = [...catalog.views.values()].filter(({ header }) => header.stored)
    const names = new Set(stored.flatMap((view) => [...inputsOf(catalog, view)]))
    const compared = [...names].filter((name) => !known.has(name) && isCompared(catalog, name))
    const logs = compared.flatMap((name) => logOf(catalog, name) ?? [])
    const small = compared.filter((name) => logOf(catalog, name) === null)
    const since = await sinceMarks(engine, 'inputs', [...catalog.sources.keys()])
    const isSame = (name: string) => isReadFromTheSame(catalog, name, since, known)
    for (const name of small.filter(isSame)) known.set(name, unchanged)
    const read = small.filter((name) => !known.has(name))
    for (const [name, change] of await compareContents(engine, catalog, read)) known.set(name, change)
    const horizon = catalog.views.has(horizonView)
      ? { view: horizonView, hasMoved: known.get(horizonView)?.kind !== 'none' }
      : null
    for (const view of logs)
      known.set(view.name, await compareHours(engine, catalog, view, sinceOf(view, since), horizon))
  }

  const changeOf = async (name: string): Promise<Change> => {
    if (catalog.views.get(name)?.header.stored === true) return known.get(name) ?? unchanged
    if (!isCompared(catalog, name)) return replaced
    await (compared ??= compareAll())
    return known.get(name) ?? unchanged
  }

  return {
    of: async (view) => {
      const changes = new Map<string, Change>()
      for (const name of inputsOf(catalog, view)) changes.set(name, await changeOf(name))
      return changes
    },
    record: (view, change) => known.set(view.name, change),
  }
}

/**
 * Whether the contents of a relation are compared with those of the last batch. Stored views are known otherwise. The
 * record of the sources changes with every inspection, and a log is compared through its view; what reads them directly
 * is one row, the end of the data.
 */
function isCompared(catalog: Catalog, name: string): boolean {
  const view = catalog.views.get(name)
  if (view !== undefined) return !view.header.stored
  const logs = [...catalog.views.values()].map(({ header }) => header.incremental?.rows)
  return name !== 'plumbline.source_state' && !logs.includes(name)
}

/**
 * Whether a relation is read from source tables without a written or removed row and from nothing else that changed, so
 * that its contents need not be read. A view with another definition may have other contents; then every view that reads
 * it has another definition, too, and is filled in full.
 */
function isReadFromTheSame(
  catalog: Catalog,
  name: string,
  since: ReadonlyMap<string, SinceMark>,
  known: ReadonlyMap<string, Change>,
): boolean {
  const view = catalog.views.get(name)
  const isSame = (read: string): boolean => {
    if (read.startsWith('source.')) return since.get(read.slice('source.'.length))?.isSame === true
    const own = catalog.views.get(read)
    if (own === undefined || read === businessParameters) return false
    return own.header.stored ? known.get(read)?.kind === 'none' : own.reads.every(isSame)
  }
  return view === undefined ? isSame(name) : view.reads.every(isSame)
}

function sinceOf(view: View, since: ReadonlyMap<string, SinceMark>): SinceMark {
  const log = view.header.incremental?.rows ?? ''
  const found = since.get(log.slice('source.'.length))
  if (found === undefined) throw new Error(`${log} is no source table`)
  return found
}

/** The view of a log, which is compared hour by hour; null for a small relation. */
function logOf(catalog: Catalog, name: string): View | null {
  const view = catalog.views.get(name)
  return view !== undefined && !view.header.stored && view.header.incremental !== undefined ? view : null
}
