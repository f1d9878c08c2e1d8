import { DAY, dayText } from '../base/calendar.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Context } from '../base/context.ts'
import type { Teams } from '../teams/workspace.ts'
import type { MeteredUse } from './event-stream.ts'

/** Writes `usage_daily` of an organisation, and the truth about its workspaces. */
export function writeUsage(
  { tables, truth }: Context,
  organisation: Organisation,
  teams: Teams,
  use: MeteredUse,
): void {
  const messages = new Float64Array(teams.workspaces.length)
  for (const [key, quantity] of use) {
    const [workspace = '', meter = '', day = ''] = key.split('/')
    const index = Number(workspace)
    if (meter === 'messages') messages[index] = (messages[index] ?? 0) + quantity
    tables.write('usage_daily', {
      workspace_id: teams.workspaces[index]?.id,
      meter,
      day: dayText(Number(day) * DAY),
      quantity,
    })
  }
  for (const workspace of teams.workspaces) {
    truth.workspace({
      workspaceId: workspace.id,
      companyAccountId: organisation.accountId,
      resolvedAccountId: workspace.resolvedAccountId,
      link: workspace.link,
      messages: messages[workspace.index] ?? 0,
    })
  }
}
