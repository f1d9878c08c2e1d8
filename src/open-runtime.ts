import type { Catalog } from './catalog/catalog.ts'
import { PlumblineError } from './errors.ts'
import type { Runtime } from './query/runtime.ts'
import { explainMissing } from './warehouse/release/deployed/explain-missing.ts'
import type { Engine, QueryOptions } from './warehouse/engine/engine.ts'
import { createKnownStates } from './warehouse/state/known-states.ts'
import { differences, releaseOf, releaseTable } from './warehouse/release/release.ts'
import type { Release } from './warehouse/release/release.ts'
import { withoutLimit } from './warehouse/engine/without-limit.ts'

/** A question, or several that are asked together: all that belongs to it sees one state of the data. */
export interface Operation {
  /**
   * What answers it. The first statement finds out whether the deployed definitions are those of the catalogue.
   *
   * @throws PlumblineError `DEFINITIONS_CHANGED` from then on when they are not
   */
  readonly runtime: Runtime
  /** The release that is deployed in the state that it sees; null when nothing is. */
  readonly deployed: () => Promise<Release | null>
  /** The state itself, whatever is deployed in it. */
  readonly snapshot: Engine
  /** Gives the state up; what still runs is ended. */
  readonly end: () => Promise<void>
}

/** A runtime whose engine others may write to. It answers questions about a state that nobody changes, as tests do. */
export interface OpenRuntime extends Runtime {
  readonly release: Release
  /** A new operation; it sees the state that there is when it first asks for something. */
  readonly begin: (options?: QueryOptions) => Operation
  /** An operation that goes on in a state which another one has found. */
  readonly continue: (snapshot: Engine) => Operation
  /** Other definitions over the same warehouse. */
  readonly with: (catalog: Catalog) => OpenRuntime
  readonly close: () => Promise<void>
}

/** Puts definitions and a warehouse together. */
export function runtimeOf(catalog: Catalog, engine: Engine): OpenRuntime {
  const release = releaseOf(catalog)
  const stateOf = createKnownStates(catalog)
  const told = explainMissing(engine, catalog)
  const over = (snapshot: Engine): Operation => {
    const toldOfState = explainMissing(snapshot, catalog)
    const { deployed, knowledge } = stateOf(withoutLimit(snapshot), withoutLimit(toldOfState))
    let agreed: Promise<void> | null = null
    const agree = () => (agreed ??= deployed().then((found) => refuseOthers(release, found)))
    return {
      runtime: { catalog, engine: after(agree, toldOfState), knowledge: () => agree().then(knowledge) },
      deployed,
      snapshot,
      end: () => snapshot.close(),
    }
  }
  return {
    catalog,
    engine: told,
    knowledge: () => stateOf(withoutLimit(engine), withoutLimit(told)).knowledge(),
    release,
    begin: ({ signal } = {}) => over(engine.snapshot({ signal, holding: releaseTable })),
    continue: over,
    with: (others) => runtimeOf(others, engine),
    close: () => engine.close(),
  }
}

/** Answers questions within one operation, which ends with them. */
export async function inOperation<Result>(
  { begin }: OpenRuntime,
  work: (runtime: Runtime) => Promise<Result>,
): Promise<Result> {
  const { runtime, end } = begin()
  try {
    return await work(runtime)
  } finally {
    await end()
  }
}

/** The same engine, which is asked nothing before something else is clear. */
function after(clear: () => Promise<void>, engine: Engine): Engine {
  return {
    ...engine,
    query: (...question) => clear().then(() => engine.query(...question)),
    queryArrays: (...question) => clear().then(() => engine.queryArrays(...question)),
    queryBatches: (...question) => clear().then(() => engine.queryBatches(...question)),
  }
}

/** So many names are enough to see what happened. */
const mostNames = 20

function refuseOthers(used: Release, deployed: Release | null): void {
  if (deployed === null) {
    throw new PlumblineError(
      'DEFINITIONS_CHANGED',
      `No definitions are deployed in the database; those in use are ${used.hash}. Deploy them: plumbline deploy.`,
      { subject: 'definitions', definitions: { used: used.hash, deployed: null } },
    )
  }
  if (deployed.hash === used.hash) return
  const names = differences(used, deployed)
  const others = names.length > mostNames ? [`and ${names.length - mostNames} others.`] : []
  throw new PlumblineError(
    'DEFINITIONS_CHANGED',
    `The definitions in use are ${used.hash}, those deployed in the database are ${deployed.hash}. ` +
      'Deploy those in use (plumbline deploy), or use the deployed ones: start the server with --follow, ' +
      'or name their files with --sql.',
    {
      subject: 'definitions',
      definitions: { used: used.hash, deployed: deployed.hash },
      problems: [...names.slice(0, mostNames).map((name) => `${name} is not the same in both.`), ...others],
    },
  )
}
