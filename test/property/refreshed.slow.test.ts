import { expect, onTestFinished, test } from 'vitest'
import { openDeployed } from '../harness/warehouse.ts'
import { checkRefreshes } from './check-refreshes.ts'

const chains = Number(process.env['PROPERTY_CHAINS'] ?? 6)

test.each(['pglite', 'postgres'] as const)(
  'on %s, after any changes and kills, a refresh gives the rows of a full one',
  async (kind) => {
    const warehouse = await openDeployed(kind)
    onTestFinished(warehouse.close)
    const seen = await checkRefreshes(warehouse, { chains, steps: 5 })
    for (const fill of [
      'incremental facts.events',
      'incremental entities.stitched_events',
      'full facts.events',
    ])
      expect([...seen]).toContain(fill)
  },
  600_000,
)
