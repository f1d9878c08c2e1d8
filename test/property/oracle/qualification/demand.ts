import { accountAttributes, userAttributes, workspaceAttributes } from '../data/attributes.ts'
import { usersAsOf } from '../data/creation-dates.ts'
import type { Data } from '../data/data.ts'
import { eventsOf } from '../data/events.ts'
import { stitchingOf } from '../data/stitching.ts'
import type { Fact } from '../fact.ts'
import { day } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { isFitting } from './activity.ts'
import { conversationsOf } from './conversations.ts'

/** Events by which users ask for administration. */
export function adminDemandFacts(data: Data, { asOf, options }: Settings): readonly Fact[] {
  return eventsOf(data)
    .filter(({ knownAt, name }) => knownAt <= asOf && options.admin_events.includes(name))
    .map(({ at, name, person, workspace, account }) => ({
      at,
      user: person,
      attributes: {
        event_name: name,
        ...userAttributes(data, person),
        ...workspaceAttributes(data, workspace),
        ...accountAttributes(data, account),
      },
    }))
}

/** Every user who exists, with whether the account fits and whether the user shows an intention to buy. */
export function qualifiedUserFacts(data: Data, settings: Settings): readonly Fact[] {
  const { asOf, options } = settings
  const since = asOf - options.buying_signal_window_days * day
  const buying = new Set([
    ...eventsOf(data)
      .filter(
        ({ knownAt, at, name }) => knownAt <= asOf && at > since && options.buying_events.includes(name),
      )
      .map(({ person }) => person),
    ...conversationsOf(data, settings)
      .filter(({ at, tag }) => at > since && options.buying_tags.includes(tag))
      .map(({ user }) => user),
  ])
  return usersAsOf(data, asOf)
    .filter(({ id }) => !stitchingOf(data).isDeletedBy(id, asOf))
    .map(({ id, account }) => {
      const fits = isFitting(data, settings, account)
      return {
        at: asOf,
        user: id,
        attributes: { ...userAttributes(data, id), ...accountAttributes(data, account) },
        numbers: { fits: Number(fits), isQualified: Number(fits && buying.has(id)) },
      }
    })
}
