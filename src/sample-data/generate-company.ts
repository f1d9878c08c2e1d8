import { Calendar } from './base/calendar.ts'
import { CompanyTables } from './files/company-tables.ts'
import { Totals } from './base/totals.ts'
import { makeOrganisation } from './make-organisation.ts'
import type { PreviousOrganisation } from './people/person.ts'
import { planOrganisation } from './organisations/plan-organisation.ts'
import { declareReceipt } from './files/declare-receipt.ts'
import { hireReps, writeReps } from './sales/reps.ts'
import type { Context } from './base/context.ts'
import { Truth } from './files/truth.ts'
import { showCases } from './showcase/show-cases.ts'
import { writeFinance } from './finance/write-finance.ts'

/** The size and seed of a company, and the target directory. */
export interface CompanyOptions {
  readonly users: number
  readonly seed: number
  readonly directory: string
  /** Age of the company in months, 24 by default. */
  readonly months?: number
  /** ISO date of the end of the data, exclusive; the first of January 2026 by default. */
  readonly end?: string
  /** Called regularly with the number of users generated so far. */
  readonly onProgress?: (done: number, total: number) => void
}

/** The generated files. */
export interface CompanySummary {
  /** Rows per table. */
  readonly tables: Readonly<Record<string, number>>
}

/**
 * Writes a sample company that grows through its product and through sales: every table of the source
 * contract as uncompressed `<table>.csv`, the receipt of the data as `plumbline.yaml`, and the truth behind
 * the data in `truth/`. Scripted organisations are added to the requested users. The same users, seed,
 * months and end give the same bytes. Organisations are generated one at a time, so memory does not grow
 * with the number of users.
 */
export async function generateCompany(options: CompanyOptions): Promise<CompanySummary> {
  const { users, seed, directory, months = 24, end = '2026-01-01', onProgress } = options
  if (!Number.isInteger(users) || users < 1) throw new RangeError(`users must be 1 or more: ${users}`)
  const calendar = new Calendar(end, months)
  const context: Context = {
    seed,
    users,
    calendar,
    tables: await CompanyTables.create(directory),
    truth: await Truth.create(directory),
    totals: new Totals(calendar),
    reps: hireReps(seed, users, calendar),
  }
  writeReps(context.tables, context.reps)

  let done = 0
  let previous: PreviousOrganisation | null = null
  for (let index = 0; done < users; index++) {
    const organisation = planOrganisation(index, { seed, users, calendar, room: users - done })
    previous = makeOrganisation(context, organisation, previous) ?? previous
    done += organisation.size
    await context.tables.drain()
    await context.truth.drain()
    onProgress?.(done, users)
  }

  await showCases(context)
  writeFinance(context)
  const tables = await context.tables.close()
  await declareReceipt(directory, calendar.end)
  await context.truth.close({ options: { users, seed, months, end }, tables, ...totalsOf(context) })
  return { tables }
}

function totalsOf({ totals }: Context): Readonly<Record<string, unknown>> {
  const money = (total: Float64Array): readonly string[] => Array.from(total, (usd) => usd.toFixed(2))
  return {
    events: {
      unique: totals.uniqueEvents,
      duplicates: totals.duplicateEvents,
      receivedADayOrMoreLate: totals.lateEvents,
    },
    usersActivatedWithinSevenDays: totals.activatedUsers,
    mrrUsdByOriginMotion: {
      PLG: money(totals.mrr.PLG),
      PLS: money(totals.mrr.PLS),
      SLG: money(totals.mrr.SLG),
    },
    newMrrUsdByOriginMotion: {
      PLG: money(totals.newMrr.PLG),
      PLS: money(totals.newMrr.PLS),
      SLG: money(totals.newMrr.SLG),
    },
  }
}
