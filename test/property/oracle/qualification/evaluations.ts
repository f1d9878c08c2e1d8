import { linkedUsers, linkedWorkspaces, receivedBy } from '../data/creation-dates.ts'
import type { Data } from '../data/data.ts'
import { stitchingOf } from '../data/stitching.ts'
import { accountOf } from '../data/workspaces.ts'
import { least, monthEnds } from '../accounts/month-ends.ts'
import { grouped, remembered } from '../memo.ts'
import { paidItems } from '../money/subscriptions.ts'
import { defaultAsOf } from '../newest-moment.ts'
import { day, firstInstant, floor, plus, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'

/** A moment at which accounts are evaluated. */
export interface Evaluation {
  /** The last microsecond of a period, or `as_of`. */
  readonly at: number
  /** The local day of the moment. */
  readonly on: number
}

const lastMoment = (end: number): number => end - 0.001

/** When each account started to use or to pay for the product, as known as of `as_of`. */
export const startsOf = (data: Data, settings: Settings): ReadonlyMap<string, number> =>
  startsByQuery(data)(settings)

const startsByQuery = remembered((data: Data) =>
  remembered((settings: Settings) => allStarts(data, settings)),
)

function allStarts(data: Data, settings: Settings): ReadonlyMap<string, number> {
  const { asOf } = settings
  const received = receivedBy(data, asOf)
  const firstKnown = (events: typeof received | undefined) =>
    least((events ?? []).map(({ knownAt }) => knownAt))
  const byPerson = grouped(received, ({ person }) => person)
  const byWorkspace = grouped(received, ({ workspace }) => workspace)
  const registeredAt = (moment: string | undefined) => {
    const at = moment === undefined ? Infinity : Date.parse(moment)
    return at <= asOf ? at : Infinity
  }
  const people = linkedUsers(data, asOf).map(({ id, account }): [string, number] => [
    account,
    Math.min(
      registeredAt(stitchingOf(data).registrations.get(id)?.[0]?.created_at),
      firstKnown(byPerson.get(id)),
    ),
  ])
  const workspaces = linkedWorkspaces(data, asOf)
    // an unregistered workspace without a company is not an account
    .filter(({ method, isRegistered }) => isRegistered || method !== 'none')
    .map((workspace): [string, number] => {
      const { id, method, isUnregistered } = workspace
      const own = data.workspaces?.find(({ workspace_id }) => workspace_id === id)
      const isSeen = method !== 'none' || isUnregistered
      return [
        accountOf(workspace),
        Math.min(registeredAt(own?.created_at), isSeen ? firstKnown(byWorkspace.get(id)) : Infinity),
      ]
    })
  const named = received.flatMap(({ named: account, knownAt }): [string, number][] =>
    account === null ? [] : [[account, knownAt]],
  )
  const paying = paidItems(data, settings, asOf)
    .filter(({ from }) => from <= asOf)
    .map(({ account, from }): [string, number] => [account, from])
  const starts = grouped([...people, ...workspaces, ...named, ...paying], ([account]) => account)
  return new Map([...starts].map(([account, all]) => [account, least(all.map(([, at]) => at))]))
}

/** The last moment of every week that has ended, in the data too, since the first account started. */
export function weekEnds(data: Data, settings: Settings): readonly Evaluation[] {
  const { asOf, zone } = settings
  const since = least([...startsOf(data, settings).values()])
  const horizon = Math.min(asOf, defaultAsOf(data) ?? asOf)
  const ends: Evaluation[] = []
  if (since === Infinity) return ends
  for (let week = floor(wallClock(since, zone), 'week', settings) + 7 * day; ; week += 7 * day) {
    const end = firstInstant(week, zone)
    if (end > horizon) return ends
    ends.push({ at: lastMoment(end), on: week - day })
  }
}

/** Every month that has started since the first account did, at its end or as of `as_of`. */
export function monthEvaluations(
  data: Data,
  settings: Settings,
): readonly (Evaluation & { readonly month: number })[] {
  const since = least([...startsOf(data, settings).values()])
  return monthEnds(settings, since).map(({ month, lastDay }) => {
    const end = firstInstant(plus(month, 1, 'month'), settings.zone)
    return { month, on: lastDay, at: end > settings.asOf ? settings.asOf : lastMoment(end) }
  })
}
