import type { Catalog } from './catalog/catalog.ts'
import { PlumblineError } from './errors.ts'
import { fullAccess } from './policy/access.ts'
import type { Runtime } from './query/runtime.ts'
import { explainMissing } from './warehouse/release/deployed/explain-missing.ts'
import type { Engine, QueryOptions } from './warehouse/engine/engine.ts'
import { readFreshState } from './warehouse/state/read-fresh-state.ts'
import { createSnapshotStates, type KnownState } from './warehouse/state/snapshot-states.ts'
import { differences, releaseOf, releaseTable } from './warehouse/release/release.ts'
import type { Release } from './warehouse/release/release.ts'
import { withoutLimit } from './warehouse/engine/without-limit.ts'

/** One or several queries run together: all of them see one state of the data. */
export interface Operation {
  /**
   * The runtime of the queries. The first statement compares the deployed definitions with the catalogue.
   *
   * @throws PlumblineError `DEFINITIONS_CHANGED` from then on when they differ
   */
  readonly runtime: Runtime
  /** The deployed release in the operation's state; null when none is deployed. */
  readonly deployed: () => Promise<Release | null>
  /** The state itself, whichever definitions are deployed in it. */
  readonly snapshot: Engine
  /** Releases the state and cancels running statements. */
  readonly end: () => Promise<void>
}

/**
 * A runtime over an engine with concurrent writers. It can be queried directly when no other process
 * writes, as in tests.
 */
export interface OpenRuntime extends Runtime {
  readonly release: Release
  /** How many states were read from the warehouse, and how many were reused. */
  readonly stateReads: Readonly<Record<'reused' | 'read', number>>
  /** The state that was read last; null before the first one, and when other definitions were deployed then. */
  readonly known: () => KnownState | null
  /** A new operation; its state is that of its first statement. */
  readonly begin: (options?: QueryOptions) => Operation
  /** An operation over the state of another one. */
  readonly continue: (snapshot: Engine) => Operation
  /** Other definitions over the same warehouse. */
  readonly with: (catalog: Catalog) => OpenRuntime
  readonly close: () => Promise<void>
}

/** Combines definitions and a warehouse. */
export function runtimeOf(
  catalog: Catalog,
  engine: Engine,
  { maxRefreshAgeSeconds = null }: Pick<Runtime, 'maxRefreshAgeSeconds'> = {},
): OpenRuntime {
  const release = releaseOf(catalog)
  const stateReads = { reused: 0, read: 0 }
  const states = createSnapshotStates(catalog, (isReused) => {
    stateReads[isReused ? 'reused' : 'read'] += 1
  })
  const explained = explainMissing(engine, catalog)
  const operationOver = (snapshot: Engine): Operation => {
    const explainedSnapshot = explainMissing(snapshot, catalog)
    const { deployed, warehouse } = states.of(withoutLimit(snapshot), withoutLimit(explainedSnapshot))
    let checked: Promise<void> | null = null
    const check = () => (checked ??= deployed().then((found) => rejectOthers(release, found)))
    return {
      runtime: {
        catalog,
        access: fullAccess,
        maxRefreshAgeSeconds,
        engine: after(check, explainedSnapshot),
        state: () => check().then(warehouse),
        fresh: () => check().then(() => readFreshState(explainedSnapshot, catalog)),
      },
      deployed,
      snapshot,
      end: () => snapshot.close(),
    }
  }
  return {
    catalog,
    access: fullAccess,
    maxRefreshAgeSeconds,
    engine: explained,
    state: () => states.of(withoutLimit(engine), withoutLimit(explained)).warehouse(),
    fresh: () => readFreshState(explained, catalog),
    release,
    stateReads,
    known: () => {
      const last = states.last()
      return last?.deployed.hash === release.hash ? last : null
    },
    begin: ({ signal } = {}) => operationOver(engine.snapshot({ signal, holding: releaseTable })),
    continue: operationOver,
    with: (others) => runtimeOf(others, engine, { maxRefreshAgeSeconds }),
    close: () => engine.close(),
  }
}

/** Runs the work within one operation, and ends it. */
export async function inOperation<Result>(
  { begin }: OpenRuntime,
  work: (runtime: Runtime) => Promise<Result>,
  options: QueryOptions = {},
): Promise<Result> {
  const { runtime, end } = begin(options)
  try {
    return await work(runtime)
  } finally {
    await end()
  }
}

/** The same engine, whose statements first wait for a check. */
function after(check: () => Promise<void>, engine: Engine): Engine {
  return {
    ...engine,
    query: (...question) => check().then(() => engine.query(...question)),
    queryArrays: (...question) => check().then(() => engine.queryArrays(...question)),
    queryBatches: (...question) => check().then(() => engine.queryBatches(...question)),
  }
}

/** More names would not help. */
const maxNames = 20

function rejectOthers(used: Release, deployed: Release | null): void {
  if (deployed === null) {
    throw new PlumblineError(
      'DEFINITIONS_CHANGED',
      `No definitions are deployed in the database; those in use are ${used.hash}. Deploy them: plumbline deploy.`,
      { subject: 'definitions', definitions: { used: used.hash, deployed: null } },
    )
  }
  if (deployed.hash === used.hash) return
  const names = differences(used, deployed)
  const others = names.length > maxNames ? [`and ${names.length - maxNames} others.`] : []
  throw new PlumblineError(
    'DEFINITIONS_CHANGED',
    `The definitions in use are ${used.hash}, those deployed in the database are ${deployed.hash}. ` +
      'Deploy those in use (plumbline deploy), or use the deployed ones: start the server with --follow, ' +
      'or name their files with --sql.',
    {
      subject: 'definitions',
      definitions: { used: used.hash, deployed: deployed.hash },
      problems: [...names.slice(0, maxNames).map((name) => `${name} differs.`), ...others],
    },
  )
}
