import { DAY, HOUR, midnight, MINUTE, WEEK, weekday } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import type { EventName, EventStream } from './event-stream.ts'
import type { Dip } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import type { Random } from '../base/random.ts'
import type { Membership, Workspace } from '../teams/workspace.ts'

/** The conditions of a person's use of the product. */
export interface UseContext {
  readonly calendar: Calendar
  readonly stream: EventStream
  readonly random: Random
  readonly home: Workspace | null
  /** A second workspace, once they have joined it. */
  readonly second: { readonly workspace: Workspace; readonly membership: Membership } | null
  readonly inactiveFrom: number | null
  readonly dip: Dip | null
  readonly enterpriseFrom: number | null
  readonly isAdmin: boolean
}

/** The result of a simulated user. */
export interface UseResult {
  readonly firstCoreAt: number | null
  readonly events: number
}

const DAY_WEIGHTS = [[0, 20], [1, 21], [2, 20], [3, 19], [4, 15], [5, 3], [6, 2]] as const // prettier-ignore
const OTHER_EVENTS: readonly (readonly [EventName, number])[] = [['page_view', 44], ['file_shared', 26], ['report_exported', 14], ['project_created', 11], ['integration_added', 5]] // prettier-ignore

/** Simulates one user week by week, from the first anonymous visit to the last day. */
export class UserSimulation {
  readonly #person: Person
  readonly #context: UseContext
  readonly #until: number
  #firstCoreAt: number | null = null
  #events = 0

  constructor(person: Person, context: UseContext) {
    this.#person = person
    this.#context = context
    const { home, calendar } = context
    this.#until = Math.min(calendar.end, person.deletedAt ?? calendar.end, home?.deletedAt ?? calendar.end)
  }

  /** Writes the events and returns the result. */
  live(): UseResult {
    const person = this.#person
    const { random } = this.#context
    this.#browseAnonymously()
    this.#do('page_view', person.signedUpAt + random.int(5, 50))
    if (random.chance(person.activatesAt === null ? 0.25 : 0.7)) {
      this.#do('project_created', person.signedUpAt + Math.floor(random.exponential(5 * HOUR)) + MINUTE)
    }
    if (person.activatesAt !== null) this.#do('message_sent', person.activatesAt)
    this.#liveWeeks()
    this.#raiseUseBeforeDip()
    return { firstCoreAt: this.#firstCoreAt, events: this.#events }
  }

  /** Before sign-up: page views, and for a few even the core action in the sandbox. */
  #browseAnonymously(): void {
    const { random, calendar } = this.#context
    const person = this.#person
    for (const anonymousId of person.anonymousIds) {
      const first = person.signedUpAt - Math.floor(random.exponential(4 * DAY)) - 5 * MINUTE
      const looks = random.int(1, 4)
      for (let i = 0; i < looks; i++) {
        const at = Math.floor(random.between(first, person.signedUpAt - MINUTE))
        if (at >= calendar.start) this.#write('page_view', at, null, anonymousId)
      }
      if (person.activatesAt !== null && random.chance(0.04) && first >= calendar.start) {
        this.#write('message_sent', first + MINUTE, null, anonymousId)
      }
    }
  }

