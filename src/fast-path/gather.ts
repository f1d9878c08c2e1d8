import type { ObservedQuery } from '../query/runtime.ts'
import type { Engine, QueryOptions, Statement } from '../warehouse/engine/engine.ts'

/** A row of a statement: texts, and columns in the forms of the engine. */
export type RootRow = readonly unknown[]

/** A statement that several requests run together while they wait. */
export interface SharedStatement extends Pick<Statement, 'sql' | 'parameters' | 'isOverAllRows'> {
  /**
   * The place among its values of the keys that it looks up, of which each request has one; its rows begin with their
   * key. Null: only requests with equal values share their rows.
   */
  readonly keysAt: number | null
  /** The JSON of the root field; null when the rows do not tell the answer. */
  readonly write: (rows: readonly RootRow[]) => string | null
  /** What is known of a query for metrics; null for other statements. */
  readonly query: PlannedQuery | null
}

/** A query for metrics that has been planned. */
export interface PlannedQuery extends Pick<ObservedQuery, 'metrics'> {
  /** The time that planning took, for the first request; afterwards 0. */
  readonly takePlanMs: () => number
  /** The cost of the statement as the planner of the database estimates it. */
  readonly cost: number
}

/** What a request gets: the JSON of its root field, and how many rows it is made of. */
export interface Written {
  readonly json: string | null
  readonly rows: number
  /** The time of the statement. */
  readonly sqlMs: number
}

/** Runs the statement for one request. */
export type Gather = (
  statement: SharedStatement,
  values: readonly unknown[],
  options: GatherOptions,
) => Promise<Written>

export interface GatherOptions extends Pick<QueryOptions, 'signal'> {
  /** Is called when the rows will come from a statement that another request runs. */
  readonly onShared?: (() => void) | undefined
}

/**
 * How many runs of one statement there are at a time. Requests that come meanwhile run together afterwards. With other
 * keys a second run answers others; with equal values it would answer the same.
 */
const maxRunning = { withKeys: 2, withoutKeys: 1 }

/** As many keys as PostgreSQL looks up within milliseconds. */
const maxKeys = 100

/** Texts of queries for metrics vary, and names are few: only those that come again get one. */
const unnamedRuns = 2

/** Requests that wait for one run. */
interface Batch {
  readonly keys: Set<string>
  /** How many requests still wait for it. */
  waiting: number
  readonly controller: AbortController
  readonly found: Promise<Found>
  readonly settle: (found: Promise<Found>) => void
}

/** What the request with a key gets. */
type Found = (key: string | null) => Written

interface Group {
  running: number
  next: Batch | null
}

/**
 * Runs statements of requests. While runs of a statement are under way, the requests for it wait, and then run as one:
 * equal ones, and those that differ in their key only. A run starts after all of its requests came, so each of them sees
 * what was committed before it.
 */
export function createGather(engine: Engine): Gather {
  const groups = new WeakMap<SharedStatement, { runs: number; readonly byValues: Map<string, Group> }>()

  const start = (
    statement: SharedStatement,
    values: readonly unknown[],
    batch: Batch,
    isRepeated: boolean,
    onEnd: () => void,
  ): void => {
    const { keysAt, sql, isOverAllRows, write } = statement
    const parameters =
      keysAt === null ? values : values.map((value, place) => (place === keysAt ? [...batch.keys] : value))
    const { signal } = batch.controller
    const begin = performance.now()
    const run = engine.queryArrays({ sql, parameters, isRepeated, isOverAllRows }, { signal, isBrief: true })
    // the next run starts before the responses of this one are written
    batch.settle(
      run.finally(onEnd).then(({ rows }) => {
        const sqlMs = performance.now() - begin
        return keysAt === null ? writtenOnce(rows, sqlMs, write) : writtenByKey(rows, sqlMs, write)
      }),
    )
  }

  return async (statement, values, { signal, onShared }) => {
    const { keysAt } = statement
    const id = JSON.stringify(keysAt === null ? values : values.toSpliced(keysAt, 1))
    const known = groups.get(statement) ?? { runs: 0, byValues: new Map<string, Group>() }
    groups.set(statement, known)
    const group = known.byValues.get(id) ?? { running: 0, next: null }
    known.byValues.set(id, group)

    const startNext = (): void => {
      const { next } = group
      group.next = null
      if (next !== null && next.waiting > 0) runIt(next)
      else if (group.running === 0) known.byValues.delete(id)
    }
    const runIt = (batch: Batch): void => {
      group.running += 1
      known.runs += 1
      const isRepeated = statement.query === null || known.runs > unnamedRuns
      start(statement, values, batch, isRepeated, () => {
        group.running -= 1
        startNext()
      })
    }

    const limit = keysAt === null ? maxRunning.withoutKeys : maxRunning.withKeys
    const key = keysAt === null ? null : String(values[keysAt])
    const open = group.next?.controller.signal.aborted === true ? null : group.next
    const isShared = open !== null && open.keys.size < maxKeys
    const batch = isShared ? open : createBatch()
    if (key !== null) batch.keys.add(key)
    batch.waiting += 1
    if (isShared) onShared?.()
    else if (group.running < limit || open !== null) runIt(batch)
    else group.next = batch
    return (await unlessAborted(batch, signal))(key)
  }
}

function createBatch(): Batch {
  let settle: Batch['settle'] = () => undefined
  const found = new Promise<Found>((resolve) => (settle = resolve))
  // each request hears of a failure itself
  found.catch(() => undefined)
  return { keys: new Set(), waiting: 0, controller: new AbortController(), found, settle }
}

/** The same for every request. */
function writtenOnce(rows: readonly RootRow[], sqlMs: number, write: SharedStatement['write']): Found {
  let written: Written | null = null
  return () => (written ??= { json: write(rows), rows: rows.length, sqlMs })
}

/** The rows with the key of the request. */
function writtenByKey(rows: readonly RootRow[], sqlMs: number, write: SharedStatement['write']): Found {
  const ofKey = new Map<unknown, RootRow[]>()
  for (const row of rows) {
    const known = ofKey.get(row[0])
    if (known === undefined) ofKey.set(row[0], [row])
    else known.push(row)
  }
  return (key) => {
    const own = ofKey.get(key) ?? []
    return { json: write(own), rows: own.length, sqlMs }
  }
}

/** What a batch found. A request that is aborted leaves it; without requests, its statement is cancelled. */
async function unlessAborted(batch: Batch, signal: AbortSignal | undefined): Promise<Found> {
  if (signal === undefined) return batch.found
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      batch.waiting -= 1
      if (batch.waiting === 0) batch.controller.abort(signal.reason)
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', leave, { once: true })
    batch.found.finally(() => signal.removeEventListener('abort', leave)).then(resolve, reject)
  })
}
