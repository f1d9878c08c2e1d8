import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSources } from '../../src/catalog/files/load-sources.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { openPglite, openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const reference = resolve('../shared/reference')

describe.skipIf(!existsSync(reference)).each(engineKinds)('reference data on %s', (kind) => {
  let engine: Engine
  let postgres: TestPostgres | undefined

  beforeAll(async () => {
    if (kind === 'postgres') postgres = await openTestPostgres(postgresUrl())
    engine = postgres?.engine ?? (await openPglite())
  })

  afterAll(async () => {
    await (postgres ? postgres.stop() : engine.close())
  })

  test.each([
    [
      'git-dpdk',
      {
        account_domains: 118,
        accounts: 118,
        identities: 2004,
        product_events: 89_673,
        users: 1786,
        workspaces: 20,
      },
    ],
    ['mrr-playbook', { subscription_periods: 121 }],
    [
      'ravenstack',
      {
        accounts: 500,
        billing_customers: 500,
        product_events: 25_000,
        subscription_periods: 5000,
        support_tickets: 2000,
      },
    ],
  ])('%s loads without a problem', async (name, rows) => {
    const sources = await loadSources('sql/sources')
    const start = performance.now()
    const report = await load(engine, sources, [resolve(reference, name, 'contract')])
    process.stdout.write(`${name} on ${kind}: ${Math.round(performance.now() - start)} ms\n`)
    expect(Object.fromEntries(report.tables.map(({ table, rows }) => [table, rows]))).toEqual(rows)
  })
})
