import { DAY } from './base/calendar.ts'
import { billSubscriptions } from './billing/bill-subscriptions.ts'
import { countMoney, tellTruth } from './billing/count-money.ts'
import { formTeams } from './teams/form-teams.ts'
import { gatherPeople } from './people/gather-people.ts'
import { addTo } from './base/ledger.ts'
import type { Organisation } from './organisations/organisation.ts'
import type { Neighbour, Person } from './people/person.ts'
import type { Commerce } from './billing/commerce.ts'
import type { Teams } from './teams/workspace.ts'
import type { UseOfProduct } from './usage/write-events.ts'
import { planCommerce } from './billing/plan-commerce.ts'
import type { Setting } from './base/setting.ts'
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

/** An organisation with all that was decided about it. */
export interface PlannedOrganisation {
  readonly organisation: Organisation
  readonly people: readonly Person[]
  readonly teams: Teams
  readonly commerce: Commerce
  readonly referrer: Neighbour | null
}

/** Makes one organisation with all that is its own; returns somebody of it who may recommend the product. */
export function makeOrganisation(
  setting: Setting,
  organisation: Organisation,
  neighbour: Neighbour | null,
): Neighbour | null {
  const people = gatherPeople(organisation, setting.calendar)
  const teams = formTeams(organisation, people, setting.calendar)
  const commerce = planCommerce(setting, organisation, people, teams)
  const referrer = chooseReferrer(organisation, neighbour)
  writeConversations(setting, organisation, drawRemarks(setting, organisation, people, commerce))
  writeOrganisation(setting, { organisation, people, teams, commerce, referrer }, () => {
    const invitations = writeInvitations(setting, organisation, people, teams, referrer)
    return writeEvents(setting, organisation, people, teams, commerce, invitations)
  })
  const first = people[0]
  return first === undefined || first.isInternal ? null : { userId: first.id, signedUpAt: first.signedUpAt }
}

/** Writes the rows of one organisation in every table, and its truth. */
export function writeOrganisation(
  setting: Setting,
  { organisation, people, teams, commerce, referrer }: PlannedOrganisation,
  writeUse: () => UseOfProduct,
): void {
  writeAccount(setting, organisation, commerce)
  writePeople(setting, organisation, people, teams, referrer)
  writeTeams(setting, organisation, people, teams, commerce)
  writePlanChanges(setting, teams, commerce)
  const use = writeUse()
  writeSales(setting, organisation, commerce)
  writeContracts(setting, organisation, commerce, use.metered)
  writeBilling(setting, organisation, teams, commerce)
  const invoices = billSubscriptions(setting.calendar, organisation, commerce)
  writeInvoices(setting, organisation, commerce, invoices)
  const money = countMoney(setting, organisation, commerce, invoices)
  writeService(setting, organisation, people, teams, money.usd)
  tellTruth(setting, organisation, commerce, money, use)
  use.eventsByMonth.forEach((events, month) => {
    if (money.usd[month] === 0) addTo(setting.ledger.freeEvents, month, events)
  })
}

/** One self-serve organisation in ten was recommended by somebody who was there well before. */
function chooseReferrer(organisation: Organisation, neighbour: Neighbour | null): Neighbour | null {
  const isReferred = organisation.random.fork('referrer').chance(0.22)
  const canBe =
    organisation.salesLedDeal === null && organisation.kind !== 'ourselves' && organisation.size > 0
  if (!isReferred || !canBe || neighbour === null) return null
  return neighbour.signedUpAt + 5 * DAY < organisation.firstSignupAt ? neighbour : null
}
