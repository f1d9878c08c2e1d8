import { describe, expect, test } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { isUpToDate, planDeploy } from '../../src/warehouse/release/deploy.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { inTransactions } from '../harness/open-transaction.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { askMrr, deployAndRefresh, loadTwoPeriods, rejectedMrr } from './two-periods.ts'
import { slowTest } from '../harness/slow-test.ts'

const catalog = await ownCatalog()

describe.each(engineKinds)('a source view that a loader replaces, on %s', (kind) => {
  let engine: Engine

  const columns = () =>
    (catalog.sources.get('subscription_periods')?.columns ?? []).map(({ name }) => name).join(', ')
  const view = (name: string, factor = 1) => `create view source.${name} as select
      ${columns().replace(/\bamount\b/, `amount * ${factor} as amount`)} from public.raw_periods`

  inTransactions(
    kind,
    async (replaced) => {
      await loadTwoPeriods(replaced, catalog)
      await replaced.execute(`create table public.raw_periods as select * from source.subscription_periods;
          drop table source.subscription_periods cascade;
          ${view('subscription_periods')}`)
      await deployAndRefresh(replaced, catalog)
    },
    (transaction) => {
      engine = transaction
    },
  )

  const release = () => deployAndRefresh(engine, catalog)
  const ask = () => askMrr(engine, catalog)
  const rejection = () => rejectedMrr(engine, catalog)

  test('is read like a table', async () => {
    expect(await ask()).toEqual([['30']])
  })

  slowTest(
    'by rename, create and drop cascade takes dependent views along; deploy lists and restores them',
    async () => {
      await engine.execute(`alter view source.subscription_periods rename to subscription_periods__dbt_backup;
        ${view('subscription_periods', 2)};
        drop view source.subscription_periods__dbt_backup cascade`)
      expect(await rejection()).toMatchObject({ code: 'RELATION_MISSING' })
      const plan = await planDeploy(engine, catalog)
      expect(plan.restored).toContain('staging.subscription_periods')
      expect(plan.findings).toContain('staging.subscription_periods is missing from the database.')
      expect(plan.sources).toEqual([])
      await release()
      expect(isUpToDate(await planDeploy(engine, catalog))).toBe(true)
      // materialized views were refilled
      expect(await ask()).toEqual([['60']])
    },
  )

  test('by rename alone leaves dependent views on the old one, which is reported', async () => {
    await engine.execute(`alter view source.subscription_periods rename to subscription_periods__old;
        ${view('subscription_periods', 2)}`)
    expect((await planDeploy(engine, catalog)).findings).toContain(
      'staging.item_periods reads source.subscription_periods__old instead of source.subscription_periods.',
    )
    await release()
    expect(await ask()).toEqual([['60']])
  })

  slowTest('and drops makes its metrics unavailable, not zero', async () => {
    await engine.execute('drop view source.subscription_periods cascade')
    expect((await planDeploy(engine, catalog)).sources).toEqual([
      'source.subscription_periods is not in the database: deploy creates it empty. Metrics that need it are unavailable until it is loaded.',
    ])
    expect(await rejection()).toMatchObject({ code: 'RELATION_MISSING' })
    await release()
    expect(await rejection()).toMatchObject({ code: 'METRIC_UNAVAILABLE' })
  })

  test('and restores without a column is rejected with the column', async () => {
    await engine.execute(`drop view source.subscription_periods cascade;
        create view source.subscription_periods as select ${columns().replace('amount, ', '')} from public.raw_periods`)
    await expect(release()).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: {
        problems: [
          'source.subscription_periods: the column amount (numeric) is missing, and it is required.',
        ],
      },
    })
  })
})
