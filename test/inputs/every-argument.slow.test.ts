import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownCatalog } from '../harness/own-catalog.ts'
import { executableSchema } from '../../src/resolvers/schema/executable-schema.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { sweep } from './sweep.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const schema = executableSchema(await ownCatalog())

describe.each(engineKinds)('on %s', (kind) => {
  let server: ServerUnderTest

  beforeAll(async () => {
    server = await startServerUnderTest(smallCompany, kind)
  })

  afterAll(() => server.stop())

  test('every odd value of every argument gives a result or a message', { timeout: 3_600_000 }, async () => {
    const { failures } = await sweep(server, schema, (values) => values)
    expect(failures).toEqual([])
  })
})
