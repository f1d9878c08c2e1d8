import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import { allUsers } from '../data/user-accounts.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import { day } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { eventsAsOf } from './activations.ts'
import { trialsOf } from './conversions.ts'
import { isActive } from './matchers.ts'
import { limitReaches } from './usage-limits.ts'

/** Every ended trial and every reached limit, with the change of the account's weekly users before it. */
export function conversionMomentFacts(data: Data, settings: Settings): readonly Fact[] {
  const ends = trialsOf(data, settings)
    .filter(({ end }) => end <= settings.asOf)
    .map(({ account, end }) => ({ kind: 'trial_end', account, at: end }))
  const reached = limitReaches(data, settings).map((one) => ({ kind: 'limit_reached', ...one }))
  const active = grouped(
    eventsAsOf(data, settings).filter((event) => isActive(settings, event)),
    ({ person }) => allUsers(data).get(person ?? '')?.account ?? null,
  )
  return [...ends, ...reached].map(({ kind, account, at }) => {
    const usersIn = (week: number) =>
      new Set(
        (active.get(account) ?? [])
          .filter((event) => event.at < at - week * 7 * day && event.at >= at - (week + 1) * 7 * day)
          .map(({ person }) => person),
      ).size
    const [run, before] = [usersIn(0) + usersIn(1), usersIn(2) + usersIn(3)]
    const change = before === 0 ? null : run / before - 1
    const falls = change !== null && change < -settings.options.usage_fall_share - 1e-9
    return {
      at,
      attributes: {
        moment_kind: kind,
        usage_before_conversion: change === null ? null : falls ? 'decreasing' : 'not_decreasing',
        ...accountAttributes(data, account),
      },
      numbers: { change, isFalling: Number(falls) },
    }
  })
}
