import { timeText, timeTextOrNull } from '../base/calendar.ts'
import type { Commerce } from '../billing/commerce.ts'
import type { Organisation } from '../organisations/organisation.ts'
import { moneyText } from '../billing/prices.ts'
import type { Context } from '../base/context.ts'

/** Writes `contacts`, `opportunities`, `opportunity_stages` and `sales_touches` of an organisation. */
export function writeSales({ tables }: Context, organisation: Organisation, commerce: Commerce): void {
  const { accountId, code, currency } = organisation
  if (accountId === null) return
  for (const contact of commerce.contacts) {
    tables.write('contacts', {
      contact_id: contact.id,
      account_id: accountId,
      email: contact.email,
      user_id: contact.userId,
      title: contact.title,
      buyer_role: contact.buyerRole,
    })
  }
  for (const deal of commerce.deals) {
    tables.write('opportunities', {
      opportunity_id: deal.id,
      account_id: accountId,
      created_at: timeTextOrNull(deal.stages[0]?.at ?? null),
      closed_at: timeTextOrNull(deal.closedAt),
      is_won: deal.isWon,
      is_closed: deal.closedAt !== null,
      stage: deal.stages.at(-1)?.stage,
      type: deal.type,
      arr: moneyText(deal.monthly * 12),
      currency,
      owner_rep_id: deal.repId,
    })
    for (const { stage, at } of deal.stages) {
      tables.write('opportunity_stages', { opportunity_id: deal.id, entered_at: timeText(at), stage })
    }
  }
  commerce.touches.forEach((touch, i) => {
    tables.write('sales_touches', {
      touch_id: `touch-${code}-${i}`,
      account_id: touch.hasAccountId ? accountId : null,
      contact_id: touch.contactId,
      opportunity_id: touch.dealId,
      rep_id: touch.repId,
      kind: touch.kind,
      direction: touch.direction,
      occurred_at: timeText(touch.at),
      is_automated: touch.isAutomated,
      outcome: touch.outcome,
    })
  })
}
