import type { CohortCell } from '../cohorts/cohort-cell.ts'
import { nextPeriod, type Frame } from '../question/frame.ts'
import type { Grain } from '../question/query.ts'

/** The ages of a cohort that have started by the calendar, and whether each is complete. */
export function startedAges(
  frame: Frame,
  grain: Grain,
  cohort: number,
): readonly { readonly age: number; readonly maturity: CohortCell['maturity'] }[] {
  const now = grain === 'hour' ? frame.settings.asOf : frame.now
  const ages: { age: number; maturity: CohortCell['maturity'] }[] = []
  for (let [age, begins] = [0, cohort]; begins < now; age += 1) {
    const ends = nextPeriod({ ...frame, grain }, begins)
    ages.push({ age, maturity: ends <= now ? 'COMPLETE' : 'PARTIAL' })
    begins = ends
  }
  return ages
}
