import { expect, test } from 'vitest'
import { compareWithOracle } from './compare-with-oracle.ts'
import { openBothEngines } from './both-engines.ts'

const onEngines = openBothEngines()

test(
  'generated queries over generated data give the results of the oracle, with a fixed seed',
  { timeout: 900_000 },
  async () => {
    const sets = { dataSets: 18, queries: 60, minutes: 14, seed: 20_261_125 }
    const { answered, rejected } = await compareWithOracle(onEngines, sets)
    expect(answered + rejected).toBe(18 * 60 * 2)
  },
)

test('an hour of generated queries finds no wrong result', { timeout: 4_000_000 }, async () => {
  const { answered } = await compareWithOracle(onEngines, { dataSets: 500, queries: 100, minutes: 60 })
  expect(answered).toBeGreaterThan(10_000)
})
