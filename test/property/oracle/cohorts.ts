import { accountsOf } from './accounts.ts'
import { accountAttributes, userAttributes, workspaceAttributes, type Attributes } from './attributes.ts'
import { firstInstant, hour, periodsBetween, toDay, wallClock } from './clock.ts'
import { meets } from './conditions.ts'
import type { Data } from './data.ts'
import { happeningsOf, type Happening } from './events.ts'
import { divide, metricOf } from './formula.ts'
import { frameOf, nextPeriod, periodOf, type Frame } from './frame.ts'
import { groupOf, valuesOf } from './grouping.ts'
import { everyone } from './homes.ts'
import { hasName, isReturn, matches } from './matchers.ts'
import { grouped } from './memo.ts'
import { partsOf } from './refusals.ts'
import type { Actor } from './metrics.ts'
import type { Grain, Question } from './question.ts'
import type { Row } from './series.ts'
import type { Settings } from './settings.ts'
import { signedUp } from './sign-ups.ts'
import { workspacesOf } from './workspaces.ts'

/** Somebody who entered a cohort. */
interface Entry {
  readonly actor: string
  readonly group: string
  readonly startedAt: number
  readonly cohort: number
}

/** On the rolling clock an age is so many days, whatever the calendar says. */
const rollingDays: Partial<Record<Grain, number>> = { day: 1, week: 7, month: 30 }

/** The cells of cohort by age, for the actors of one metric; the same in whatever order. */
export function cohortsOf(data: Data, settings: Settings, question: Question): readonly Row[] {
  const grain = question.grain ?? (settings.options.interval as Grain)
  const frame = frameOf(data, settings, { ...question, grain })
  const by = question.by ?? []
  const columns = question.metrics.map((asked) => {
    const conditions = [...(question.where ?? []), ...(asked.where ?? [])]
    const isOfActor = (attributes: Attributes) =>
      conditions.every((condition) => meets(attributes[condition.dimension] ?? null, condition))
    const cells = cellsOf(frame, grain, actorOf(asked.metric), isOfActor, groupOf(by, question.keep))
    return { alias: asked.alias ?? asked.metric, metric: metricOf(asked.metric), cells }
  })
  const keys = new Set(columns.flatMap(({ cells }) => [...cells.keys()]))
  return [...keys].flatMap((key): Row[] => {
    const [cohort, age, group] = JSON.parse(key) as [number, number, string]
    const written = grain === 'hour' ? new Date(cohort).toISOString().replace('.000Z', 'Z') : toDay(cohort)
    const maturity =
      columns
        .flatMap(({ cells }) => cells.get(key)?.maturity ?? [])
        .sort()
        .at(-1) ?? null
    const row: Row = {
      ...(question.grain === undefined ? {} : { period: written }),
      cohort: written,
      age,
      ...Object.fromEntries(valuesOf(group).map((value, index) => [by[index] ?? '', value])),
      ...joined(
        columns.map(({ alias, metric, cells }): Row => {
          const { retained = null, base = null } = cells.get(key) ?? {}
          const isSize = metric.kind === 'retention' && metric.measure === 'size'
          return {
            [alias]: metric.kind === 'ratio' ? divide(retained, base) : isSize ? base : retained,
            ...(metric.kind === 'ratio' && question.parts === true
              ? { [`${alias}.numerator`]: retained, [`${alias}.denominator`]: base }
              : {}),
            ...(question.parts === true ? { [`${alias}.maturity`]: maturity } : {}),
          }
        }),
      ),
    }
    return (question.having ?? []).every((condition) => meets(row[condition.column] ?? null, condition))
      ? [row]
      : []
  })
}

/** Parts of a row as one. */
export function joined(parts: readonly Row[]): Row {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)))
}

function actorOf(metric: string): Actor {
  const [part] = partsOf(metric)
  if (part?.kind !== 'retention') throw new Error(`${metric} has no cohorts`)
  return (
    { user_retention: 'user', workspace_retention: 'workspace', account_retention: 'company' } as const
  )[part.family as 'user_retention']
}

interface Cell {
  readonly retained: number
  readonly base: number
  readonly maturity: 'COMPLETE' | 'PARTIAL'
}

function cellsOf(
  frame: Frame,
  grain: Grain,
  actor: Actor,
  isOfActor: (attributes: Attributes) => boolean,
  toGroup: (attributes: Attributes) => string,
): ReadonlyMap<string, Cell> {
  const { settings } = frame
  const entries = entriesOf(frame, actor, isOfActor, toGroup)
  const returns = grouped(
    happeningsOf(frame.data).filter((event) => event.knownAt <= settings.asOf && isReturn(settings, event)),
    (event) => idIn(event, actor),
  )
  const cells = new Map<string, Cell>()
  for (const cohort of grouped(entries, (entry) => JSON.stringify([entry.cohort, entry.group])).values()) {
    const [one] = cohort
    if (one === undefined) continue
    const ages = cohort.map((entry) => agesOf(frame, grain, entry, returns.get(entry.actor) ?? []))
    const isBack = (back: ReadonlySet<number>, age: number) =>
      settings.options.criterion === 'on' ? back.has(age) : [...back].some((later) => later >= age)
    const retained = (age: number) =>
      age === 0 ? cohort.length : ages.filter((back) => isBack(back, age)).length
    for (let age = 0; hasBegun(frame, grain, cohort, age); age += 1) {
      cells.set(JSON.stringify([one.cohort, age, one.group]), {
        retained: retained(age),
        base: settings.options.base === 'previous' && age > 0 ? retained(age - 1) : cohort.length,
        maturity: isOver(frame, grain, cohort, age) ? 'COMPLETE' : 'PARTIAL',
      })
    }
  }
  return cells
}

