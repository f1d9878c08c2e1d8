import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

const FALLING = [[27, 15, 1, 3], [13, 12, 1, 2]] as const // prettier-ignore
const RISING = [[26, 17, 5, 2], [13, 2, 1, 3]] as const // prettier-ignore
const TRIALS = [
  { name: 'trial_ending_use_falling', startsAgo: 28, paidAgo: null, use: FALLING, endsIn: 2 },
  { name: 'trial_ending_use_rising', startsAgo: 27, paidAgo: null, use: RISING, endsIn: 3 },
  { name: 'trial_ended_unconverted', startsAgo: 32, paidAgo: null, use: FALLING, endsIn: -2 },
  { name: 'trial_converted_early', startsAgo: 31, paidAgo: 3, use: RISING, endsIn: -1 },
] as const

/** Trials of thirty days that end in the last week of the data, with declining and with growing use. */
export function* scriptTrials(stage: Stage): Generator<Script> {
  for (const _ of stage.times(2)) {
    for (const { name, startsAgo, paidAgo, use, endsIn } of TRIALS) {
      const story = paidAgo === null ? null : 'PLG'
      yield stage.play(
        name.replace('_use', ''),
        { employees: 90, segment: 'icp_2', story, bornAgo: startsAgo + 1 },
        (script) => {
          const { workspace, members } = script.team(3, startsAgo + 1)
          for (const [first, last, step, times] of use) {
            // relative to the end of the trial, so that its last fourteen days can be compared with the
            // days before
            const days = daysAgo(first, last, step).map((ago) => ago - endsIn).filter((ago) => ago >= 1) // prettier-ignore
            for (const member of members) script.work(member, workspace, days, times)
          }
          const customer = script.money.payer(startsAgo, members[0] ?? null)
          script.money.tryOut(customer, startsAgo, 30, 3, paidAgo)
          if (name === 'trial_ended_unconverted') {
            const endsAt = script.money.trial?.endsAt ?? 0
            script.dip = { from: endsAt - 14 * 86_400, until: endsAt }
          }
          const facts = {
            endsInDays: endsIn,
            converted: paidAgo !== null,
            use: use === FALLING ? 'falling' : 'rising',
          }
          script.shows(name, facts, { customerIds: script.money.customers.map(({ id }) => id) })
        },
      )
    }
  }
}
