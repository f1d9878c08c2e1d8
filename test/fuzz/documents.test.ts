import { expect, test } from 'vitest'
import { checkDocuments } from './check-documents.ts'

test('100 generated documents have answers without faults and without the other tenant', async () => {
  expect(await checkDocuments(100, 1)).toBeGreaterThan(0.5)
})
