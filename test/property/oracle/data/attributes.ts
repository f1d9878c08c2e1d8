import { accountsOf } from './accounts.ts'
import type { Data } from './data.ts'
import { allUsers } from './user-accounts.ts'
import type { Value } from '../question/query.ts'
import { workspacesOf } from './workspaces.ts'

export type Attributes = Readonly<Record<string, Value>>

export const userDimensions = [
  'signup_source',
  'invited_or_self',
  'job_title',
  'user_country',
  'mail_domain',
] as const
export const workspaceDimensions = [
  'workspace',
  'workspace_name',
  'workspace_plan',
  'roll_up_method',
] as const
export const accountDimensions = [
  'account',
  'account_name',
  'account_kind',
  'industry',
  'country',
  'icp_segment',
  'account_size_band',
  'ultimate_parent',
] as const

/** The attributes of a user; all null without a user. */
export function userAttributes(data: Data, id: string | null): Attributes {
  const user = id === null ? undefined : allUsers(data).get(id)
  return {
    signup_source: user?.signupSource ?? null,
    invited_or_self: user?.invitedOrSelf ?? null,
    job_title: user?.jobTitle ?? null,
    user_country: user?.country ?? null,
    mail_domain: user?.mailDomain ?? null,
  }
}

export function workspaceAttributes(data: Data, id: string | null): Attributes {
  const workspace = id === null ? undefined : workspacesOf(data).get(id)
  return {
    workspace: workspace === undefined ? null : id,
    workspace_name: workspace?.name ?? null,
    workspace_plan: workspace?.plan ?? null,
    roll_up_method: workspace?.method ?? null,
  }
}

export function accountAttributes(data: Data, key: string | null): Attributes {
  const account = key === null ? undefined : accountsOf(data).get(key)
  return {
    account: account?.key ?? null,
    account_name: account?.name ?? null,
    account_kind: account?.kind ?? null,
    industry: account?.industry ?? null,
    country: account?.country ?? null,
    icp_segment: account?.segment ?? null,
    account_size_band: account?.sizeBand ?? null,
    ultimate_parent: account?.top ?? null,
  }
}
