import { expect, test } from 'vitest'
import { checkDocuments } from './check-documents.ts'

test('16 generated documents have answers without faults and without the other tenant', async () => {
  expect(await checkDocuments(16, 1)).toBeGreaterThan(0.5)
})
