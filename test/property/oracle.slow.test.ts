import { expect, test } from 'vitest'
import { answersAreRight } from './answers-are-right.ts'
import { openBothEngines } from './both-engines.ts'

const onEngines = openBothEngines()

test('nor does an hour of questions find a wrong answer', { timeout: 4_000_000 }, async () => {
  const { answered } = await answersAreRight(onEngines, { dataSets: 500, questions: 100, minutes: 60 })
  expect(answered).toBeGreaterThan(10_000)
})
