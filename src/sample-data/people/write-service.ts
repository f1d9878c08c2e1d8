import { DAY, HOUR, dayText, timeText, timeTextOrNull } from '../base/calendar.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Person } from './person.ts'
import { moneyText } from '../billing/prices.ts'
import type { Context } from '../base/context.ts'
import type { Teams } from '../teams/workspace.ts'

/** Writes `feedback`, `support_tickets` and, for paying accounts, `cost_to_serve` of an organisation. */
export function writeService(
  context: Context,
  organisation: Organisation,
  people: readonly Person[],
  teams: Teams,
  paidUsd: Float64Array,
): void {
  const tickets = writeTickets(context, organisation, people, teams)
  writeFeedback(context, organisation, people)
  if (organisation.accountId === null) return
  const random = organisation.random.fork('cost')
  for (let month = 0; month < context.calendar.months; month++) {
    const mrr = paidUsd[month] ?? 0
    if (mrr === 0) continue
    const day = dayText(context.calendar.monthStarts[month] ?? 0)
    const hosting = 40 + mrr * random.between(0.02, 0.05)
    const support = (tickets.get(month) ?? 0) * random.between(900, 1800)
    const common = { month: day, account_id: organisation.accountId }
    context.tables.write('cost_to_serve', {
      ...common,
      category: 'hosting',
      amount: moneyText(Math.round(hosting)),
    })
    if (support > 0) {
      context.tables.write('cost_to_serve', {
        ...common,
        category: 'support',
        amount: moneyText(Math.round(support)),
      })
    }
  }
}

/** Returns the number of tickets opened in each month. */
function writeTickets(
  { tables, calendar }: Context,
  organisation: Organisation,
  people: readonly Person[],
  teams: Teams,
): ReadonlyMap<number, number> {
  const random = organisation.random.fork('tickets')
  const perMonth = new Map<number, number>()
  let number = 0
  for (const person of people) {
    const openedAt = person.signedUpAt + Math.floor(random.exponential(60 * DAY)) + HOUR
    if (person.isBot || !random.chance(0.09) || openedAt >= (person.deletedAt ?? calendar.end)) continue
    const hasAccount = organisation.accountId !== null && random.chance(0.4)
    const closedAt = Math.floor(openedAt + random.exponential(2 * DAY) + HOUR)
    const isClosed = closedAt < calendar.end
    tables.write('support_tickets', {
      ticket_id: `ticket-${organisation.code}-${number++}`,
      account_id: hasAccount ? organisation.accountId : null,
      workspace_id: hasAccount ? null : teams.workspaces[teams.primaryWorkspaces[person.index] ?? 0]?.id,
      opened_at: timeText(openedAt),
      closed_at: timeTextOrNull(isClosed ? closedAt : null),
      priority: random.weighted([['low', 30], ['normal', 50], ['high', 16], ['urgent', 4]]), // prettier-ignore
      satisfaction: isClosed && random.chance(0.4) ? random.int(1, 5) : null,
    })
    const month = calendar.monthOf(openedAt)
    perMonth.set(month, (perMonth.get(month) ?? 0) + 1)
  }
  return perMonth
}

function writeFeedback(
  { tables, calendar }: Context,
  organisation: Organisation,
  people: readonly Person[],
): void {
  const random = organisation.random.fork('feedback')
  for (const person of people) {
    const isAsked = !person.isBot && random.chance(person.isHabitual ? 0.35 : 0.05)
    const submittedAt = person.signedUpAt + Math.floor(random.exponential(70 * DAY)) + DAY
    if (!isAsked || submittedAt >= (person.deletedAt ?? calendar.end)) continue
    const kind = random.chance(0.6) ? 'nps' : 'csat'
    const mood = Math.max(random.next(), person.isHabitual ? random.next() : 0)
    tables.write('feedback', {
      feedback_id: `feedback-${organisation.code}-${person.index}`,
      user_id: person.id,
      kind,
      score: kind === 'nps' ? Math.round(mood * 10) : 1 + Math.round(mood * 4),
      submitted_at: timeText(submittedAt),
    })
  }
}
