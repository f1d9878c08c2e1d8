import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

/** Several payers in one company, payers who are not users, and payers without any use. */
export function* scriptPayers(stage: Stage): Generator<Script> {
  for (const i of stage.times(3)) {
    const payers = 3 + (i % 3)
    yield stage.play('payers', { employees: 900, segment: 'icp_1', story: 'PLG', bornAgo: 310 }, (script) => {
      for (let team = 0; team < payers; team++) {
        const ago = 310 - 30 * team
        const { workspace, members } = script.team(2, ago)
        for (const member of members) script.work(member, workspace, daysAgo(ago - 1, 2, 18))
        const customer = script.money.payer(ago - 25, members[0] ?? null, workspace)
        script.money.subscribe(customer, [{ ago: ago - 25, plan: 'pro', seats: 2 + team }])
      }
      const facts = { payers, workspaces: payers, onContract: false, mrrUsd: paidFor(payers) }
      const customerIds = script.money.customers.map(({ id }) => id)
      script.shows('consolidation_candidate', facts, {
        customerIds,
        workspaceIds: script.workspaces.map(({ id }) => id),
      })
    })
  }
  for (const i of stage.times(3)) {
    yield stage.play('unused', { employees: 80, segment: 'icp_2', story: 'PLG', bornAgo: 260 }, (script) => {
      const { workspace, members } = script.team(3, 260)
      for (const member of members) script.work(member, workspace, daysAgo(258, 120 + 20 * i, 15))
      const customer = script.money.payer(230, null)
      script.money.subscribe(customer, [{ ago: 230, plan: 'business', seats: 5 }])
      const facts = { activeUsersIn28Days: 0, payerIsUser: false, mrrUsd: 110 }
      script.shows('payer_nobody_uses', facts, { customerIds: script.money.customers.map(({ id }) => id) })
    })
  }
  for (const _ of stage.times(2)) {
    yield stage.play(
      'other_buyer',
      { employees: 150, segment: 'icp_1', story: 'PLG', bornAgo: 200 },
      (script) => {
        const { workspace, members } = script.team(4, 200)
        for (const member of members) script.work(member, workspace, daysAgo(198, 2, 14))
        const customer = script.money.payer(170, null)
        script.money.subscribe(customer, [{ ago: 170, plan: 'business', seats: 4 }])
        script.sales.addContact(null, 'Head of Procurement', 'economic_buyer')
        const facts = { activeUsersIn28Days: 4, payerIsUser: false, mrrUsd: 88 }
        script.shows('buyer_is_no_user', facts, { customerIds: script.money.customers.map(({ id }) => id) })
      },
    )
  }
}

/** Two seats for the first team, one more for each later team, at 12 dollars. */
function paidFor(payers: number): number {
  return Array.from({ length: payers }, (_, team) => (2 + team) * 12).reduce((sum, usd) => sum + usd, 0)
}
