import { expect, test } from 'vitest'
import { openEngines } from './both-engines.ts'
import { compareSmallGroups } from './compare-small-groups.ts'

const onPostgres = openEngines(['postgres'])

test(
  'a role gets the same values, but for those of fewer members than its smallest group',
  { timeout: 120_000 },
  async () => {
    const { shown, withheld, counted, totals } = await compareSmallGroups(onPostgres, {
      dataSets: 1,
      queries: 75,
    })
    expect(Math.min(shown, withheld, counted)).toBeGreaterThan(10)
    expect(totals).toBeGreaterThan(0)
  },
)
