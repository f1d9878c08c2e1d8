import { expect, test } from 'vitest'
import { compareWithOracle } from './compare-with-oracle.ts'
import { openBothEngines } from './both-engines.ts'

const onEngines = openBothEngines()

test('nor does an hour of queries find a wrong answer', { timeout: 4_000_000 }, async () => {
  const { answered } = await compareWithOracle(onEngines, { dataSets: 500, queries: 100, minutes: 60 })
  expect(answered).toBeGreaterThan(10_000)
})
