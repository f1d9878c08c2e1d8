import type { Connection } from '../fetch/page.ts'

/** Rows of the entity tables, under the names that SQL has for their columns; see `sql/entities/`. */

export interface AccountRow {
  readonly account_key: string
  readonly account_kind: string
  readonly name: string | null
  readonly parent_account_id: string | null
  /** Whole numbers come as text. */
  readonly employee_count: string | null
  readonly role_headcount: string | null
  readonly industry: string | null
  readonly country: string | null
  readonly icp_segment: string | null
  readonly account_size_band: string | null
  readonly owner_rep_id: string | null
  readonly created_at: string | null
}

export interface WorkspaceRow {
  readonly workspace_id: string
  readonly account_key: string
  readonly roll_up_method: string
  readonly roll_up_confidence: string
  readonly name: string | null
  readonly plan: string | null
  readonly domain: string | null
  readonly created_by_user_id: string | null
  readonly created_at: string | null
  readonly deleted_at: string | null
  readonly is_registered: boolean
}

export interface UserRow {
  readonly user_id: string
  readonly account_key: string
  readonly account_method: string
  readonly email: string | null
  readonly email_domain: string | null
  readonly name: string | null
  readonly job_title: string | null
  readonly signup_source: string | null
  readonly invited_or_self: string
  readonly country: string | null
  readonly created_at: string | null
  readonly deleted_at: string | null
  readonly is_registered: boolean
}

export interface BuyerRow {
  readonly buyer_id: string
  readonly account_key: string
  readonly workspace_id: string | null
  readonly user_id: string | null
  readonly is_user: boolean
  readonly payer_email: string | null
  readonly created_at: string | null
  readonly is_deleted: boolean
}

export interface MembershipRow {
  readonly workspace_id: string
  readonly user_id: string
  readonly role: string | null
  readonly seat_type: string | null
  readonly valid_from: string
  readonly valid_to: string | null
  readonly is_current: boolean
}

export type AccountPage = Connection<AccountRow>
export type WorkspacePage = Connection<WorkspaceRow>
export type UserPage = Connection<UserRow>
export type BuyerPage = Connection<BuyerRow>
export type MembershipPage = Connection<MembershipRow>

/** A row whose type is told, since a `Node` can be any of them. */
export type NodeRow =
  | (AccountRow & { readonly __typename: 'Account' })
  | (WorkspaceRow & { readonly __typename: 'Workspace' })
  | (UserRow & { readonly __typename: 'User' })
  | (BuyerRow & { readonly __typename: 'Buyer' })
