import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Catalog } from '../../../src/catalog/catalog.ts'
import { loadCatalog } from '../../../src/catalog/load-catalog.ts'
import { knownFunctions } from '../../../src/cli/ossie/foreign/known-functions.ts'
import { importOssie } from '../../../src/cli/ossie/import-ossie.ts'
import { runtimeOf } from '../../../src/open-runtime.ts'
import { runQuery } from '../../../src/query/run-query.ts'
import { deploy } from '../../../src/warehouse/release/deploy.ts'
import { refresh } from '../../../src/warehouse/release/refresh.ts'
import { load } from '../../../src/warehouse/load/load.ts'
import { writeDataSet } from '../../contract/data-set.ts'
import { openDeployed, type DeployedWarehouse } from '../../harness/warehouse.ts'
import { shop } from './shop.ts'

let warehouse: DeployedWarehouse
let catalog: Catalog
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-ossie-'))
  await importOssie(stringify(shop), 'shop.yaml', join(folder, 'sql'), 'sql')
  catalog = await loadCatalog(join(folder, 'sql'))
  warehouse = await openDeployed('postgres')
  await deploy(warehouse.engine, catalog)
  const dataSet = await writeDataSet({
    'orders.csv': `order_id,customer_id,ordered_on,amount,status
o1,ada,2025-01-05,100,paid
o2,ada,2025-01-20,50.50,late
o3,bob,2025-02-01,200,paid
`,
    'customers.csv': `customer_id,country
ada,DE
bob,US
`,
  })
  await load(warehouse.engine, catalog.sources, [dataSet.directory])
  await dataSet.remove()
  await refresh(warehouse.engine, catalog)
})

afterAll(async () => {
  await warehouse.close()
  await rm(folder, { recursive: true })
})

test('the metrics of a document of another tool are computed from rows', async () => {
  const { runtime, end } = runtimeOf(catalog, warehouse.engine).begin()
  try {
    const rowsOf = async (request: Parameters<typeof runQuery>[1]) => (await runQuery(runtime, request)).rows
    expect(await rowsOf({ metrics: ['order_total'], grain: 'month', by: ['country'] })).toEqual(
      expect.arrayContaining([
        expect.arrayContaining(['2025-01-01', 'DE', '150.5']),
        expect.arrayContaining(['2025-02-01', 'US', '200']),
      ]),
    )
    // 350.50 of two customers
    expect(await rowsOf({ metrics: ['order_value'] })).toEqual([['175.25']])
  } finally {
    await end()
  }
})

test('PostgreSQL has the functions that expressions may call, with as many arguments', async () => {
  const rows = await warehouse.engine.query<{ name: string; count: number }>({
    sql: `select distinct proname as name, pronargs::int as count from pg_catalog.pg_proc where proname = any ($1)`,
    parameters: [[...knownFunctions.keys()]],
  })
  const found = new Set(rows.map(({ name, count }) => `${name} ${count}`))
  const accepted = [...knownFunctions].flatMap(([name, [least, most]]) =>
    Array.from({ length: most - least + 1 }, (_, index) => `${name} ${least + index}`),
  )
  expect(accepted.filter((one) => !found.has(one))).toEqual([])
})
