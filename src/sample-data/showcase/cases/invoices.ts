import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

const SMALL = { employees: 40, segment: 'icp_2', story: 'PLG' } as const

/** Invoices that are paid late, unpaid, or not yet due. */
export function* scriptInvoices(stage: Stage): Generator<Script> {
  for (const i of stage.times(2)) {
    yield stage.play('late_payer', { ...SMALL, bornAgo: 240 - 7 * i }, (script) => {
      const customer = settle(script, 240 - 7 * i)
      // the third invoice is paid after 75 days: due after 30, written off after 44, still revenue in the
      // end
      const payment = { terms: 'net_30', unusual: { 2: 75, 3: 50 } } as const
      const id = script.money.subscribe(customer, [{ ago: 200, plan: 'business', seats: 5 }], { payment })
      const invoiceIds = [script.money.invoice(id, 2), script.money.invoice(id, 3)]
      script.shows(
        'invoice_paid_late',
        { paidAfterDays: 75, dueAfterDays: 30, monthlyUsd: 110 },
        { invoiceIds },
      )
      const latest = script.money.invoice(id, 6)
      script.shows('invoice_not_due_yet', { status: 'open', monthlyUsd: 110 }, { invoiceIds: [latest] })
    })
  }
  for (const i of stage.times(2)) {
    yield stage.play('first_charge', { ...SMALL, bornAgo: 170 }, (script) => {
      const customer = settle(script, 170)
      const unusual = Object.fromEntries(daysAgo(12, 0).map((number) => [number, null]))
      // one is cut off after its first month, the other is billed month after month without payment
      const untilAgo = i % 2 === 0 ? { untilAgo: 119 } : {}
      const terms = { payment: { terms: 'card', unusual }, ...untilAgo } as const
      const id = script.money.subscribe(customer, [{ ago: 150, plan: 'pro', seats: 4 }], terms)
      script.shows(
        'first_charge_never_paid',
        { everPaid: false, mrrUsd: 0 },
        { invoiceIds: [script.money.invoice(id, 0)] },
      )
    })
  }
  for (const _ of stage.times(2)) {
    yield stage.play('stops_paying', { ...SMALL, bornAgo: 280 }, (script) => {
      const customer = settle(script, 280)
      const unusual = { 4: null, 5: null, 6: null, 7: null, 8: null }
      const terms = { payment: { terms: 'card', unusual } } as const
      const id = script.money.subscribe(customer, [{ ago: 250, plan: 'pro', seats: 6 }], terms)
      script.shows(
        'invoice_never_paid',
        { invoicesPaid: 4, mrrUsd: 0 },
        { invoiceIds: [script.money.invoice(id, 4)] },
      )
    })
  }
  for (const _ of stage.times(1)) {
    yield stage.play('slow_contract', { ...SMALL, employees: 700, story: 'PLS', bornAgo: 330 }, (script) => {
      settle(script, 330)
      sell(script, 300, 20)
      const contractId = script.money.sign(299, 20, { terms: 'net_30', unusual: { 0: 70 } })
      const facts = { paidAfterDays: 70, dueAfterDays: 30, monthlyUsd: 580 }
      script.shows('contract_invoice_paid_late', facts, {
        contractIds: [contractId],
        invoiceIds: [`in-${script.organisation.code}-0-0`],
      })
    })
    yield stage.play(
      'unpaid_contract',
      { ...SMALL, employees: 500, story: 'PLS', bornAgo: 300 },
      (script) => {
        settle(script, 300)
        sell(script, 260, 15)
        const contractId = script.money.sign(259, 15, { terms: 'net_30', unusual: { 0: null } })
        const facts = { everPaid: false, mrrUsd: 0 }
        script.shows('contract_invoice_never_paid', facts, {
          contractIds: [contractId],
          invoiceIds: [`in-${script.organisation.code}-0-0`],
        })
      },
    )
  }
}

/** A team of two with continued use; returns its first member as payer. */
function settle(script: Script, ago: number): number {
  const { workspace, members } = script.team(2, ago)
  for (const member of members) script.work(member, workspace, daysAgo(ago - 1, 2, 20))
  return script.money.payer(ago - 1, members[0] ?? null)
}

/** A deal won by sales. */
function sell(script: Script, closedAgo: number, seats: number): void {
  const deal = { type: 'new', isWon: true, monthly: seats * 2900 } as const
  const id = script.sales.deal({ ...deal, openedAgo: closedAgo + 15, closedAgo })
  script.sales.addContact(null, 'CFO', 'economic_buyer')
  script.sales.meet(closedAgo + 16)
  script.sales.meet(closedAgo + 3, id)
}
