import { PlumblineError } from '../../errors.ts'

/** The bounds of a queue. */
export interface QueueLimits {
  /** The largest number of tasks at a time. */
  readonly slots: number
  /** The largest number of slots that one caller has at a time, so that a slot remains for others. */
  readonly slotsOfCaller: number
  /** The largest number of waiting tasks, of all callers and of one. */
  readonly waiting: number
  readonly waitingOfCaller: number
  /** The longest time a task waits for a slot. */
  readonly maxWaitMs: number
}

/** Gives slots to callers in turn, so that a caller with many tasks does not delay those of others. */
export interface FairQueue {
  /**
   * Waits for a slot. The result returns the slot.
   *
   * @throws PlumblineError `OVERLOADED` when too many tasks wait, or after the longest time
   */
  readonly enter: (caller: string, signal: AbortSignal) => Promise<() => void>
  readonly running: () => number
  readonly waiting: () => number
}

interface Caller {
  running: number
  readonly waiting: (() => void)[]
}

/** An empty queue. */
export function createFairQueue(limits: QueueLimits): FairQueue {
  // in the order of their next turn
  const callers = new Map<string, Caller>()
  let running = 0
  let waiting = 0

  const start = (name: string, caller: Caller): (() => void) => {
    running += 1
    caller.running += 1
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      running -= 1
      caller.running -= 1
      if (caller.running === 0 && caller.waiting.length === 0) callers.delete(name)
      startNext()
    }
  }

  const startNext = (): void => {
    if (running >= limits.slots) return
    for (const [name, caller] of callers) {
      if (caller.running >= limits.slotsOfCaller) continue
      const next = caller.waiting.shift()
      if (next === undefined) continue
      callers.delete(name)
      callers.set(name, caller)
      next()
      return
    }
  }

  const wait = (name: string, caller: Caller, signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve, reject) => {
      const leave = (reason: Error) => {
        settle()
        caller.waiting.splice(caller.waiting.indexOf(go), 1)
        if (caller.running === 0 && caller.waiting.length === 0) callers.delete(name)
        reject(reason)
      }
      const abort = () => leave(signal.reason as Error)
      const timer = setTimeout(() => leave(overloaded(waiting)), limits.maxWaitMs)
      const settle = () => {
        waiting -= 1
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
      }
      const go = () => {
        settle()
        resolve(start(name, caller))
      }
      waiting += 1
      caller.waiting.push(go)
      signal.addEventListener('abort', abort, { once: true })
    })

  return {
    enter: async (name, signal) => {
      signal.throwIfAborted()
      const caller = callers.get(name) ?? { running: 0, waiting: [] }
      const isFree = running < limits.slots && caller.running < limits.slotsOfCaller
      if (!isFree && (waiting >= limits.waiting || caller.waiting.length >= limits.waitingOfCaller))
        throw overloaded(waiting)
      callers.set(name, caller)
      return isFree ? start(name, caller) : wait(name, caller, signal)
    },
    running: () => running,
    waiting: () => waiting,
  }
}

function overloaded(waiting: number): PlumblineError {
  return new PlumblineError(
    'OVERLOADED',
    `The server has more queries than it can run; ${waiting} wait already. Try again in a second.`,
  )
}
