import { afterAll, beforeAll, expect, test } from 'vitest'
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
