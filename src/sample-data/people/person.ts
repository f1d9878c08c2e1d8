/** A person who signed up. All times are epoch seconds. */
export interface Person {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly email: string
  readonly mail: 'company' | 'freemail'
  /** The registered domain of the mail address. */
  readonly mailDomain: string
  readonly jobTitle: string | null
  readonly country: string
  readonly signedUpAt: number
  readonly isInternal: boolean
  readonly isBot: boolean
  readonly deletedAt: number | null
  /** When they left the workspace and, if they did, came back. */
  readonly leftAt: number | null
  readonly rejoinedAt: number | null
  /** A dated override of their employer; `until` is null while it is valid. */
  readonly override: { readonly from: number; readonly until: number | null } | null
  readonly anonymousIds: readonly string[]
  /** The planned time of their first core action. */
  readonly activatesAt: number | null
  readonly isHabitual: boolean
}

/** A person in an earlier organisation who may have recommended the product. */
export interface PreviousOrganisation {
  readonly userId: string
  readonly signedUpAt: number
}
