import { DAY } from '../base/calendar.ts'
import type { Commerce } from '../billing/commerce.ts'
import { writeOrganisation } from '../make-organisation.ts'
import { writeConversations } from '../sales/write-conversations.ts'
import type { Context } from '../base/context.ts'
import { tellChangesInTerm } from './cases/changes-in-term.ts'
import { tellConsumption } from './cases/consumption.ts'
import { tellConversations } from './cases/conversations.ts'
import { tellInvoices } from './cases/invoices.ts'
import { tellLargeCompanies } from './cases/large-companies.ts'
import { tellLimits } from './cases/limits.ts'
import { tellPayers } from './cases/payers.ts'
import { tellRamps } from './cases/ramp.ts'
import { tellSales } from './cases/sales.ts'
import { tellSecondSignups } from './cases/second-signups.ts'
import { tellSegments } from './cases/segments.ts'
import { tellTrials } from './cases/trials.ts'
import { liveScript } from './live-script.ts'
import type { Script } from './script.ts'
import { Stage } from './stage.ts'

const TELLERS = [
  tellInvoices,
  tellChangesInTerm,
  tellLimits,
  tellPayers,
  tellLargeCompanies,
  tellConsumption,
  tellTrials,
  tellSales,
  tellSecondSignups,
  tellRamps,
  tellSegments,
  tellConversations,
] as const

/** A company needs so many people and days for its cases to have room: the oldest story begins 348 days before the end. */
const LEAST_USERS = 200
const LEAST_DAYS = 350

/**
 * Adds organisations that show what the ordinary ones may happen to lack, and says in the truth which is which.
 * They come after the others, and draw from streams of their own, so that the others stay as they are.
 */
export async function showCases(context: Context): Promise<void> {
  const { start, end } = context.calendar
  if (context.users < LEAST_USERS || end - start < LEAST_DAYS * DAY) return
  const stage = new Stage(context)
  for (const teller of TELLERS) {
    for (const script of teller(stage)) {
      writeScript(context, script)
      await context.tables.drain()
      await context.truth.drain()
    }
  }
}

function writeScript(context: Context, script: Script): void {
  const { people, money, sales } = script
  const organisation = {
    ...script.organisation,
    firstSignupAt: script.organisation.bornAt,
    size: people.length,
  }
  const teams = script.teams()
  const commerce: Commerce = {
    trial: money.trial,
    dip: script.dip,
    customers: money.customers,
    subscriptions: money.subscriptions,
    contracts: money.contracts,
    contacts: sales.contacts,
    deals: sales.deals,
    touches: sales.touches,
    inactiveFrom: null,
    isConsolidated: false,
  }
  const planned = { organisation, people, teams, commerce, referrer: null }
  writeOrganisation(context, planned, () => liveScript(context, organisation, teams, script))
  writeConversations(context, organisation, script.remarks)
  for (const shown of script.cases) context.truth.case(shown)
}
