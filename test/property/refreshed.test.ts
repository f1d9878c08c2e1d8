import { expect, onTestFinished, test } from 'vitest'
import { refreshBatch } from '../../src/warehouse/release/refresh.ts'
import { openDeployed } from '../harness/warehouse.ts'
import { checkRefreshes } from './check-refreshes.ts'

test('after any changes, a refresh gives the rows of a full one; without a change there is nothing to do', async () => {
  const warehouse = await openDeployed('postgres')
  onTestFinished(warehouse.close)
  expect([...(await checkRefreshes(warehouse, { chains: 1, steps: 2 }))]).toContain(
    'incremental facts.events',
  )
  const { views } = await refreshBatch(warehouse.engine, warehouse.catalog)
  expect(
    views.filter(({ how }) => how !== 'unchanged').map(({ view, how, rows }) => [view, how, rows]),
  ).toEqual([['parameters.data_horizon', 'compared', 0]])
})
