import type { Remark } from '../../sales/write-conversations.ts'
import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

const SAID: readonly Pick<Remark, 'tag' | 'channel'>[] = [
  { tag: 'no_authority', channel: 'chat' },
  { tag: 'purchasing', channel: 'call' },
  { tag: 'admin_request', channel: 'ticket' },
  { tag: 'security_review', channel: 'call' },
  { tag: 'pricing', channel: 'chat' },
]

/**
 * Companies with an external decision maker according to conversations: the tag is on a person, a
 * workspace, or the company.
 */
export function* scriptConversations(stage: Stage): Generator<Script> {
  for (const _ of stage.times(2)) {
    yield stage.play(
      'buying_talk',
      { employees: 2_200, segment: 'icp_1', story: null, bornAgo: 90 },
      (script) => {
        const { workspace, members } = script.team(3, 90)
        for (const member of members) script.work(member, workspace, daysAgo(88, 2, 9))
        const userId = script.people[members[0] ?? 0]?.id
        const workspaceId = script.workspaces[workspace]?.id
        SAID.forEach((said, i) => {
          const place = [{ userId }, { workspaceId }, {}][i % 3]
          script.remarks.push({ ...said, ...place, at: script.at(45 - 8 * i) })
        })
        const tags = SAID.map(({ tag }) => tag).join(' ')
        script.shows('tagged_conversation', { tags, count: SAID.length, withinDays: 46 })
      },
    )
  }
}
