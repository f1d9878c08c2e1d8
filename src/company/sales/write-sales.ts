import { dayText, timeText, timeTextOrNull } from '../calendar.ts'
import type { Commerce } from '../commerce/commerce.ts'
import type { Organisation } from '../organisation/organisation.ts'
import { moneyText } from '../commerce/prices.ts'
import type { Setting } from '../setting.ts'
import type { MeteredUse } from '../use/event-stream.ts'
import { commitUnits, consumedUnits } from './commit-units.ts'

/** Writes `contacts`, `opportunities`, `opportunity_stages`, `sales_touches` and `contracts` of an organisation. */
export function writeSales(
  { tables, calendar }: Setting,
  organisation: Organisation,
  commerce: Commerce,
  use: MeteredUse,
): void {
  const { accountId, code, currency } = organisation
  const random = organisation.random.fork('write-sales')
  const commitments = organisation.random.fork('commitments')
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
  for (const contract of commerce.contracts) {
    const isCommitted = random.chance(0.4)
    const usual = isCommitted ? contract.seats * random.int(6, 40) * 10 : null
    const consumed = consumedUnits(use, 'messages', contract, calendar.end)
    tables.write('contracts', {
      contract_id: contract.id,
      account_id: accountId,
      start_date: dayText(contract.startsAt),
      end_date: dayText(contract.endsAt),
      arr: moneyText(contract.monthly * 12),
      seats: contract.seats,
      committed_units: isCommitted
        ? (commitUnits(commitments, contract, consumed, calendar.end) ?? usual)
        : null,
      committed_amount: isCommitted ? moneyText(contract.monthly * 12) : null,
      meter: isCommitted ? 'messages' : null,
      auto_renew: random.chance(0.25),
      predecessor_id: contract.predecessorId,
    })
  }
}
