import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServerUnderTest, type ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { oneEngine } from '../harness/engine-kinds.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany, oneEngine)
  await server.ask('{ account(id: "acme") { key } }')
})

afterAll(() => server.stop())

async function statementsOf(query: string): Promise<number> {
  server.queries()
  const { errors } = await server.ask(query)
  expect(errors).toBeUndefined()
  return server.queries().length
}

test('the page of an account, with its people, workspaces and payers, is one statement', async () => {
  expect(
    await statementsOf(`{ account(id: "acme") {
      name parent { name }
      users { totalCount nodes { name workspaces { nodes { name } } } }
      workspaces { nodes { name members { nodes { user { name } } } } }
      buyers { nodes { payerEmail } }
    } }`),
  ).toBe(1)
})

test('each list at the root is one statement, with all lists in it', async () => {
  const page = 'nodes { key users(first: 2) { nodes { key } pageInfo { endCursor } } } pageInfo { endCursor }'
  expect(await statementsOf(`{ accounts(first: 2) { ${page} } }`)).toBe(1)
  expect(await statementsOf(`{ accounts(first: 2) { ${page} } others: accounts(last: 2) { ${page} } }`)).toBe(
    2,
  )
})

test('a new load is seen at once: the state is read again, and the next answer is ahead again', async () => {
  await server.engine.execute("update entities.accounts set name = 'Renamed' where account_key = 'acme'")
  const ask = () => server.ask('{ account(id: "acme") { name } }')
  expect((await ask()).data).toEqual({ account: { name: 'Renamed' } })
  expect(await statementsOf('{ account(id: "acme") { name } }')).toBe(1)
})
