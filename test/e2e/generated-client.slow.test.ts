import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeClient, type WrittenClient } from '../clients/written-client.ts'
import { startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'

/** An application that uses the client; what the compiler must reject is marked. */
const application = `
import { account, accounts, activation, allNodes, allNodesBackwards, createClient, RequestError, revenue, signals, users, watchDataRefreshed, watchSignals } from './index.js'

export async function run(url: string) {
  const client = createClient({ url })
  const acme = await account(client, { id: 'acme' })
  const name: string | null | undefined = acme?.name
  const keys: string[] = []
  for await (const user of allNodes((after) => users(client, { first: 2, after }))) keys.push(user.key)
  const backwards: string[] = []
  for await (const user of allNodesBackwards((before) => users(client, { last: 2, before }))) backwards.push(user.key)
  const german = await accounts(client, {
    where: [{ or: [{ country: { eq: 'DE' } }, { state: { mrr: { gt: '1000' } } }] }],
    orderBy: [{ field: 'NAME' }],
  })
  const byMonth = await revenue(client, { metrics: ['mrr'], by: ['account'], grain: 'MONTH', period: { relative: 'last 2 months' } })
  const amount: string | null | undefined = byMonth.rows[0]?.mrr.amount
  const feed = await signals(client, { first: 1 })
  const code = await activation(client, { metrics: ['activationRate'], timeZone: 'nowhere' }).catch((error: unknown) =>
    error instanceof RequestError ? error.errors[0]?.extensions?.['code'] : error,
  )
  return { name, keys, backwards, german: german.nodes.map(({ key }) => key), rows: byMonth.rows, amount, feed: feed.nodes.length, code }
}

/** An account with its parts, its children and their children, and metrics. */
export async function select(url: string) {
  const found = await account(createClient({ url }), {
    id: 'acme',
    select: {
      name: true,
      people: { users: true },
      workspaces: {
        first: 1,
        orderBy: [{ field: 'NAME', direction: 'DESC' }],
        select: { totalCount: true, nodes: { key: true, members: { first: 1, select: { nodes: { user: { name: true } } } } } },
      },
      metrics: { names: ['MRR'], grain: 'MONTH', period: { relative: 'last 2 months' }, select: { metric: true, points: { period: true, value: true } } },
    },
  })
  const member: string | null | undefined = found?.workspaces?.nodes[0]?.members?.nodes[0]?.user?.name
  const value: string | null | undefined = found?.metrics?.[0]?.points[0]?.value
  return { found, member, value }
}

export async function follow(url: string) {
  const sent: unknown[] = []
  const lossy: typeof fetch = async (address, init) => {
    sent.push(JSON.parse(String(init?.body)).variables)
    const response = await fetch(address, init)
    return sent.length > 1 ? response : new Response(await firstMessage(response), response)
  }
  const cursors: string[] = []
  for await (const { cursor, nodes } of watchSignals(createClient({ url, fetch: lossy }), { severities: ['HIGH'] })) {
    nodes.map(({ accountKey }): string => accountKey)
    if (cursors.push(cursor) === 2) break
  }
  const { value } = await watchDataRefreshed(createClient({ url })).next()
  const rejected = await watchSignals(createClient({ url }), { first: 0 }).next().catch((error: unknown) =>
    error instanceof RequestError ? error.errors[0]?.extensions?.['code'] : error,
  )
  return { sent, cursors, cursor: value?.cursor, rejected }
}

/** A stream that is lost after its first message. */
async function firstMessage({ body }: Response) {
  let text = ''
  for (const reader = body!.pipeThrough(new TextDecoderStream()).getReader(); !text.includes('event: next');)
    text += (await reader.read()).value ?? ''
  return text
}

export async function wrong(url: string) {
  const client = createClient({ url })
  // @ts-expect-error a condition has one operator
  await accounts(client, { where: [{ name: { eq: 'a', ne: 'b' } }] })
  // @ts-expect-error the metric belongs to another family
  await revenue(client, { metrics: ['activationRate'] })
  const { rows } = await revenue(client, { metrics: ['mrr'] })
  const found = await account(client, { id: 'acme', select: { name: true, health: { score: true } } })
  // @ts-expect-error the field was not selected
  found?.industry
  // @ts-expect-error the field of the part was not selected
  found?.health?.band
  // @ts-expect-error there is no such field
  await account(client, { id: 'acme', select: { name: true, nmae: true } })
  // @ts-expect-error there is no such field below
  await account(client, { id: 'acme', select: { health: { score: true, scroe: true } } })
  // @ts-expect-error there is no such argument
  await account(client, { id: 'acme', select: { users: { frist: 1, select: { totalCount: true } } } })
  // @ts-expect-error a required argument is absent
  await account(client, { id: 'acme', select: { metrics: { select: { metric: true } } } })
  // @ts-expect-error there is no such metric
  await account(client, { id: 'acme', select: { metrics: { names: ['MMR'], select: { metric: true } } } })
  // @ts-expect-error what is selected of a part is not said
  await account(client, { id: 'acme', select: { health: true } })
  // @ts-expect-error a message without a cursor could not be continued after
  watchSignals(client, { select: { asOf: true } })
  // @ts-expect-error the row is not grouped by it
  return rows[0]?.account
}
`

let server: ServerUnderTest
let written: WrittenClient

beforeAll(async () => {
  ;[server, written] = await Promise.all([startServerUnderTest(smallCompany), writeClient(application)])
})

afterAll(async () => {
  await server.stop()
  await written.remove()
})

test('the client type-checks under strict settings, and rejects what the server would reject', () => {
  expect(written.compilerMessages()).toEqual([])
})

test('an application reads objects, pages, metrics and signals through the client', async () => {
  const { run } = await compiledApplication()
  expect(await run(`${server.url}/graphql`)).toEqual({
    name: 'Acme',
    keys: ['ada', 'bob', 'cy', 'dee', 'eve'],
    backwards: ['eve', 'dee', 'cy', 'bob', 'ada'],
    german: ['acme'],
    rows: [
      {
        period: '2025-01-01',
        account: 'acme',
        mrr: { amount: expect.any(String) as string, currency: 'USD' },
      },
      {
        period: '2025-02-01',
        account: 'acme',
        mrr: { amount: expect.any(String) as string, currency: 'USD' },
      },
    ],
    amount: expect.stringMatching(/^100/) as string,
    feed: expect.any(Number) as number,
    code: 'BAD_OPTION',
  })
})

test('an application selects the parts, the children and the metrics of an account', async () => {
  const { select } = await compiledApplication()
  const points = [
    { period: '2025-01-01', value: '100' },
    { period: '2025-02-01', value: '150' },
  ]
  expect(await select(`${server.url}/graphql`)).toEqual({
    found: {
      name: 'Acme',
      people: { users: 3 },
      workspaces: { totalCount: 2, nodes: [{ key: 'w1', members: { nodes: [{ user: { name: 'Ada' } }] } }] },
      metrics: [{ metric: 'MRR', points }],
    },
    member: 'Ada',
    value: '100',
  })
})

test('a stream that is lost continues after its last message, and a rejected one ends', async () => {
  const { follow } = await compiledApplication()
  const { sent, cursors, cursor, rejected } = await follow(`${server.url}/graphql`)
  expect(sent).toEqual([{ severities: ['HIGH'] }, { severities: ['HIGH'], after: cursors[0] }])
  expect(cursors).toHaveLength(2)
  expect(cursor).toEqual(expect.any(String))
  expect(rejected).toBe('BAD_REQUEST')
})

interface Application {
  readonly run: (url: string) => Promise<unknown>
  readonly select: (url: string) => Promise<unknown>
  readonly follow: (url: string) => Promise<{
    readonly sent: readonly unknown[]
    readonly cursors: readonly string[]
    readonly cursor: unknown
    readonly rejected: unknown
  }>
}

async function compiledApplication(): Promise<Application> {
  return (await written.application()) as Application
}
