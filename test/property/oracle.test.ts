import { expect, test } from 'vitest'
import { optionValues } from './arbitrary-query.ts'
import { compareWithOracle } from './compare-with-oracle.ts'
import { openEngines } from './both-engines.ts'
import { metrics } from './oracle/metrics.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const onEngines = openEngines(['postgres'])

test('the oracle implements every metric', async () => {
  const { metrics: defined } = await ownCatalog()
  expect(Object.keys(metrics).sort()).toEqual([...defined.keys()].sort())
})

test('the generated queries name options that exist', async () => {
  const { parameters } = await ownCatalog()
  expect(Object.keys(optionValues).filter((name) => !parameters.has(name))).toEqual([])
})

test(
  'generated queries over generated data give the results of the oracle',
  { timeout: 900_000 },
  async () => {
    const { answered, rejected } = await compareWithOracle(onEngines, {
      // 80 results; `npm run test:full` has 2,160 over both engines with this seed, and an hour with new ones
      dataSets: 2,
      queries: 40,
      minutes: 14,
      seed: 20_261_125,
    })
    expect(answered + rejected).toBe(2 * 40)
    // a product that rejects every query has no wrong number, so require results
    expect(answered / (answered + rejected)).toBeGreaterThan(0.6)
  },
)
