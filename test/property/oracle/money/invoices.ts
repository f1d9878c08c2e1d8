import type { Attributes } from '../data/attributes.ts'
import { buyersOf } from '../data/buyers.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { day, firstInstant, floor, plus, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'

/** An invoice that was issued, with what was collected of it by now. */
export interface Invoice {
  readonly id: string
  readonly account: string
  readonly issuedAt: number
  readonly dueAt: number
  readonly billed: number
  readonly collected: number
  /** Null while nothing was collected. */
  readonly collectedAt: number | null
  readonly isUncollectible: boolean
}

/** Every invoice of a customer that counts, issued by `as_of`. Amounts have no tax in the generated data. */
export function invoicesOf(data: Data, { asOf, options }: Settings): readonly Invoice[] {
  return (data.invoices ?? []).flatMap((invoice): Invoice[] => {
    const status = invoice.status.toLowerCase()
    const account = buyersOf(data).get(invoice.customer_id)
    const issuedAt = Date.parse(invoice.issued_at)
    if (['draft', 'void'].includes(status) || invoice.total === 0) return []
    if (account === undefined || issuedAt > asOf) return []
    const paidAt = invoice.paid_at === null ? issuedAt : Math.max(Date.parse(invoice.paid_at), issuedAt)
    const isUncollectible = status === 'uncollectible'
    const isPaid = !isUncollectible && (status === 'paid' || invoice.paid_at !== null)
    return [
      {
        id: invoice.invoice_id,
        account,
        issuedAt,
        dueAt:
          invoice.due_at === null ? issuedAt + options.payment_terms_days * day : Date.parse(invoice.due_at),
        billed: invoice.total,
        collected: isPaid && paidAt <= asOf ? invoice.total : 0,
        collectedAt: isPaid && paidAt <= asOf ? paidAt : null,
        isUncollectible,
      },
    ]
  })
}

/** Billed amounts by the date of issue, and collected ones by the date of payment. */
export function billingFacts(
  data: Data,
  settings: Settings,
  withOrigin: (account: string) => Attributes,
): readonly Fact[] {
  return invoicesOf(data, settings).flatMap((invoice): Fact[] => {
    const attributes = withOrigin(invoice.account)
    const billed = {
      at: invoice.issuedAt,
      attributes,
      numbers: {
        issued: 1,
        billed: invoice.billed,
        billedCollected: invoice.collected,
        lost: invoice.isUncollectible ? invoice.billed : 0,
      },
    }
    const collected = invoice.collectedAt === null ? [] : [invoice.collectedAt]
    return [
      billed,
      ...collected.map((at) => ({ at, attributes, numbers: { issued: 0, collected: invoice.collected } })),
    ]
  })
}

/** What is open at the end of each month; in the current month, as of `as_of`. */
export function receivableFacts(
  data: Data,
  settings: Settings,
  withOrigin: (account: string) => Attributes,
): readonly Fact[] {
  const { zone, asOf } = settings
  return invoicesOf(data, settings).flatMap((invoice) => {
    const facts: Fact[] = []
    if (invoice.isUncollectible) return facts
    let month = floor(wallClock(invoice.issuedAt, zone), 'month', settings)
    for (; firstInstant(month, zone) < asOf; month = plus(month, 1, 'month')) {
      const next = firstInstant(plus(month, 1, 'month'), zone)
      const moment = next > asOf ? asOf : next - 1
      const isCollected = invoice.collectedAt !== null && invoice.collectedAt <= moment
      const open = invoice.billed - (isCollected ? invoice.collected : 0)
      if (open === 0 || invoice.issuedAt > moment) continue
      facts.push({
        at: month,
        workspace: invoice.id,
        attributes: withOrigin(invoice.account),
        numbers: { open, overdue: invoice.dueAt <= moment ? open : 0 },
      })
    }
    return facts
  })
}
