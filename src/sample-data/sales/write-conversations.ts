import { DAY, timeText } from '../base/calendar.ts'
import type { Commerce } from '../billing/commerce.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import type { Context } from '../base/context.ts'

/** A conversation tag. */
export interface Remark {
  readonly tag: 'no_authority' | 'purchasing' | 'admin_request' | 'security_review' | 'pricing'
  readonly at: number
  readonly channel: 'call' | 'chat' | 'ticket'
  /**
   * The person or at least the workspace of the remark; only the company is known when both are missing.
   */
  readonly userId?: string | undefined
  readonly workspaceId?: string | undefined
}

/** Topics of sales conversations, and of requests by users. */
export function drawRemarks(
  { calendar }: Context,
  organisation: Organisation,
  people: readonly Person[],
  { touches }: Commerce,
): readonly Remark[] {
  const random = organisation.random.fork('conversations')
  const remarks: Remark[] = []
  if (organisation.accountId === null) return remarks
  for (const { at, isQualified } of touches) {
    if (!isQualified || !random.chance(0.2)) continue
    const tag = random.weighted<Remark['tag']>([['pricing', 40], ['purchasing', 22], ['security_review', 20], ['no_authority', 18]]) // prettier-ignore
    remarks.push({ tag, at, channel: 'call' })
  }
  for (const person of people) {
    const at = person.signedUpAt + Math.floor(random.exponential(50 * DAY)) + DAY
    const isHeard = random.chance(0.015) && at < (person.deletedAt ?? calendar.end)
    const tag = random.weighted<Remark['tag']>([['admin_request', 60], ['pricing', 25], ['no_authority', 15]]) // prettier-ignore
    if (isHeard) remarks.push({ tag, at, channel: random.chance(0.5) ? 'chat' : 'ticket', userId: person.id })
  }
  return remarks
}

/** Writes `conversation_tags` of an organisation; each has one of company, workspace and person. */
export function writeConversations(
  { tables }: Context,
  { accountId, code }: Organisation,
  remarks: readonly Remark[],
): void {
  remarks.forEach(({ tag, at, channel, userId, workspaceId }, number) => {
    tables.write('conversation_tags', {
      tag_id: `tag-${code}-${number}`,
      account_id: userId === undefined && workspaceId === undefined ? accountId : null,
      workspace_id: workspaceId,
      user_id: userId,
      tag,
      said_at: timeText(at),
      channel,
    })
  })
}
