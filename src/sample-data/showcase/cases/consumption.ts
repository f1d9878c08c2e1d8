import { DAY } from '../../base/calendar.ts'
import type { CaseName } from '../../files/truth.ts'
import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

const PACES = [['under', 0.55], ['on', 1], ['over', 1.3], ['exhausted', 1.62]] as const // prettier-ignore
const SIGNED_AGO = 240
const UNITS = 60_000

/** Contracts with included calls, and companies that use fewer, about as many, more, or all of them. */
export function* scriptConsumption(stage: Stage): Generator<Script> {
  for (const _ of stage.times(1)) {
    for (const [state, pace] of PACES) {
      yield stage.play(
        `commitment_${state}`,
        { employees: 800, segment: 'icp_1', story: 'PLS', bornAgo: 290 },
        (script) => {
          const { workspace, members } = script.team(3, 290)
          for (const member of members) script.work(member, workspace, daysAgo(288, 2, 16))
          const deal = { type: 'new', isWon: true, monthly: 25 * 2900 } as const
          const dealId = script.sales.deal({ ...deal, openedAgo: 262, closedAgo: SIGNED_AGO + 1 })
          script.sales.meet(265)
          script.sales.meet(250, dealId)
          const contractId = script.money.sign(
            SIGNED_AGO,
            25,
            { terms: 'net_30', unusual: {} },
            { meter: 'api_calls', units: UNITS },
          )
          const consumed = consume(script, workspace, pace)
          const { startsAt = 0, endsAt = 0 } = script.money.contracts[0] ?? {}
          const elapsed = (SIGNED_AGO * DAY) / (endsAt - startsAt)
          const facts = {
            meter: 'api_calls',
            committed: UNITS,
            consumed,
            pace: Number((consumed / UNITS / elapsed).toFixed(3)),
          }
          const name: CaseName = `consumption_${state}`
          script.shows(name, facts, {
            contractIds: [contractId],
            workspaceIds: [script.workspaces[workspace]?.id ?? ''],
          })
        },
      )
    }
  }
}

/** Uses the meter every third day at that rate; returns the units used. */
function consume(script: Script, workspace: number, pace: number): number {
  const days = daysAgo(SIGNED_AGO, 1, 3)
  const usual = (UNITS * pace * SIGNED_AGO) / 365 / days.length
  return days.reduce((sum, ago, i) => {
    const quantity = Math.round(usual * (0.9 + 0.1 * (i % 3)))
    script.measure(workspace, 'api_calls', ago, quantity)
    return sum + quantity
  }, 0)
}
