import { expect, test } from 'vitest'
import { openBothEngines } from './both-engines.ts'
import { compareSmallGroups } from './compare-small-groups.ts'

const onEngines = openBothEngines()

test(
  'on both engines and with more questions, a role gets the same values but for those of small groups',
  { timeout: 900_000 },
  async () => {
    const { shown, withheld, counted, totals } = await compareSmallGroups(onEngines, {
      dataSets: 8,
      queries: 60,
    })
    expect(Math.min(shown, withheld, counted, totals)).toBeGreaterThan(100)
  },
)
