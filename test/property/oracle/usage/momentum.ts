import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import { allUsers } from '../data/user-accounts.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import type { Settings } from '../question/settings.ts'
import { coreActions, eventsAsOf } from './activations.ts'
import { daysBefore } from './features.ts'
import { invitationsOf } from './invitations.ts'
import { isActive } from './matchers.ts'

/** The activity of each account in each of the last four weeks. */
export function momentumFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options } = settings
  const accountOf = (person: string | null) => allUsers(data).get(person ?? '')?.account ?? null
  const active = eventsAsOf(data, settings).filter((event) => isActive(settings, event))
  const counted = [
    ...active.map(({ person, at }) => ({ kind: 'active_users', person, at })),
    ...coreActions(data, settings).map(({ person, at }) => ({ kind: 'core_actions', person, at })),
    ...invitationsOf(data, settings).map(({ inviter, sentAt }) => ({
      kind: 'invitations_sent',
      person: inviter.id,
      at: sentAt,
    })),
  ].flatMap(({ kind, person, at }) => {
    const account = accountOf(person)
    const week = Math.floor(daysBefore(settings, at) / 7)
    return account === null || week > 3 ? [] : [{ kind, account, person, week }]
  })
  return [...grouped(counted, ({ kind, account }) => JSON.stringify([kind, account])).values()].flatMap(
    (all) => {
      const [one] = all
      if (one === undefined) return []
      const [now = 0, before = 0, third = 0, fourth = 0] = [0, 1, 2, 3].map((week) => {
        const own = all.filter((thing) => thing.week === week)
        return one.kind === 'active_users' ? new Set(own.map(({ person }) => person)).size : own.length
      })
      const points = [fourth, third, before, now]
      const mean = points.reduce((sum, value) => sum + value, 0) / 4
      // least squares: the covariance with time over the variance of time
      const slope = points.reduce((sum, value, index) => sum + (index - 1.5) * (value - mean), 0) / 5
      const steady = options.momentum_steady_share * mean
      const isRising = slope > steady + 1e-9
      const isFalling = slope < -steady - 1e-9
      const direction = isRising ? 'increasing' : isFalling ? 'decreasing' : 'steady'
      return [
        {
          at: settings.asOf,
          attributes: {
            activity_kind: one.kind,
            momentum_direction: mean < options.momentum_min_base ? null : direction,
            ...accountAttributes(data, one.account),
          },
          numbers: { now, before, slope },
        },
      ]
    },
  )
}
