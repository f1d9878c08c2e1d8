import type { EventName } from '../../usage/event-stream.ts'
import type { Script } from '../script.ts'
import { daysAgo } from '../stage.ts'
import type { Stage } from '../stage.ts'

const MUCH: readonly EventName[] = ['message_sent', 'file_shared', 'project_created', 'integration_added', 'report_exported', 'invite_sent', 'audit_log_viewed'] // prettier-ignore

/** For each segment of accounts for sales, one clear example. */
export function* scriptSegments(stage: Stage): Generator<Script> {
  for (const _ of stage.times(1)) {
    yield stage.play(
      'top_enterprise',
      { employees: 15_000, segment: 'icp_1', story: 'PLS', bornAgo: 330 },
      (script) => {
        use(script, 10, daysAgo(328, 2, 19))
        const id = script.sales.deal({
          type: 'new',
          openedAgo: 280,
          closedAgo: 241,
          isWon: true,
          monthly: 90 * 2900,
        })
        script.sales.addContact(0, 'Project Manager', 'champion')
        script.sales.addContact(null, 'CIO', 'economic_buyer')
        script.sales.meet(290)
        script.sales.meet(250, id)
        script.money.sign(240, 90, { terms: 'net_30', unusual: {} })
        script.shows('segment', { segment: 'top_enterprise', arrUsd: 31_320 })
      },
    )
    yield stage.play(
      'top_paid',
      { employees: 420, segment: 'icp_1', story: 'PLG', bornAgo: 150 },
      (script) => {
        use(script, 3, daysAgo(148, 1, 5))
        script.money.subscribe(script.money.payer(120, 0), [{ ago: 120, plan: 'business', seats: 5 }])
        script.shows('segment', { segment: 'top_self_serve_paid', mrrUsd: 110 })
      },
    )
    yield stage.play('top_free', { employees: 650, segment: 'icp_1', story: null, bornAgo: 40 }, (script) => {
      use(script, 4, daysAgo(38, 1, 2))
      script.shows('segment', { segment: 'top_free_trial', pays: false })
    })
    yield stage.play(
      'help_first',
      { employees: 1_800, segment: 'icp_1', story: null, bornAgo: 130 },
      (script) => {
        script.work(0, script.team(2, 130).workspace, [128, 12], 1)
        script.shows('segment', { segment: 'help_first', pays: false })
      },
    )
    yield stage.play(
      'opportunistic',
      { employees: 45, segment: 'other', story: 'PLG', bornAgo: 140 },
      (script) => {
        script.work(0, script.team(1, 140).workspace, daysAgo(138, 10, 32), 1)
        script.money.subscribe(script.money.payer(110, 0), [{ ago: 110, plan: 'pro', seats: 1 }])
        script.shows('segment', { segment: 'opportunistic', mrrUsd: 12 })
      },
    )
    yield stage.play(
      'self_serve_only',
      { employees: 18, segment: 'other', story: null, bornAgo: 36 },
      (script) => {
        use(script, 4, daysAgo(34, 1, 2))
        script.shows('segment', { segment: 'self_serve_only', pays: false })
      },
    )
    yield stage.play('dead_zone', { employees: 4, segment: 'other', story: null, bornAgo: 220 }, (script) => {
      script.work(0, script.team(1, 220).workspace, [219], 1)
      script.shows('segment', { segment: 'dead_zone', pays: false })
    })
  }
}

/** A team that uses nearly all features. */
function use(script: Script, size: number, days: readonly number[]): void {
  const { workspace, members } = script.team(size, Math.max(...days) + 1)
  for (const member of members)
    script.work(member, workspace, days, size > 4 ? 2 : 4, member % 2 === 0 ? MUCH : MUCH.slice(2))
}
