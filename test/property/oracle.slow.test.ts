import { expect, test } from 'vitest'
import { compareWithOracle } from './compare-with-oracle.ts'
import { openBothEngines } from './both-engines.ts'

const onEngines = openBothEngines()

test('an hour of generated queries finds no wrong result', { timeout: 4_000_000 }, async () => {
  const { answered } = await compareWithOracle(onEngines, { dataSets: 500, queries: 100, minutes: 60 })
  expect(answered).toBeGreaterThan(10_000)
})
