import { expect, onTestFinished, test } from 'vitest'
import { refreshBatch } from '../../src/warehouse/release/refresh.ts'
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
    // without a change there is nothing to do
    const { views } = await refreshBatch(warehouse.engine, warehouse.catalog)
    expect(
      views.filter(({ how }) => how !== 'unchanged').map(({ view, how, rows }) => [view, how, rows]),
    ).toEqual([['parameters.data_horizon', 'compared', 0]])
  },
  600_000,
)
