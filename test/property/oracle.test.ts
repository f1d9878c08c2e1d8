import { expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { answersAreRight } from './answers-are-right.ts'
import { openBothEngines } from './both-engines.ts'
import { metrics } from './oracle/metrics.ts'

const onEngines = openBothEngines()

/** Metrics that the oracle has no opinion of, and why. */
const leftOut: Readonly<Record<string, string>> = {}

test('the oracle knows every metric, or says why not', async () => {
  const { metrics: defined } = await loadCatalog('sql')
  expect([...Object.keys(metrics), ...Object.keys(leftOut)].sort()).toEqual([...defined.keys()].sort())
})

test(
  'whatever is asked of whatever data, the answer is what the rules say',
  { timeout: 600_000 },
  async () => {
    const { answered, refused } = await answersAreRight(onEngines, {
      dataSets: 24,
      questions: 60,
      minutes: 5,
    })
    expect(answered + refused).toBeGreaterThan(1000)
    // refusing everything would be no wrong number either
    expect(answered / (answered + refused)).toBeGreaterThan(0.6)
  },
)
