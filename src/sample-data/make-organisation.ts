import { DAY } from './base/calendar.ts'
import { billSubscriptions } from './billing/bill-subscriptions.ts'
import { countMoney, writeTruth } from './billing/count-money.ts'
import { formTeams } from './teams/form-teams.ts'
import { gatherPeople } from './people/gather-people.ts'
import { addTo } from './base/totals.ts'
import type { Organisation } from './organisations/organisation.ts'
import type { PreviousOrganisation, Person } from './people/person.ts'
import type { Commerce } from './billing/commerce.ts'
import type { Teams } from './teams/workspace.ts'
import type { UseOfProduct } from './usage/write-events.ts'
import { simulatePurchases } from './billing/simulate-purchases.ts'
import type { Context } from './base/context.ts'
import { writeAccount } from './organisations/write-account.ts'
import { writeBilling } from './billing/write-billing.ts'
import { writeEvents } from './usage/write-events.ts'
import { writeInvitations } from './people/write-invitations.ts'
import { writeInvoices } from './billing/write-invoices.ts'
import { writePeople } from './people/write-people.ts'
import { writeContracts } from './sales/write-contracts.ts'
import { drawRemarks, writeConversations } from './sales/write-conversations.ts'
import { writeSales } from './sales/write-sales.ts'
import { writeService } from './people/write-service.ts'
import { writePlanChanges } from './teams/write-plan-changes.ts'
import { writeTeams } from './teams/write-teams.ts'

/** An organisation with all decisions about it. */
export interface PlannedOrganisation {
  readonly organisation: Organisation
  readonly people: readonly Person[]
  readonly teams: Teams
  readonly commerce: Commerce
  readonly referrer: PreviousOrganisation | null
}

/** Generates one organisation; returns a member who may recommend the product, if any. */
export function makeOrganisation(
  context: Context,
  organisation: Organisation,
  previous: PreviousOrganisation | null,
): PreviousOrganisation | null {
  const people = gatherPeople(organisation, context.calendar)
  const teams = formTeams(organisation, people, context.calendar)
  const commerce = simulatePurchases(context, organisation, people, teams)
  const referrer = chooseReferrer(organisation, previous)
  writeConversations(context, organisation, drawRemarks(context, organisation, people, commerce))
  writeOrganisation(context, { organisation, people, teams, commerce, referrer }, () => {
    const invitations = writeInvitations(context, organisation, people, teams, referrer)
    return writeEvents(context, organisation, people, teams, commerce, invitations)
  })
  const first = people[0]
  return first === undefined || first.isInternal ? null : { userId: first.id, signedUpAt: first.signedUpAt }
}

/** Writes the rows of one organisation in every table, and its truth. */
export function writeOrganisation(
  context: Context,
  { organisation, people, teams, commerce, referrer }: PlannedOrganisation,
  writeUse: () => UseOfProduct,
): void {
  writeAccount(context, organisation, commerce)
  writePeople(context, organisation, people, teams, referrer)
  writeTeams(context, organisation, people, teams, commerce)
  writePlanChanges(context, teams, commerce)
  const use = writeUse()
  writeSales(context, organisation, commerce)
  writeContracts(context, organisation, commerce, use.metered)
  writeBilling(context, organisation, teams, commerce)
  const invoices = billSubscriptions(context.calendar, organisation, commerce)
  writeInvoices(context, organisation, commerce, invoices)
  const money = countMoney(context, organisation, commerce, invoices)
  writeService(context, organisation, people, teams, money.usd)
  writeTruth(context, organisation, commerce, money, use)
  use.eventsByMonth.forEach((events, month) => {
    if (money.usd[month] === 0) addTo(context.totals.freeEvents, month, events)
  })
}

/** One self-serve organisation in ten was recommended by an earlier user. */
function chooseReferrer(
  organisation: Organisation,
  previous: PreviousOrganisation | null,
): PreviousOrganisation | null {
  const isReferred = organisation.random.fork('referrer').chance(0.22)
  const canBe =
    organisation.salesLedDeal === null && organisation.kind !== 'internal' && organisation.size > 0
  if (!isReferred || !canBe || previous === null) return null
  return previous.signedUpAt + 5 * DAY < organisation.firstSignupAt ? previous : null
}
