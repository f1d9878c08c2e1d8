import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { executableSchema } from '../../src/resolvers/schema/executable-schema.ts'
import { openPglite, openTestPostgres } from '../harness/engines.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { sweep } from './sweep.ts'

const schema = executableSchema(await loadCatalog('sql'))

describe.each(['pglite', 'postgres'] as const)('on %s', (kind) => {
  let server: ServerUnderTest

  beforeAll(async () => {
    server = await startServerUnderTest(smallCompany, async () =>
      kind === 'pglite' ? openPglite() : (await openTestPostgres(inject('postgresUrl'))).engine,
    )
  })

  afterAll(() => server.stop())

  test('every odd value of every argument gives a result or a message', { timeout: 3_600_000 }, async () => {
    const { failures } = await sweep(server, schema, (values) => values)
    expect(failures).toEqual([])
  })
})
