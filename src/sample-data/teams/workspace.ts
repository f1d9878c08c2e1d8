import type { WorkspaceLink } from '../files/truth.ts'

/** A team's place in the product. */
export interface Workspace {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly createdAt: number
  readonly creator: number
  readonly link: WorkspaceLink
  /** The account that the rules can find. */
  readonly resolvedAccountId: string | null
  readonly deletedAt: number | null
}

/** That a person belonged to a workspace, from when to when. */
export interface Membership {
  readonly workspace: number
  readonly person: number
  readonly from: number
  readonly until: number | null
  readonly role: 'owner' | 'admin' | 'member' | 'guest'
  readonly seatType: 'full' | 'light'
}

/** The workspaces of an organisation, who is in them, and who brought whom. */
export interface Teams {
  readonly workspaces: readonly Workspace[]
  readonly memberships: readonly Membership[]
  /** By person: the workspace they joined first. */
  readonly homes: readonly number[]
  /** By person: who invited them, null when they came by themselves. */
  readonly inviters: readonly (number | null)[]
}
