import { timeText, timeTextOrNull } from '../base/calendar.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Context } from '../base/context.ts'
import type { Invoice } from './bill-subscriptions.ts'
import type { Commerce } from './commerce.ts'
import { moneyText } from './prices.ts'

/** Writes `invoices` of an organisation. */
export function writeInvoices(
  { tables }: Context,
  { currency }: Organisation,
  commerce: Commerce,
  invoices: readonly (readonly Invoice[])[],
): void {
  commerce.subscriptions.forEach((subscription, index) => {
    invoices[index]?.forEach(({ from, until, cents, dueAt, paidAt, status }, number) => {
      const tax = currency === 'EUR' ? Math.round(cents * 0.2) : 0
      const total = moneyText(cents + tax)
      tables.write('invoices', {
        invoice_id: `in-${subscription.id.slice(4)}-${number}`,
        customer_id: commerce.customers[subscription.customer]?.id,
        subscription_id: subscription.id,
        issued_at: timeText(from),
        due_at: timeTextOrNull(dueAt),
        paid_at: timeTextOrNull(paidAt),
        period_start: timeText(from),
        period_end: timeText(until),
        subtotal: moneyText(cents),
        tax: moneyText(tax),
        total,
        amount_paid: status === 'paid' ? total : '0.00',
        currency,
        status,
      })
    })
  })
}