  #liveWeeks(): void {
    const { random } = this.#context
    const person = this.#person
    const firstMonday = monday(person.signedUpAt)
    const activeFrom = person.activatesAt === null ? Infinity : monday(person.activatesAt)
    for (let start = firstMonday; start < this.#until; start += WEEK) {
      const sinceSignup = Math.round((start - firstMonday) / WEEK)
      const sinceActive = Math.round((start - activeFrom) / WEEK)
      const hasFound = sinceActive >= 0
      const wish = hasFound ? this.#wish(sinceActive) : 0.3 * 0.5 ** sinceSignup
      // users with such a low probability do not return, unless their first core action is still planned
      if (wish < 0.008 && (hasFound || activeFrom === Infinity)) return
      if (random.chance(wish * this.#season(start))) this.#liveWeek(start, hasFound)
    }
  }

  /** The probability of returning in the n-th week after the first core action. */
  #wish(weeks: number): number {
    if (this.#person.isBot) return 0.9
    if (this.#person.isHabitual) return 0.9 * Math.exp(-weeks / 75)
    return weeks === 0 ? 0.8 : 0.42 * 0.52 ** (weeks - 1)
  }

  #season(start: number): number {
    const { inactiveFrom } = this.#context
    const date = new Date(start * 1000)
    const month = date.getUTCMonth()
    const holiday = month === 11 && date.getUTCDate() > 18 ? 0.55 : month === 7 ? 0.88 : 1
    return inactiveFrom !== null && start >= inactiveFrom ? holiday * 0.04 : holiday
  }

  #liveWeek(start: number, hasFound: boolean): void {
    const { random } = this.#context
    const { isHabitual, isBot } = this.#person
    const days = !hasFound ? 1 : isBot ? 3 : isHabitual ? random.int(1, 5) : random.int(1, 2)
    const most = isHabitual ? 9 : isBot ? 7 : hasFound ? 5 : 2
    for (let day = 0; day < days; day++) {
      const midnightOfDay = start + random.weighted(DAY_WEIGHTS) * DAY
      const count = random.int(1, most)
      let at = this.#context.calendar.atWork(random, midnightOfDay)
      for (let i = 0; i < count; i++) {
        const isCore = hasFound && (i === 0 ? random.chance(0.92) : random.chance(0.5))
        this.#do(isCore ? 'message_sent' : this.#another(at), at)
        at += 20 + Math.floor(random.exponential(25 * MINUTE))
      }
    }
  }

  /** An event other than the core action; admins of enterprise accounts manage more. */
  #another(at: number): EventName {
    const { random, enterpriseFrom, isAdmin } = this.#context
    if (isAdmin && enterpriseFrom !== null && at > enterpriseFrom && random.chance(0.12))
      return 'audit_log_viewed'
    return random.weighted(OTHER_EVENTS)
  }

  /** In the weeks before the decline in a trial, the first users are very active. */
  #raiseUseBeforeDip(): void {
    const { dip, random } = this.#context
    if (dip === null || this.#person.index > 2 || this.#person.isBot) return
    for (let day = 1; day <= 4; day++) {
      const at = this.#context.calendar.atWork(random, dip.from - random.int(1, 13) * DAY)
      const count = random.int(2, 5)
      for (let i = 0; i < count; i++) this.#do('message_sent', at + i * random.int(1, 10) * MINUTE)
    }
  }

  /**
   * Records an event if it is possible: not before sign-up, after leaving, or as a core action before the
   * first one.
   */
  #do(name: EventName, at: number): void {
    const { random, dip, inactiveFrom } = this.#context
    const { signedUpAt, leftAt, rejoinedAt, activatesAt, anonymousIds } = this.#person
    if (at < signedUpAt || at >= this.#until) return
    if (leftAt !== null && at >= leftAt && (rejoinedAt === null || at < rejoinedAt)) return
    const isFirstCore = name === 'message_sent' && at === activatesAt
    if (name === 'message_sent' && (activatesAt === null || at < activatesAt)) return
    if (dip !== null && at >= dip.from && at < dip.until && !isFirstCore && !random.chance(0.12)) return
    if (inactiveFrom !== null && at > inactiveFrom + 2 * WEEK && !random.chance(0.1) && !isFirstCore) return
    const draw = random.next()
    const anonymousId = anonymousIds.length > 0 && draw < 0.32 ? random.pick(anonymousIds) : null
    // some devices lose the session and send only the anonymous id
    const isForgotten = anonymousId !== null && draw < 0.02
    this.#write(name, at, isForgotten ? null : this.#person.id, anonymousId)
  }

  #write(name: EventName, at: number, userId: string | null, anonymousId: string | null): void {
    const { stream, random } = this.#context
    if (name === 'message_sent') this.#firstCoreAt = Math.min(this.#firstCoreAt ?? at, at)
    this.#events += 1
    const workspace = at < this.#person.signedUpAt ? null : this.#workspaceAt(at)
    stream.emit(random, { at, name, userId, anonymousId, workspace })
  }

  #workspaceAt(at: number): Workspace | null {
    const { home, second, random } = this.#context
    const canSwitch =
      second !== null && second.membership.from <= at && (second.workspace.deletedAt ?? Infinity) > at
    if (canSwitch && random.chance(0.25)) return second.workspace
    // the very first page view comes a moment before the workspace
    return home !== null && home.createdAt <= at ? home : null
  }
}

function monday(second: number): number {
  return midnight(second) - weekday(second) * DAY
}
