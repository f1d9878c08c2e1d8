import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'

let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest({
    ...smallCompany,
    'conversation_tags.csv': `tag_id,account_id,workspace_id,user_id,tag,said_at,channel
t1,,,bob,no_authority,2025-02-01T10:00:00Z,call
t2,globex,,,purchasing,2025-03-15T10:00:00Z,chat
`,
  })
})

afterAll(() => server.stop())

const ask = (query: string) => server.ask(query)

test('signals are listed with their subject, by the time of their detection', async () => {
  const { data, errors } = await ask(`{
    signals(signals: ["authority_conversation", "buyer_appeared"], asOf: "2025-03-20") {
      nodes { signal severity actBy subject subjectKey accountKey account { name } user { key } detectedAt closedAt evidence }
      pageInfo { hasNextPage hasPreviousPage }
      asOf
      unavailable { signal }
    }
  }`)
  expect(errors).toBeUndefined()
  expect(at(data, 'signals')).toEqual({
    nodes: [
      {
        signal: 'authority_conversation',
        severity: 'HIGH',
        actBy: 'SALES',
        subject: 'ACCOUNT',
        subjectKey: 'acme',
        accountKey: 'acme',
        account: { name: 'Acme' },
        user: null,
        detectedAt: '2025-02-01T10:00:00Z',
        closedAt: '2025-03-01T10:00:00Z',
        evidence: { tag: 'no_authority', channel: 'call' },
      },
      // the second customer of acme is paid by finance, not by a user
      expect.objectContaining({
        signal: 'buyer_appeared',
        subjectKey: 'acme',
        detectedAt: '2025-02-10T00:00:00Z',
        closedAt: '2025-03-10T00:00:00Z',
      }),
      expect.objectContaining({
        signal: 'authority_conversation',
        subjectKey: 'globex',
        detectedAt: '2025-03-15T10:00:00Z',
        closedAt: null,
      }),
    ],
    pageInfo: { hasNextPage: false, hasPreviousPage: false },
    asOf: '2025-03-20T00:00:00Z',
    unavailable: [],
  })
})

test('a page continues after the cursor of another one', async () => {
  const page = (after: string) =>
    ask(
      `{ signals(first: 1, ${after} signals: ["authority_conversation"]) { edges { cursor node { subjectKey } } pageInfo { endCursor hasNextPage } } }`,
    )
  const { data: first } = await page('')
  expect(at(first, 'signals.edges.0.node.subjectKey')).toBe('acme')
  expect(at(first, 'signals.pageInfo.hasNextPage')).toBe(true)
  const { data: second } = await page(`after: "${String(at(first, 'signals.pageInfo.endCursor'))}",`)
  expect(at(second, 'signals.edges.0.node.subjectKey')).toBe('globex')
  expect(at(second, 'signals.pageInfo.hasNextPage')).toBe(false)
})

describe('accounts by their signals', () => {
  interface Listed {
    readonly signal: string
    readonly accountKey: string
    readonly detectedAt: string
    readonly closedAt: string | null
  }

  test('a condition selects those with one of the signals, its opposite all others', async () => {
    const { data } = await ask(
      '{ accounts { nodes { key } } signals(first: 200) { nodes { signal accountKey closedAt } } }',
    )
    const signals = at(data, 'signals.nodes') as readonly Listed[]
    const keys = at(data, 'accounts.nodes.*.key') as readonly string[]
    const names = [...new Set(signals.map(({ signal }) => signal))]
    expect(names.length).toBeGreaterThan(2)
    const conditions = [
      { names: names.slice(0, 1), isOpen: true },
      { names: names.slice(0, 2), isOpen: false },
      { names: names.slice(-1), isOpen: null },
      { names: null, isOpen: true },
    ]
    for (const condition of conditions) {
      const having = (key: string) =>
        signals.some(
          ({ signal, accountKey, closedAt }) =>
            accountKey === key &&
            (condition.names?.includes(signal) ?? true) &&
            (condition.isOpen ?? closedAt === null) === (closedAt === null),
        )
      const { data: found } = await server.ask(
        `query ($condition: AccountSignalFilterInput!) {
          having: accounts(where: { signal: $condition }) { nodes { key } totalCount }
          lacking: accounts(where: { not: { signal: $condition } }) { nodes { key } }
        }`,
        { condition },
      )
      expect(at(found, 'having.nodes.*.key')).toEqual(keys.filter(having))
      expect(at(found, 'having.totalCount')).toBe(keys.filter(having).length)
      expect(at(found, 'lacking.nodes.*.key')).toEqual(keys.filter((key) => !having(key)))
    }
  })

  test('an order has the latest open signal first, and those without one last', async () => {
    const { data } = await ask(
      '{ accounts(orderBy: { field: LATEST_SIGNAL, direction: DESC }) { nodes { signals(isOpen: true) { nodes { detectedAt } } } } }',
    )
    const nodes = at(data, 'accounts.nodes') as readonly { signals: { nodes: readonly Listed[] } }[]
    const latest = nodes.map(
      ({ signals }) =>
        signals.nodes
          .map(({ detectedAt }) => detectedAt)
          .sort()
          .at(-1) ?? '',
    )
    expect(latest[0]).not.toBe('')
    expect(latest.at(-1)).toBe('')
    expect(latest).toEqual(latest.toSorted().toReversed())
  })

  test('an unknown signal, and one that cannot be detected, are rejected', async () => {
    const having = (name: string) =>
      ask(`{ accounts(where: { signal: { names: ["${name}"] } }) { totalCount } }`)
    expect((await having('limit_reach')).errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_REQUEST', suggestions: ['limit_reached'] },
    })
    expect((await having('limit_reached')).errors?.[0]).toMatchObject({
      extensions: { code: 'METRIC_UNAVAILABLE' },
    })
  })
})
