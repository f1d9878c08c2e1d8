import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyOfRole } from '../harness/key-of-role.ts'
import type { StoredKey } from '../../src/identity/api-key.ts'
import type { Claim } from '../../src/identity/identity.ts'
import { followPolicies } from '../../src/policy/follow-policies.ts'
import { startServerUnderTest } from '../e2e/server-under-test.ts'
import type { ServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { bytesOf, readExport } from './read-export.ts'
import type { ReadExport } from './read-export.ts'

const policies = `
claims: { accounts: 'text[]' }
roles:
  rep:
    metrics: [revenue, engagement]
    entities: [accounts]
    rows: { accounts: account_key = any(claims.accounts) }
  panel:
    metrics: ['*']
    entities: ['*']
    min_group_size: 2
`

let server: ServerUnderTest
let directory: string
const keys = new Map<string, StoredKey>()

function keyOf(role: string, claims: Readonly<Record<string, Claim>> = {}): string {
  const { key, stored } = keyOfRole(role, claims)
  keys.set(stored.id, stored)
  return key
}

const rep = keyOf('rep', { accounts: ['acme'] })
const panel = keyOf('panel')

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-'))
  const file = join(directory, 'policies.yaml')
  await writeFile(file, policies)
  server = await startServerUnderTest(
    smallCompany,
    undefined,
    { requestsPerMinute: 60 },
    {
      authentication: { readKeys: () => Promise.resolve(keys), readToken: null },
      policies: followPolicies(file, () => undefined),
      hashKey: 'a key that only the server knows',
    },
  )
})

afterAll(async () => {
  await server.stop()
  await rm(directory, { recursive: true })
})

const send = (key: string | null, input: object) =>
  fetch(`${server.url}/export?format=ndjson&input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
  })

const read = async (response: Response): Promise<ReadExport> => readExport('ndjson', await bytesOf(response))

async function codeOf(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as { errors: readonly { extensions: { code: string } }[] }
  return [response.status, errors[0]?.extensions.code]
}

const byAccount = { metrics: ['ACTIVE_EVENTS'], by: ['ACCOUNT'] }

test('a caller without a key, or with a wrong one, gets nothing', async () => {
  expect(await codeOf(await send(null, byAccount))).toEqual([401, 'UNAUTHENTICATED'])
  expect(await codeOf(await send('pl_000000000000_wrong', byAccount))).toEqual([401, 'UNAUTHENTICATED'])
})

test('a role gets the rows of its accounts, and its policies are named', async () => {
  const { rows, provenance } = await read(await send(rep, byAccount))
  expect(rows.map(([account]) => account)).toEqual(['acme'])
  expect(provenance?.['policyHash']).toMatch(/^[0-9a-f]+$/)
})

test('a metric that is not granted is rejected', async () => {
  expect(await codeOf(await send(rep, { metrics: ['SIGNUPS'] }))).toEqual([403, 'FORBIDDEN'])
})

test('a missing claim denies', async () => {
  expect(await codeOf(await send(keyOf('rep'), byAccount))).toEqual([403, 'FORBIDDEN'])
})

test('values of small groups are withheld', async () => {
  const { rows, provenance } = await read(await send(panel, { metrics: ['SIGNUPS'], by: ['SIGNUP_SOURCE'] }))
  expect(rows).toEqual([
    ['ads', null],
    ['search', '2'],
    [null, '2'],
  ])
  expect(provenance?.['notes']).toContain('withheld: 1 of signups')
})

test('exports count among the requests of a minute', async () => {
  const flood = keyOf('panel')
  const answers = await Promise.all(Array.from({ length: 62 }, () => send(flood, { metrics: ['MRR'] })))
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(2)
})
