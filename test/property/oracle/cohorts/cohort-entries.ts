import {
  accountAttributes,
  userAttributes,
  workspaceAttributes,
  type Attributes,
} from '../data/attributes.ts'
import { accountOf, workspacesOf } from '../data/workspaces.ts'
import { accountsAsOf, usersAsOf, workspacesAsOf } from '../data/creation-dates.ts'
import { firstInstant, wallClock } from '../question/clock.ts'
import type { Data } from '../data/data.ts'
import { employerAt, eventsOf, type LocatedEvent } from '../data/events.ts'
import { endsInTime, periodOf, startsInTime, type Frame } from '../question/frame.ts'
import { allUsers } from '../data/user-accounts.ts'
import { hasName, matches } from '../usage/matchers.ts'
import { first, grouped } from '../memo.ts'
import type { Actor } from '../metrics.ts'
import type { Settings } from '../question/settings.ts'
import { signedUp } from '../usage/signups.ts'

/** The entry of an actor into a cohort. */
export interface Entry {
  readonly actor: string
  readonly group: string
  readonly startedAt: number
  readonly cohort: number
}

export type IsOfActor = (attributes: Attributes) => boolean
export type ToGroup = (attributes: Attributes) => string

/** The entries of all actors into the requested cohorts, by the parameter `retention_cohort_entry`. */
export function entriesOf(
  frame: Frame,
  actor: Actor,
  isOfActor: IsOfActor,
  toGroup: ToGroup,
): readonly Entry[] {
  const { data, settings, from, until, grain } = frame
  const begin = from === null ? -Infinity : grain === 'hour' ? firstInstant(from, settings.zone) : from
  const end = until === null ? Infinity : grain === 'hour' ? firstInstant(until, settings.zone) : until
  const cohortOf = ({ at }: Start) => periodOf(frame, at, wallClock(at, settings.zone))
  const isInTime = ({ at }: Start) => {
    const local = wallClock(at, settings.zone)
    return startsInTime(frame, local, false) && endsInTime(frame, local, false)
  }
  // who starts again and again may do so within the bounds for the second time
  const isRecurring = settings.options.retention_cohort_entry === 'recurring'
  return [...grouped(startsOf(data, settings, actor), ({ id }) => id)].flatMap(([id, all]) =>
    entering(settings, isRecurring ? all.filter(isInTime) : all, cohortOf)
      .map((start) => ({ start, cohort: cohortOf(start) }))
      .filter(({ start, cohort }) => isOfActor(start.attributes) && cohort >= begin && cohort < end)
      .filter(({ start }) => isInTime(start))
      .map(({ start, cohort }) => ({
        actor: id,
        group: toGroup(start.attributes),
        startedAt: start.at,
        cohort,
      })),
  )
}

/** Selects the starts that enter a cohort, by the parameter `retention_cohort_entry`. */
function entering(
  { options }: Settings,
  all: readonly Start[],
  cohortOf: (start: Start) => number,
): readonly Start[] {
  const earliest = (among: readonly Start[]) =>
    first(
      among,
      ({ at }) => at,
      ({ isStart }) => Number(!isStart),
      ({ key }) => key,
    )
  const starts = all.filter(({ isStart }) => isStart)
  const candidates = {
    first_time: () => [starts],
    first_ever: () => [all],
    recurring: () => [...grouped(starts, cohortOf).values()],
  }[options.retention_cohort_entry as 'first_time' | 'first_ever' | 'recurring']()
  return candidates.flatMap((among) => earliest(among) ?? []).filter(({ isStart }) => isStart)
}

/** A possible entry into a cohort, with current attributes or, if requested, those at the event. */
interface Start {
  readonly id: string
  readonly at: number
  readonly isStart: boolean
  /** Breaks ties between starts at the same instant. */
  readonly key: string
  readonly attributes: Attributes
}

/** Without a start event, the start is the creation. */
function startsOf(data: Data, settings: Settings, actor: Actor): readonly Start[] {
  const { asOf, options } = settings
  const { retention_start_event } = options
  const attributes = (id: string, account: string | null, workspace: string | null) =>
    options.retention_attribute_time === 'current'
      ? attributesOf(data, actor, id)
      : {
          ...workspaceAttributes(data, actor === 'workspace' ? id : workspace),
          ...(actor === 'user' ? userAttributes(data, id) : {}),
          ...accountAttributes(data, actor === 'company' ? id : account),
        }
  if (retention_start_event !== null) {
    return eventsOf(data)
      .filter((event) => event.knownAt <= asOf && hasName(retention_start_event, event))
      .flatMap((event) => {
        const id = idIn(event, actor)
        if (id === null) return []
        const { at, account, workspace } = event
        const isStart = matches(retention_start_event, event)
        return [{ id, at, isStart, key: event.id, attributes: attributes(id, account, workspace) }]
      })
  }
  const created = {
    user: () =>
      signedUp(data, settings).map(({ id, joinedAt }) => ({
        id,
        at: joinedAt,
        account: accountAtSignup(data, asOf, id),
      })),
    workspace: () =>
      workspacesAsOf(data, asOf)
        .filter(({ isRegistered }) => isRegistered)
        .map(({ id, madeAt }) => ({ id, at: madeAt, account: null })),
    company: () =>
      accountsAsOf(data, asOf).flatMap(({ key, kind, signedUpAt }) =>
        kind === 'company' && signedUpAt !== null ? [{ id: key, at: signedUpAt, account: null }] : [],
      ),
  }[actor]()
  return created.map(({ id, at, account }) => ({
    id,
    at,
    isStart: true,
    key: '',
    attributes: attributes(id, account, null),
  }))
}

/** The account at sign-up; accounts that only later events name do not count. */
function accountAtSignup(data: Data, asOf: number, id: string): string | null {
  const person = usersAsOf(data, asOf).find((one) => one.id === id) ?? allUsers(data).get(id)
  if (person === undefined) return null
  const home = person.isEventLinked ? null : person.account
  return employerAt(data, { person: id, at: person.joinedAt }) ?? home
}

function attributesOf(data: Data, actor: Actor, id: string): Attributes {
  if (actor === 'workspace') {
    const workspace = workspacesOf(data).get(id)
    const account = workspace === undefined ? null : accountOf(workspace)
    return { ...workspaceAttributes(data, id), ...accountAttributes(data, account) }
  }
  if (actor === 'company') return accountAttributes(data, id)
  return { ...userAttributes(data, id), ...accountAttributes(data, allUsers(data).get(id)?.account ?? null) }
}

/** The id of the actor of an event. */
export const idIn = (event: LocatedEvent, actor: Actor): string | null =>
  ({ user: event.person, workspace: event.workspace, company: event.company })[actor]
