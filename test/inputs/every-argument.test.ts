import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownCatalog } from '../harness/own-catalog.ts'
import { executableSchema } from '../../src/resolvers/schema/executable-schema.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { everyPlace } from './every-place.ts'
import { sweep, sweepLiterals } from './sweep.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const schema = executableSchema(await ownCatalog())

describe.each(engineKinds)('on %s', (kind) => {
  let server: ServerUnderTest

  beforeAll(async () => {
    server = await startServerUnderTest(smallCompany, kind)
  })

  afterAll(() => server.stop())

  test('odd values of arguments give a result or a message', async () => {
    // one value for some places: the next place gets the next value. `npm run test:full` tries every value of every place.
    const shift = kind === 'pglite' ? 0 : 17
    const { failures } = await sweep(server, schema, (values, place) =>
      place % 180 === 0 ? [values[(place / 180 + shift) % values.length]].flatMap((one) => one ?? []) : [],
    )
    expect(failures).toEqual([])
    expect(await sweepLiterals(server, schema)).toEqual([])
    expect(await server.ask('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } })
  })
})

test('every argument of every field is tested', () => {
  const names = everyPlace(schema).map(({ name }) => name)
  for (const name of [
    'metrics(input.where.is.in)',
    'metrics(input.top.count)',
    'accounts(where.employeeCount.gt)',
    'users(after)',
    'activation(options.coreAction.event)',
    'node(id)',
    'view(name)',
  ]) {
    expect(names).toContain(name)
  }
})
