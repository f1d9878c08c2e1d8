import type { Random } from '../base/random.ts'

/** The motion of an account's first revenue: self-serve, product-led sales, sales-led. */
export type Motion = 'PLG' | 'PLS' | 'SLG'

/** Ideal-customer-profile segment, as the CRM writes it. */
export type Segment = 'icp_1' | 'icp_2' | 'other' | null

/**
 * The kinds of organisations: a company with an account, a team on freemail without an account, a prospect
 * without users, or the vendor's own staff.
 */
export type OrganisationKind = 'company' | 'team' | 'prospect' | 'internal'

/** One organisation before any activity. All times are epoch seconds. */
export interface Organisation {
  readonly index: number
  /** The part of all its ids. */
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
  /** The number of sign-ups before the end. */
  readonly size: number
  /** The intended motion; whether it pays is decided by the simulation of purchases. */
  readonly story: Motion | null
  /** Opening and closing of a sales-led deal; null in every other story. */
  readonly salesLedDeal: { readonly openedAt: number; readonly closedAt: number } | null
  /** Whether it is a scripted case, without random behaviour that the case depends on. */
  readonly isScripted: boolean
}

/** The period in which use declines because a trial disappoints. */
export interface Dip {
  readonly from: number
  readonly until: number
}
