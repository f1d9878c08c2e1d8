import { timeText, timeTextOrNull } from '../base/calendar.ts'
import type { Commerce } from '../billing/commerce.ts'
import { planOf } from '../billing/commerce.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from '../people/person.ts'
import type { Context } from '../base/context.ts'
import type { Teams } from './workspace.ts'

/** Writes `workspaces` and `memberships` of an organisation. */
export function writeTeams(
  { tables, calendar }: Context,
  organisation: Organisation,
  people: readonly Person[],
  teams: Teams,
  commerce: Commerce,
): void {
  for (const workspace of teams.workspaces) {
    tables.write('workspaces', {
      workspace_id: workspace.id,
      name: workspace.name,
      created_at: timeText(workspace.createdAt),
      created_by_user_id: people[workspace.creator]?.id,
      plan: planOf(commerce, workspace.index, calendar.end - 1),
      domain: workspace.link === 'verified_domain' ? organisation.domain : null,
      account_id: workspace.link === 'explicit' ? organisation.accountId : null,
      deleted_at: timeTextOrNull(workspace.deletedAt),
    })
  }
  for (const membership of teams.memberships) {
    tables.write('memberships', {
      workspace_id: teams.workspaces[membership.workspace]?.id,
      user_id: people[membership.person]?.id,
      valid_from: timeText(membership.from),
      valid_to: timeTextOrNull(membership.until),
      role: membership.role,
      seat_type: membership.seatType,
    })
  }
}
