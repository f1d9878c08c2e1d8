import { PlumblineError } from '../../errors.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { isCitus } from '../../warehouse/engine/is-citus.ts'
import { estimateCost } from './estimate-cost.ts'
import { createFairQueue } from './fair-queue.ts'
import type { FairQueue } from './fair-queue.ts'
import {
  maxWaiting,
  maxWaitingExports,
  maxWaitingExportsOfCaller,
  maxWaitingOfCaller,
  maxWaitingSlow,
  maxWaitingSlowOfCaller,
  maxWaitMs,
  slowCost,
} from './lane-settings.ts'
import type { LaneSettings } from './lane-settings.ts'

/**
 * Two queues for requests, so that slow queries do not delay quick ones. Exports wait in a queue of their own first: their
 * readers may be slow.
 */
export interface Lanes {
  /**
   * Waits for a place in the quick lane. Every request that queries the warehouse has a place.
   *
   * @throws PlumblineError `OVERLOADED` when the queue is full
   */
  readonly enter: (caller: string, signal: AbortSignal) => Promise<Place>
  /**
   * Waits for a place of an export, which it has until its last row. The result returns the place.
   *
   * @throws PlumblineError `OVERLOADED` when the queue is full
   */
  readonly enterExports: FairQueue['enter']
  readonly queues: Readonly<Record<'quick' | 'slow' | 'exports', Pick<FairQueue, 'running' | 'waiting'>>>
}

/** The place of a request. */
export interface Place {
  /**
   * The same engine. Before its first expensive statement, the request moves to the slow lane and waits there. A
   * statement with a higher cost than the limit is rejected with `QUERY_TOO_EXPENSIVE`. When the rows of a statement
   * are read in batches, the statement has ended, and the request leaves.
   *
   * @param onStatement receives what is known of a statement for metrics before it runs
   */
  readonly inLane: (engine: Engine, onStatement: (statement: Estimate) => void) => Engine
  readonly leave: () => void
}

/** What is known of a statement before it runs. */
export interface Estimate {
  readonly lane: 'quick' | 'slow'
  /** The cost estimated by the planner of the database; null when it does not matter any more. */
  readonly cost: number | null
}

/**
 * Empty lanes for an engine of this kind. On a distributed database every statement is quick: its planner does not know what the nodes
 * will do, and once it has explained a statement, Citus rejects others of the transaction.
 */
export function createLanes(
  kind: Engine['kind'],
  { quickQueries, slowQueries, exports, maxQueryCost }: LaneSettings,
): Lanes {
  const quick = createFairQueue({
    slots: quickQueries,
    slotsOfCaller: Math.max(1, quickQueries - 2),
    waiting: maxWaiting,
    waitingOfCaller: maxWaitingOfCaller,
    maxWaitMs,
  })
  // PGlite runs one statement at a time; with one slow request, a quick one waits for one slow statement at most
  const slots = kind === 'pglite' ? 1 : slowQueries
  const slow = createFairQueue({
    slots,
    slotsOfCaller: Math.max(1, slots - 1),
    waiting: maxWaitingSlow,
    waitingOfCaller: maxWaitingSlowOfCaller,
    maxWaitMs,
  })
  const exporting = createFairQueue({
    slots: exports,
    slotsOfCaller: Math.max(1, exports - 1),
    waiting: maxWaitingExports,
    waitingOfCaller: maxWaitingExportsOfCaller,
    maxWaitMs,
  })
  // it does not change while a server runs
  let isDistributed: boolean | null = null
  return {
    queues: { quick, slow, exports: exporting },
    enterExports: exporting.enter,
    enter: async (caller, signal) => {
      const leaveQuick = await quick.enter(caller, signal)
      let leaveSlow: Promise<() => void> | null = null
      const moveToSlow = (): Promise<() => void> => {
        leaveQuick()
        return (leaveSlow ??= slow.enter(caller, signal))
      }
      const leave = () => {
        leaveQuick()
        leaveSlow?.then(
          (leaveIt) => leaveIt(),
          () => undefined,
        )
      }
      return {
        inLane: (engine, onStatement) =>
          measured(engine, {
            maxCost: maxQueryCost,
            isEstimated: async () => !(isDistributed ??= await isCitus(engine)),
            onStatement,
            beforeSlow: moveToSlow,
            afterStatement: leave,
          }),
        leave,
      }
    },
  }
}

interface Measures {
  readonly maxCost: number | null
  /** Whether the database estimates costs. */
  readonly isEstimated: () => Promise<boolean>
  readonly onStatement: (statement: Estimate) => void
  readonly beforeSlow: () => Promise<unknown>
  /** Runs when a statement has ended and its rows remain to be read. */
  readonly afterStatement: () => void
}

/** The same engine, whose statements for metrics are estimated before they run. */
function measured(
  engine: Engine,
  { maxCost, isEstimated, onStatement, beforeSlow, afterStatement }: Measures,
): Engine {
  let isSlow = false
  const before = async (...[statement, options]: Parameters<Engine['queryArrays']>): Promise<void> => {
    const isLeftOut = (isSlow && maxCost === null) || !(await isEstimated())
    const cost = isLeftOut ? null : await estimateCost(engine, statement, { signal: options?.signal })
    const lane = isSlow || (cost !== null && cost >= slowCost) ? 'slow' : 'quick'
    onStatement({ lane, cost })
    if (cost !== null && maxCost !== null && cost > maxCost) throw tooExpensive(cost, maxCost)
    if (isSlow || lane === 'quick') return
    await beforeSlow()
    isSlow = true
  }
  return {
    ...engine,
    queryArrays: async (statement, options) => {
      await before(statement, options)
      return engine.queryArrays(statement, options)
    },
    queryBatches: async (statement, size, take, options) => {
      await before(statement, options)
      return engine.queryBatches(
        statement,
        size,
        (rows) => {
          afterStatement()
          return take(rows)
        },
        options,
      )
    },
  }
}

function tooExpensive(cost: number, maxCost: number): PlumblineError {
  const [estimate, limit] = [cost, maxCost].map((number) => number.toLocaleString('en-US'))
  return new PlumblineError(
    'QUERY_TOO_EXPENSIVE',
    `The database estimates the cost of the query at ${estimate}; the limit is ${limit}. ` +
      'Use a shorter period, a coarser grain, or fewer metrics or dimensions.',
  )
}
