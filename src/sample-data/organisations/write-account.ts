import { DAY, HOUR, timeText } from '../base/calendar.ts'
import type { Commerce } from '../billing/commerce.ts'
import type { Organisation } from './organisation.ts'
import type { Context } from '../base/context.ts'

/** Writes `accounts` and `account_domains` of a company or prospect. */
export function writeAccount(
  { tables, calendar }: Context,
  organisation: Organisation,
  commerce: Commerce,
): void {
  const { accountId, domain, secondDomain } = organisation
  if (accountId === null) return
  const random = organisation.random.fork('account')
  const hasEmployees = random.chance(0.93) || organisation.isScripted
  tables.write('accounts', {
    account_id: accountId,
    name: organisation.name,
    parent_account_id: organisation.parentAccountId,
    employee_count: hasEmployees ? organisation.employees : null,
    role_headcount: hasEmployees ? Math.ceil(organisation.employees * random.between(0.15, 0.6)) : null,
    industry: random.chance(0.95) ? organisation.industry : null,
    country: organisation.country,
    icp_segment: organisation.segment,
    owner_rep_id: commerce.deals[0]?.repId,
    // the CRM record is created at once for sales-led companies, and within hours of a sign-up for others
    created_at: timeText(calendar.clamp(organisation.bornAt - (organisation.salesLedDeal ? DAY : -HOUR))),
  })
  const from = random.chance(0.6) ? null : timeText(calendar.start)
  tables.write('account_domains', {
    domain,
    valid_from: from,
    account_id: accountId,
    verified: organisation.isDomainVerified,
  })
  if (secondDomain !== null) {
    tables.write('account_domains', {
      domain: secondDomain,
      valid_from: from,
      account_id: accountId,
      verified: false,
    })
  }
  if (random.chance(0.03)) {
    tables.write('account_domains', {
      domain: domain.replace('.example', '-old.example'),
      valid_from: timeText(calendar.start),
      account_id: accountId,
      verified: true,
      valid_to: timeText(calendar.clamp(organisation.bornAt)),
    })
  }
}
