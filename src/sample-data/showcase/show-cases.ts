import { DAY } from '../base/calendar.ts'
import type { Commerce } from '../billing/commerce.ts'
import { writeOrganisation } from '../make-organisation.ts'
import { writeConversations } from '../sales/write-conversations.ts'
import type { Context } from '../base/context.ts'
import { scriptChangesInTerm } from './cases/changes-in-term.ts'
import { scriptConsumption } from './cases/consumption.ts'
import { scriptConversations } from './cases/conversations.ts'
import { scriptInvoices } from './cases/invoices.ts'
import { scriptLargeCompanies } from './cases/large-companies.ts'
import { scriptLimits } from './cases/limits.ts'
import { scriptPayers } from './cases/payers.ts'
import { scriptRamps } from './cases/ramp.ts'
import { scriptSales } from './cases/sales.ts'
import { scriptSecondSignups } from './cases/second-signups.ts'
import { scriptSegments } from './cases/segments.ts'
import { scriptTrials } from './cases/trials.ts'
import { liveScript } from './live-script.ts'
import type { Script } from './script.ts'
import { Stage } from './stage.ts'

const TELLERS = [
  scriptInvoices,
  scriptChangesInTerm,
  scriptLimits,
  scriptPayers,
  scriptLargeCompanies,
  scriptConsumption,
  scriptTrials,
  scriptSales,
  scriptSecondSignups,
  scriptRamps,
  scriptSegments,
  scriptConversations,
] as const

/** Cases need this many people and days: the oldest script starts 348 days before the end. */
const LEAST_USERS = 200
const LEAST_DAYS = 350

/**
 * Adds organisations with cases that may be missing from the random ones, and lists them in the truth. They
 * come after the others and use separate random streams, so that the others do not change.
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
