import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

const PLOT = { employees: 60, segment: 'icp_2', story: 'PLG', bornAgo: 320 } as const
const FATES = [
  { paid: true, payment: { terms: 'net_30', unusual: {} } },
  { paid: false, payment: { terms: 'net_30', unusual: { 1: null } } },
] as const

/** Seats added and plans changed within a term, and the change from monthly to yearly billing. */
export function* scriptChangesInTerm(stage: Stage): Generator<Script> {
  for (const _ of stage.times(2)) {
    for (const { paid, payment } of FATES) {
      yield stage.play('more_seats', PLOT, (script) => {
        const customer = settle(script)
        const steps = [{ ago: 300, seats: 10, plan: 'pro' }, { ago: 120, seats: 14, plan: 'pro' }] as const // prettier-ignore
        const id = script.money.subscribe(customer, steps, { interval: 'year', payment })
        const facts = { seatsBefore: 10, seatsAfter: 14, mrrUsd: 142.8 }
        const invoiceIds = [script.money.invoice(id, 1)]
        script.shows(paid ? 'proration_paid' : 'proration_unpaid', facts, { invoiceIds })
      })
    }
    yield stage.play('higher_plan', PLOT, (script) => {
      const customer = settle(script)
      const steps = [{ ago: 290, seats: 8, plan: 'pro' }, { ago: 100, seats: 8, plan: 'business' }] as const // prettier-ignore
      const id = script.money.subscribe(customer, steps, { interval: 'quarter' })
      const facts = { planBefore: 'pro', planAfter: 'business', mrrUsd: 176 }
      script.shows('plan_upgraded_mid_term', facts, { invoiceIds: [script.money.invoice(id, 3)] })
    })
    yield stage.play('monthly_to_annual', PLOT, (script) => {
      const customer = settle(script)
      const first = script.money.subscribe(customer, [{ ago: 300, seats: 6, plan: 'pro' }], { untilAgo: 100 })
      script.money.continueYearly(customer, first, 'pro', 6)
      script.shows('monthly_to_annual', { mrrBeforeUsd: 72, mrrUsd: 61.2 })
    })
  }
}

function settle(script: Script): number {
  const { workspace, members } = script.team(3, PLOT.bornAgo)
  for (const member of members) script.work(member, workspace, daysAgo(PLOT.bornAgo - 1, 2, 21))
  return script.money.payer(PLOT.bornAgo - 1, members[1] ?? null)
}
