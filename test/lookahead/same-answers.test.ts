import { expect, test } from 'vitest'
import { checkSameAnswers } from './check-same-answers.ts'

// on PostgreSQL, what other tests write next to this one decides how many are answered ahead
test('16 generated documents have the same answers ahead of the resolvers as from them', async () => {
  expect(await checkSameAnswers('pglite', 16, 1)).toBeGreaterThan(0.2)
})
