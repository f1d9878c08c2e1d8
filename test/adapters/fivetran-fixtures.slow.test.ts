import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Feed } from '../../src/catalog/adapters/adapter.ts'
import { deploy, isUpToDate, planDeploy } from '../../src/warehouse/release/deploy.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { referenceSet } from '../harness/reference-set.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openDeployed, warehouseOf, type DeployedWarehouse } from '../harness/warehouse.ts'
import { createRaw, feedOf, type RawRows } from './given-raw.ts'

const set = referenceSet('fivetran-fixtures')

/** The files of a vendor, every value as it is written. */
const filesOf = (vendor: string): RawRows => {
  const folder = join('../shared/reference/fivetran-fixtures', vendor)
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      basename(file, '.csv'),
      parse(readFileSync(join(folder, file), 'utf8'), { columns: true }),
    ]),
  )
}

describe.skipIf(!set.isHere)('tables of Fivetran, unchanged', () => {
  let opened: DeployedWarehouse
  let feeds: readonly Feed[]
  const ask = (text: string) => warehouseOf(opened.engine, opened.catalog).sql(text)

  beforeAll(async () => {
    opened = await openDeployed('postgres')
    feeds = await Promise.all(['stripe', 'salesforce', 'hubspot'].map((vendor) => feedOf(vendor, 'fivetran')))
    for (const { name, schema } of feeds) await createRaw(opened.engine, schema, filesOf(name))
    await deploy(opened.engine, await ownCatalog(), { feeds })
    await refresh(opened.engine, opened.catalog)
  }, 300_000)

  afterAll(() => opened.close())

  test('are read by views, and nothing is left to deploy', async () => {
    const plan = await planDeploy(opened.engine, opened.catalog, { feeds })
    expect(isUpToDate(plan)).toBe(true)
    expect(plan.adapters.views.map(({ state }) => state)).not.toContain('taken')
  })

  test('the only subscription that is not deleted ended with its trial', async () => {
    expect(
      await ask('select item_id, is_trial, amount, interval, ended_at from source.subscription_periods'),
    ).toEqual([
      {
        item_id: 'bea81c1795a612d8fc3a232b15646701',
        is_trial: true,
        amount: 1500,
        interval: 'month',
        ended_at: '2021-02-19T14:16:37Z',
      },
    ])
  })

  test('all live customers and invoices are there', async () => {
    const live = (file: string) =>
      filesOf('stripe')[file]?.filter(({ livemode }) => livemode === 'TRUE').length
    expect(await ask('select count(*) as rows from source.billing_customers')).toEqual([
      { rows: live('customer') },
    ])
    expect(await ask('select count(*) as rows from source.invoices')).toEqual([{ rows: live('invoice') }])
  })

  test('the data are as new as the newest sync', async () => {
    expect(await ask('select newest_moment from parameters.data_horizon')).toEqual([
      { newest_moment: '2025-08-26T14:30:00Z' },
    ])
  })
})
