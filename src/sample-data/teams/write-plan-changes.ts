import { timeText } from '../base/calendar.ts'
import type { Commerce } from '../billing/commerce.ts'
import { planOf } from '../billing/commerce.ts'
import type { Context } from '../base/context.ts'
import type { Teams } from './workspace.ts'

/** Writes `plan_changes` of an organisation: the first plan of each workspace, and each later one. */
export function writePlanChanges(
  { tables, calendar }: Context,
  { workspaces }: Teams,
  commerce: Commerce,
): void {
  const periods = commerce.subscriptions.flatMap((subscription) => subscription.periods)
  const turns = [
    ...new Set(periods.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? calendar.end])),
  ]
  turns.sort((a, b) => a - b)
  for (const { id, index, createdAt } of workspaces) {
    let before: string | null = null
    for (const at of [createdAt, ...turns.filter((turn) => turn > createdAt && turn < calendar.end)]) {
      const plan = planOf(commerce, index, at)
      if (plan !== before) tables.write('plan_changes', { workspace_id: id, valid_from: timeText(at), plan })
      before = plan
    }
  }
}