const idIn = (event: Happening, actor: Actor): string | null =>
  ({ user: event.person, workspace: event.workspace, company: event.company })[actor]

/** Everybody who started, by the rule of entry, in the cohorts asked for. */
function entriesOf(
  frame: Frame,
  actor: Actor,
  isOfActor: (attributes: Attributes) => boolean,
  toGroup: (attributes: Attributes) => string,
): readonly Entry[] {
  const { data, settings, from, until, grain } = frame
  const entry = settings.options.cohort_entry
  const starts = grouped(startsOf(data, settings, actor), ({ id }) => id)
  const begin = from === null ? -Infinity : grain === 'hour' ? firstInstant(from, settings.zone) : from
  const end = until === null ? Infinity : grain === 'hour' ? firstInstant(until, settings.zone) : until
  return [...starts].flatMap(([id, all]) => {
    const attributes = attributesOf(data, actor, id)
    if (!isOfActor(attributes)) return []
    const matching = all.filter(({ isStart }) => isStart).map(({ at }) => at)
    const first = Math.min(...matching)
    if (matching.length === 0) return []
    if (entry === 'first_ever' && first > Math.min(...all.map(({ at }) => at))) return []
    const cohortOf = (at: number) => periodOf(frame, at, wallClock(at, settings.zone))
    const entered = [...grouped(matching, cohortOf)].map(([cohort, times]) => ({
      cohort,
      startedAt: Math.min(...times),
    }))
    return entered
      .filter(({ startedAt }) => entry === 'recurring' || startedAt === first)
      .filter(({ cohort }) => cohort >= begin && cohort < end)
      .map((one) => ({ ...one, actor: id, group: toGroup(attributes) }))
  })
}

/** Without a start event, being created is the start. */
function startsOf(
  data: Data,
  settings: Settings,
  actor: Actor,
): readonly { readonly id: string; readonly at: number; readonly isStart: boolean }[] {
  const { start_event } = settings.options
  if (start_event !== null) {
    return happeningsOf(data)
      .filter((event) => event.knownAt <= settings.asOf && hasName(start_event, event))
      .flatMap((event) => {
        const id = idIn(event, actor)
        return id === null ? [] : [{ id, at: event.at, isStart: matches(start_event, event) }]
      })
  }
  const created = {
    user: () => signedUp(data, settings).map(({ id, joinedAt }) => ({ id, at: joinedAt })),
    workspace: () =>
      [...workspacesOf(data).values()]
        .filter(({ isRegistered }) => isRegistered)
        .map(({ id, madeAt }) => ({ id, at: madeAt })),
    company: () =>
      [...accountsOf(data).values()].flatMap(({ key, kind, createdAt }) =>
        kind === 'company' && createdAt !== null ? [{ id: key, at: createdAt }] : [],
      ),
  }[actor]()
  return created.filter(({ at }) => at <= settings.asOf).map((one) => ({ ...one, isStart: true }))
}

function attributesOf(data: Data, actor: Actor, id: string): Attributes {
  if (actor === 'workspace') return workspaceAttributes(data, id)
  if (actor === 'company') return accountAttributes(data, id)
  return { ...userAttributes(data, id), ...accountAttributes(data, everyone(data).get(id)?.account ?? null) }
}

/** The ages at which somebody was back, often enough. */
function agesOf(frame: Frame, grain: Grain, entry: Entry, events: readonly Happening[]): ReadonlySet<number> {
  const { settings } = frame
  const ages = grouped(
    events.flatMap(({ at }) => {
      if (settings.options.clock === 'calendar') {
        const period = periodOf(frame, at, wallClock(at, settings.zone))
        return period > entry.cohort ? [periodsBetween(entry.cohort, period, grain)] : []
      }
      const age = Math.floor((wholeHour(at) - wholeHour(entry.startedAt)) / rollingLength(grain))
      return at >= entry.startedAt && age >= 1 ? [age] : []
    }),
    (age) => age,
  )
  return new Set(
    [...ages].filter(([, times]) => times.length >= settings.options.min_occurrences).map(([age]) => age),
  )
}

const wholeHour = (instant: number) => Math.floor(instant / hour) * hour
const rollingLength = (grain: Grain) => (rollingDays[grain] ?? 1) * 24 * hour

/** A cell whose age has not begun for anybody is not there. */
function hasBegun(frame: Frame, grain: Grain, cohort: readonly Entry[], age: number): boolean {
  const { settings, now } = frame
  if (settings.options.clock === 'rolling_24h') {
    const first = Math.min(...cohort.map(({ startedAt }) => startedAt))
    return wholeHour(first) + age * rollingLength(grain) <= settings.asOf
  }
  const [one] = cohort
  return after(frame, one?.cohort ?? 0, age) < (grain === 'hour' ? settings.asOf : now)
}

/** A cell is complete when its age is over for everybody. */
function isOver(frame: Frame, grain: Grain, cohort: readonly Entry[], age: number): boolean {
  const { settings, now } = frame
  if (settings.options.clock === 'rolling_24h') {
    const last = Math.max(...cohort.map(({ startedAt }) => startedAt))
    return wholeHour(last) + (age + 1) * rollingLength(grain) <= settings.asOf
  }
  const [one] = cohort
  return after(frame, one?.cohort ?? 0, age + 1) <= (grain === 'hour' ? settings.asOf : now)
}

function after(frame: Frame, period: number, count: number): number {
  let at = period
  for (let step = 0; step < count; step += 1) at = nextPeriod(frame, at)
  return at
}

export const canRoll = (grain: Grain): boolean => rollingDays[grain] !== undefined
