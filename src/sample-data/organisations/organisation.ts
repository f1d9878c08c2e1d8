import type { Random } from '../base/random.ts'

/** How an account's first money came: self-serve, product-led sales, sales-led. */
export type Motion = 'PLG' | 'PLS' | 'SLG'

/** Ideal-customer-profile segment, as the CRM writes it. */
export type Segment = 'icp_1' | 'icp_2' | 'other' | null

/**
 * What the generator makes one of at a time: a company with an account, a team on freemail that belongs
 * to no account, a prospect without users, or the people behind the product themselves.
 */
export type OrganisationKind = 'company' | 'team' | 'prospect' | 'internal'

/** One organisation before anything has happened to it. All times are epoch seconds. */
export interface Organisation {
  readonly index: number
  /** The number in the ids of all that belongs to it. */
  readonly code: string
  readonly random: Random
  readonly kind: OrganisationKind
  readonly accountId: string | null
  readonly parentAccountId: string | null
  readonly name: string
  readonly domain: string
  readonly secondDomain: string | null
  readonly isDomainVerified: boolean
  readonly segment: Segment
  readonly industry: string
  readonly country: string
  readonly currency: 'USD' | 'EUR'
  readonly employees: number
  /** First signup or, in a sales-led story, first sales touch. */
  readonly bornAt: number
  readonly firstSignupAt: number
  /** How many people will sign up before the end. */
  readonly size: number
  /** The motion its story is made for; whether money really comes is for the commerce to say. */
  readonly story: Motion | null
  /** When a sales-led deal is opened and closed; null in every other story. */
  readonly salesLedDeal: { readonly openedAt: number; readonly closedAt: number } | null
  /** Its story is told to show a case, so that nothing that the case rests on is left to chance. */
  readonly isTold: boolean
}

/** The times between which an activity is thinned out because a trial ends in disappointment. */
export interface Dip {
  readonly from: number
  readonly until: number
}
