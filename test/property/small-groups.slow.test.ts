import { expect, test } from 'vitest'
import { openBothEngines } from './both-engines.ts'
import { compareSmallGroups } from './compare-small-groups.ts'

const onEngines = openBothEngines()

test(
  'a role gets the same values, but for those of fewer members than its smallest group',
  { timeout: 900_000 },
  async () => {
    const { shown, withheld, counted, totals } = await compareSmallGroups(onEngines, {
      dataSets: 8,
      queries: 60,
    })
    expect(Math.min(shown, withheld, counted, totals)).toBeGreaterThan(100)
  },
)
