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
  /** Left the workspace then, and, if they did, came back. */
  readonly leftAt: number | null
  readonly rejoinedAt: number | null
  /** A dated override says for whom they work; `until` is null while it holds. */
  readonly override: { readonly from: number; readonly until: number | null } | null
  readonly anonymousIds: readonly string[]
  /** The first core action that is planned for them. */
  readonly activatesAt: number | null
  readonly isHabitual: boolean
}

/** Somebody in an earlier organisation who may have recommended us to this one. */
export interface PreviousOrganisation {
  readonly userId: string
  readonly signedUpAt: number
}
