import type { Calendar } from './calendar.ts'
import type { CompanyTables } from '../files/company-tables.ts'
import type { Totals } from './totals.ts'
import type { Rep } from '../sales/reps.ts'
import type { Truth } from '../files/truth.ts'

/** The shared state of the generator: the span, the open files, the running totals and the sales team. */
export interface Context {
  readonly seed: number
  readonly users: number
  readonly calendar: Calendar
  readonly tables: CompanyTables
  readonly truth: Truth
  readonly totals: Totals
  readonly reps: readonly Rep[]
}
