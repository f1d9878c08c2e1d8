import type { CompanyName } from '../organisations/names.ts'
import type { Motion, Organisation, Segment } from '../organisations/organisation.ts'
import type { Random } from '../base/random.ts'

/** Who a story is about. */
export interface Plot {
  /** Names it in every id. */
  readonly code: string
  /** Its number among all stories. */
  readonly number: number
  readonly employees: number
  readonly segment: Segment
  readonly story: Motion | null
  /** How many days before the end of the data the first of them signs up. */
  readonly bornAgo: number
}

/** The organisation of a plot, but for when it was born; who it has is told later. */
export function organisationOf(
  { code, number, employees, segment, story }: Plot,
  random: Random,
  { name, stem }: CompanyName,
): Omit<Organisation, 'bornAt'> {
  return {
    index: number,
    code,
    random,
    kind: 'company',
    accountId: `acc-${code}`,
    parentAccountId: null,
    name,
    domain: `${stem}.example`,
    secondDomain: null,
    isDomainVerified: true,
    segment,
    industry: 'software',
    country: 'US',
    currency: 'USD',
    employees,
    firstSignupAt: 0,
    size: 0,
    story,
    salesLedDeal: null,
    isTold: true,
  }
}
