import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

const FREE = { employees: 30, segment: 'icp_2' } as const
const LIMIT = 200
const ONLY_MESSAGES = ['message_sent'] as const

/** The free plan's limits: exceeded before paying, exceeded without paying, and nearly reached. */
export function* scriptLimits(stage: Stage): Generator<Script> {
  for (const i of stage.times(6)) {
    const paidAgo = 20 + 48 * (i % 6)
    yield stage.play('limit_then_paid', { ...FREE, story: 'PLG', bornAgo: paidAgo + 34 }, (script) => {
      const { workspace, members } = script.team(3, paidAgo + 34)
      // three people with fourteen messages a day in total: the 201st is days before they pay
      for (const member of members)
        script.work(member, workspace, daysAgo(paidAgo + 33, paidAgo + 19), 5, ONLY_MESSAGES)
      for (const member of members) script.work(member, workspace, daysAgo(paidAgo + 17, 2, 16))
      script.money.subscribe(script.money.payer(paidAgo, members[0] ?? null), [
        { ago: paidAgo, plan: 'pro', seats: 3 },
      ])
      const facts = { meter: 'messages', limit: LIMIT, usedBeforePaying: usedBefore(script, paidAgo) }
      script.shows('limit_crossed_before_paying', facts, { workspaceIds: [script.workspaces[0]?.id ?? ''] })
    })
  }
  for (const i of stage.times(3)) {
    const paidAgo = 35 + 80 * (i % 3)
    yield stage.play('exports_then_paid', { ...FREE, story: 'PLG', bornAgo: paidAgo + 20 }, (script) => {
      const { workspace, members } = script.team(2, paidAgo + 20)
      const [first = 0, second = 0] = members
      script.work(first, workspace, daysAgo(paidAgo + 18, 3, 9))
      script.work(second, workspace, [paidAgo + 4], 7, ['report_exported'])
      script.money.subscribe(script.money.payer(paidAgo, first), [{ ago: paidAgo, plan: 'pro', seats: 2 }])
      const facts = { meter: 'exports', limit: 5, usedBeforePaying: 7 }
      script.shows('limit_crossed_before_paying', facts, { workspaceIds: [script.workspaces[0]?.id ?? ''] })
    })
  }
  for (const _ of stage.times(3)) {
    yield stage.play(
      'over_limit',
      { ...FREE, employees: 260, segment: 'icp_1', story: null, bornAgo: 70 },
      (script) => {
        const { workspace, members } = script.team(4, 70)
        for (const member of members) script.work(member, workspace, daysAgo(68, 2, 5), 4, ONLY_MESSAGES)
        const [first = 0] = members
        script.work(first, workspace, [9, 4], 3, ['page_view', 'integration_added'])
        const facts = { meter: 'messages', limit: LIMIT, used: usedBefore(script, 0), pays: false }
        script.shows('limit_crossed_not_paying', facts, { workspaceIds: [script.workspaces[0]?.id ?? ''] })
      },
    )
    yield stage.play('near_limit', { ...FREE, story: null, bornAgo: 60 }, (script) => {
      const { workspace, members } = script.team(3, 60)
      for (const member of members) script.work(member, workspace, daysAgo(58, 3, 5), 5, ONLY_MESSAGES)
      const facts = { meter: 'messages', limit: LIMIT, used: usedBefore(script, 0), pays: false }
      script.shows('limit_approaching', facts, { workspaceIds: [script.workspaces[0]?.id ?? ''] })
    })
  }
}

function usedBefore({ deeds, money, end }: Script, ago: number): number {
  const until = ago === 0 ? end : (money.subscriptions[0]?.periods[0]?.startedAt ?? end)
  return deeds.filter(({ name, at }) => name === 'message_sent' && at < until).length
}
