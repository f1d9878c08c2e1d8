import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

const FIRM = { employees: 320, segment: 'icp_1' } as const
/** The motion of a sale, depending on the window of qualified touches. */
const SPLITS = [
  { touchedBefore: 20, in30: 'PLS', in90: 'PLS', in180: 'PLS' },
  { touchedBefore: 60, in30: 'PLG', in90: 'PLS', in180: 'PLS' },
  { touchedBefore: 120, in30: 'PLG', in90: 'PLG', in180: 'PLS' },
  { touchedBefore: 150, in30: 'PLG', in90: 'PLG', in180: 'PLS' },
] as const

/** Won deals without any touch, lost ones, and sales long after a touch. */
export function* scriptSales(stage: Stage): Generator<Script> {
  for (const i of stage.times(3)) {
    const closedAgo = 40 + 70 * (i % 3)
    yield stage.play('untouched', { ...FIRM, story: 'PLS', bornAgo: closedAgo + 60 }, (script) => {
      settle(script, closedAgo + 60)
      const deal = {
        type: 'new',
        openedAgo: closedAgo + 25,
        closedAgo,
        isWon: true,
        monthly: 12 * 2900,
      } as const
      const opportunityIds = [script.sales.deal(deal)]
      script.money.sign(closedAgo - 1, 12, { terms: 'net_30', unusual: {} })
      script.shows('won_without_touch', { touches: 0, mrrUsd: 348 }, { opportunityIds })
    })
  }
  for (const _ of stage.times(2)) {
    yield stage.play('lost', { ...FIRM, story: null, bornAgo: 180 }, (script) => {
      settle(script, 180)
      const deal = { type: 'new', openedAgo: 130, closedAgo: 95, isWon: false, monthly: 15 * 2900 } as const
      const id = script.sales.deal(deal)
      script.sales.addContact(null, 'IT Director', 'technical_buyer')
      for (const ago of [135, 120, 105]) script.sales.meet(ago, ago > 130 ? null : id)
      script.shows('deal_lost', { stage: 'closed_lost', arrUsd: 5220 }, { opportunityIds: [id] })
    })
    for (const { touchedBefore, in30, in90, in180 } of SPLITS) {
      yield stage.play('assisted', { ...FIRM, story: in90, bornAgo: 300 }, (script) => {
        const first = settle(script, 300)
        const paidAgo = 80
        script.sales.meet(paidAgo + touchedBefore)
        const customer = script.money.payer(paidAgo, first)
        script.money.subscribe(customer, [{ ago: paidAgo, plan: 'business', seats: 6 }])
        const facts = {
          touchedDaysBefore: touchedBefore,
          within30: in30,
          within90: in90,
          within180: in180,
          mrrUsd: 132,
        }
        script.shows('assisted_sale', facts, { customerIds: script.money.customers.map(({ id }) => id) })
      })
    }
  }
}

/** A self-serve team that activated; returns its first member. */
function settle(script: Script, ago: number): number {
  const { workspace, members } = script.team(2, ago)
  for (const member of members) script.work(member, workspace, daysAgo(ago - 1, 2, 17))
  return members[0] ?? 0
}
