import type { WorkspaceLink } from '../files/truth.ts'

/** A workspace of the product. */
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

/** A person's membership in a workspace, with start and end. */
export interface Membership {
  readonly workspace: number
  readonly person: number
  readonly from: number
  readonly until: number | null
  readonly role: 'owner' | 'admin' | 'member' | 'guest'
  readonly seatType: 'full' | 'light'
}

/** The workspaces of an organisation, their members and inviters. */
export interface Teams {
  readonly workspaces: readonly Workspace[]
  readonly memberships: readonly Membership[]
  /** By person: the workspace they joined first. */
  readonly primaryWorkspaces: readonly number[]
  /** By person: their inviter, null when uninvited. */
  readonly inviters: readonly (number | null)[]
}
