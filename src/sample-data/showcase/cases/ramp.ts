import { DAY, midnight } from '../../base/calendar.ts'
import { writeReps } from '../../sales/reps.ts'
import type { Rep } from '../../sales/reps.ts'
import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

const STARTS = [240, 210] as const
/** Seats won in each month after the start, at 22 dollars: about the quota from the fourth month on. */
const SEATS = [2, 5, 8, 12, 13, 14] as const
const QUOTA_USD = 250

/** Reps who start long after the company and win a little more each month. */
export function* scriptRamps(stage: Stage): Generator<Script> {
  const { tables, calendar } = stage.context
  for (const i of stage.times(2)) {
    const startAgo = STARTS[i % STARTS.length] ?? 240
    const startsAt = midnight(calendar.end - startAgo * DAY)
    const id = `rep-new_${i + 1}`
    const rep: Rep = { id, role: 'sell', motion: 'PLS', startsAt, endsAt: null, monthlyQuota: QUOTA_USD }
    writeReps(tables, [rep])
    for (const [month, seats] of SEATS.entries()) {
      const wonAgo = startAgo - 30 * month - 16
      yield stage.play(
        'ramp',
        { employees: 70, segment: 'icp_2', story: 'PLS', bornAgo: wonAgo + 40 },
        (script) => {
          const { workspace, members } = script.team(1, wonAgo + 40)
          script.work(members[0] ?? 0, workspace, daysAgo(wonAgo + 39, 2, 22))
          // the previous rep handed the account over
          const deal = {
            type: 'new',
            openedAgo: wonAgo + 10,
            closedAgo: wonAgo,
            isWon: true,
            monthly: seats * 2200,
          } as const
          const opportunityIds = [script.sales.deal({ ...deal, repId: id })]
          script.sales.meet(wonAgo + 12, null, id)
          script.sales.meet(wonAgo + 4, opportunityIds[0] ?? null, id)
          const customer = script.money.payer(wonAgo - 1, members[0] ?? null)
          script.money.subscribe(customer, [{ ago: wonAgo - 1, plan: 'business', seats }])
          const facts = { tenureMonth: month, quotaUsd: QUOTA_USD, mrrUsd: seats * 22 }
          script.shows('rep_ramp', facts, { repIds: [id], opportunityIds })
        },
      )
    }
  }
}
