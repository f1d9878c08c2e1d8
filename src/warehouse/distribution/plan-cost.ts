/** What a distributed database does for one statement, as read from its plan. */
export interface PlanCost {
  /**
   * `router`: one node answers. `pushed down`: every node computes its part. `merged`: the coordinator combines the
   * results of parts. `local`: the coordinator alone answers.
   */
  readonly kind: 'router' | 'pushed down' | 'merged' | 'local'
  /** The number of parts of the largest step. */
  readonly tasks: number
  /** The number of steps whose results are sent between nodes. */
  readonly subplans: number
  /** Bytes sent between nodes; 0 for a plan that was not run. */
  readonly bytes: number
  /** Bytes of the largest result of a step. */
  readonly largest: number
}

/**
 * Reads the output of `explain (format json)` of Citus; bytes only with `analyze`.
 *
 * @param plan the parsed JSON
 */
export function readPlanCost(plan: unknown): PlanCost {
  const parts = [...partsOf(plan)]
  const tasks = Math.max(0, ...parts.flatMap((part) => numberIn(part, 'Task Count')))
  const sizes = parts.flatMap((part) => {
    const size = bytesIn(part, 'Intermediate Data Size')
    return size === null ? [] : [{ size, copies: copiesOf(part) }]
  })
  const subplans = parts.reduce((sum, part) => sum + lengthOf(part, 'Subplans'), 0)
  const received = parts.reduce(
    (sum, part) => sum + (bytesIn(part, 'Tuple data received from nodes') ?? 0),
    0,
  )
  return {
    kind: kindOf(tasks, subplans),
    tasks,
    subplans,
    bytes: received + sizes.reduce((sum, { size, copies }) => sum + size * copies, 0),
    largest: Math.max(0, ...sizes.map(({ size }) => size)),
  }
}

function kindOf(tasks: number, subplans: number): PlanCost['kind'] {
  if (tasks === 0) return 'local'
  if (subplans > 0) return 'merged'
  return tasks === 1 ? 'router' : 'pushed down'
}

type Part = Readonly<Record<string, unknown>>

/** Every object of a plan, but the plans of single tasks: they say what one node does with its own rows. */
function* partsOf(value: unknown): Generator<Part> {
  if (Array.isArray(value)) for (const item of value) yield* partsOf(item)
  else if (typeof value === 'object' && value !== null) {
    const part = value as Part
    yield part
    for (const [name, item] of Object.entries(part)) if (name !== 'Tasks') yield* partsOf(item)
  }
}

function numberIn(part: Part, name: string): readonly number[] {
  const value = part[name]
  return typeof value === 'number' ? [value] : []
}

function lengthOf(part: Part, name: string): number {
  const value = part[name]
  return Array.isArray(value) ? value.length : 0
}

/** `Send to 2 nodes, write locally`: three copies. */
function copiesOf(part: Part): number {
  const destination = part['Result destination']
  if (typeof destination !== 'string') return 1
  const sent = Number(/Send to (\d+)/.exec(destination)?.[1] ?? 0)
  return sent + (/write locally/i.test(destination) ? 1 : 0)
}

const factors: Readonly<Record<string, number>> = {
  bytes: 1,
  kB: 1024,
  MB: 1024 ** 2,
  GB: 1024 ** 3,
  TB: 1024 ** 4,
}

/** `412 kB` as a number; null when the part has no such size. */
function bytesIn(part: Part, name: string): number | null {
  const value = part[name]
  const [, count, unit = ''] = /^(-?\d+) (\w+)$/.exec(typeof value === 'string' ? value : '') ?? []
  return count === undefined ? null : Number(count) * (factors[unit] ?? 1)
}
