import type { CompanyName } from '../organisations/names.ts'
import type { Motion, Organisation, Segment } from '../organisations/organisation.ts'
import type { Random } from '../base/random.ts'

/** The organisation of a script. */
export interface Plot {
  /** The part of all its ids. */
  readonly code: string
  /** Its number among all scripts. */
  readonly number: number
  readonly employees: number
  readonly segment: Segment
  readonly story: Motion | null
  /** The first sign-up, in days before the end of the data. */
  readonly bornAgo: number
}

/** The organisation of a plot, except for its first sign-up; its people are added later. */
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
    isScripted: true,
  }
}
