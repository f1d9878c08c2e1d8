import { accountsOf } from '../data/accounts.ts'
import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import { excludedWorkspaces } from '../data/excluded.ts'
import { stitchingOf } from '../data/stitching.ts'
import { allUsers } from '../data/user-accounts.ts'
import { accountOf, workspacesOf } from '../data/workspaces.ts'
import type { Fact } from '../fact.ts'
import type { Settings } from '../question/settings.ts'

/** A tag of a conversation. */
interface Conversation {
  readonly account: string
  /** The user who spoke for the account; a user of another account does not. */
  readonly user: string | null
  readonly tag: string
  readonly channel: string | null
  readonly at: number
}

/** Every tag by `as_of` with an account: the one named, else that of the workspace, else that of the user. */
export function conversationsOf(data: Data, { asOf }: Settings): readonly Conversation[] {
  return (data.conversation_tags ?? []).flatMap((row): readonly Conversation[] => {
    const id = row.user_id
    const speaks = id === null ? null : (stitchingOf(data).ofUserId(id) ?? id)
    if (speaks !== null && stitchingOf(data).isExcluded(speaks)) return []
    if (excludedWorkspaces(data).has(row.workspace_id ?? '')) return []
    const user = allUsers(data).get(speaks ?? '')
    const workspace = workspacesOf(data).get(row.workspace_id ?? '')
    const named = accountsOf(data).has(row.account_id ?? '') ? row.account_id : null
    const account = named ?? (workspace === undefined ? null : accountOf(workspace)) ?? user?.account ?? null
    const at = Date.parse(row.said_at)
    if (account === null || at > asOf) return []
    const speaker = user?.account === account ? user.id : null
    return [{ account, user: speaker, tag: row.tag.toLowerCase(), channel: row.channel, at }]
  })
}

/** Conversations in which others decide about a purchase. */
export function authorityFacts(data: Data, settings: Settings): readonly Fact[] {
  return conversationsOf(data, settings)
    .filter(({ tag }) => settings.options.authority_tags.includes(tag))
    .map(({ account, tag, channel, at }) => ({
      at,
      company: account,
      attributes: {
        conversation_tag: tag,
        conversation_channel: channel,
        ...accountAttributes(data, account),
      },
    }))
}
