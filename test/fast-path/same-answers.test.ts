import { expect, test } from 'vitest'
import { checkSameAnswers } from './check-same-answers.ts'
import { oneEngine } from '../harness/engine-kinds.ts'

test('16 generated documents have the same answers ahead of the resolvers as from them', async () => {
  expect(await checkSameAnswers(oneEngine, 16, 1)).toBeGreaterThan(0.2)
})
