import { expect, test } from 'vitest'
import { checkDocuments } from './check-documents.ts'

test(
  '2,000 generated documents have answers without faults and without the other tenant',
  { timeout: 600_000 },
  async () => {
    const shares: number[] = []
    for (const seed of [2, 3, 4, 5]) shares.push(await checkDocuments(500, seed))
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.5)
  },
)
