import { dayText } from '../base/calendar.ts'
import type { Commerce, Commitment, Contract } from '../billing/commerce.ts'
import { moneyText } from '../billing/prices.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Context } from '../base/context.ts'
import type { MeteredUse } from '../usage/event-stream.ts'
import { commitUnits, consumedUnits } from './commit-units.ts'

/** Writes `contracts` of an organisation; commitments depend on the use. */
export function writeContracts(
  { tables, calendar }: Context,
  organisation: Organisation,
  { contracts }: Commerce,
  use: MeteredUse,
): void {
  const { accountId, isScripted } = organisation
  const random = organisation.random.fork('write-sales')
  const paces = organisation.random.fork('commitments')
  if (accountId === null) return
  const draw = (contract: Contract): Commitment | null => {
    if (!random.chance(0.4)) return null
    const usual = contract.seats * random.int(6, 40) * 10
    const consumed = consumedUnits(use, 'messages', contract, calendar.end)
    return { meter: 'messages', units: commitUnits(paces, contract, consumed, calendar.end) ?? usual }
  }
  for (const contract of contracts) {
    const commitment = isScripted ? contract.commitment : draw(contract)
    tables.write('contracts', {
      contract_id: contract.id,
      account_id: accountId,
      start_date: dayText(contract.startsAt),
      end_date: dayText(contract.endsAt),
      arr: moneyText(contract.monthly * 12),
      seats: contract.seats,
      committed_units: commitment?.units,
      committed_amount: commitment === null ? null : moneyText(contract.monthly * 12),
      meter: commitment?.meter,
      auto_renew: random.chance(0.25),
      predecessor_id: contract.predecessorId,
    })
  }
}
