import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyOfRole } from '../harness/key-of-role.ts'
import type { StoredKey } from '../../src/identity/api-key.ts'
import type { Claim } from '../../src/identity/identity.ts'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { followPolicies } from '../../src/policy/follow-policies.ts'
import { startServer } from '../../src/server.ts'
import type { RunningServer } from '../../src/server.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { writeDataSet } from '../contract/data-set.ts'
import { openDeployed } from '../harness/warehouse.ts'
import { smallCompany } from './small-company.ts'
import { at } from './server-under-test.ts'

const written = `
claims:
  accounts: text[]
  region: text
roles:
  rep:
    metrics: [revenue, engagement, mrr]
    entities: [accounts, workspaces, users]
    rows: { accounts: account_key = any(claims.accounts) }
  seller:
    inherits: [rep]
    entities: [invoices, subscriptions, invitations]
  scientist:
    metrics: ['*']
    entities: ['*']
    columns: { pii: hashed }
  regional:
    inherits: [rep]
    rows: { accounts: country = claims.region or industry = 'mining' }
  panel:
    inherits: [scientist]
    min_group_size: 2
  admin:
    metrics: ['*']
    entities: ['*']
    columns: { pii: visible }
`

let engine: Engine
let server: RunningServer
let directory: string
let closeWarehouse: () => Promise<void>
const problems: unknown[] = []
const keys = new Map<string, StoredKey>()

/** A new key of a role. */
function keyOf(role: string, claims: Readonly<Record<string, Claim>> = {}): string {
  const { key, stored } = keyOfRole(role, claims)
  keys.set(stored.id, stored)
  return key
}

const rep = keyOf('rep', { accounts: ['acme'] })
const seller = keyOf('seller', { accounts: ['acme'] })
const regional = keyOf('regional', { accounts: [], region: 'US' })
const scientist = keyOf('scientist')
const panel = keyOf('panel')
const admin = keyOf('admin')

beforeAll(async () => {
  const opened = await openDeployed('postgres')
  const { catalog } = opened
  engine = opened.engine
  closeWarehouse = opened.close
  const data = await writeDataSet({
    ...smallCompany,
    'billing_customers.csv': `${smallCompany['billing_customers.csv'] ?? ''}c3,globex,w3,dee@globex.com,dee,2025-03-01T00:00:00Z
`,
    'invoices.csv': `invoice_id,customer_id,issued_at,subtotal,total,currency,status
i1,c1,2025-01-10T00:00:00Z,100,119,USD,open
i2,c3,2025-03-10T00:00:00Z,10,12,USD,open
`,
    'invitations.csv': `invitation_id,inviter_user_id,workspace_id,invitee_key,sent_at
n1,ada,w1,gus@acme.com,2025-03-01T12:00:00Z
n2,dee,w3,hal@globex.com,2025-03-02T12:00:00Z
`,
  })
  await load(engine, catalog.sources, [data.directory])
  await data.remove()
  await refresh(engine, catalog)
  directory = await mkdtemp(join(tmpdir(), 'plumbline-'))
  await writeFile(join(directory, 'policies.yaml'), written)
  server = await startServer(
    runtimeOf(catalog, engine),
    { host: '127.0.0.1', port: 0, logLevel: 'silent' },
    {
      log: createLog('silent'),
      authentication: { readKeys: () => Promise.resolve(keys), readToken: null },
      policies: followPolicies(join(directory, 'policies.yaml'), (problem) => problems.push(problem)),
      hashKey: 'a key that only the server knows',
    },
  )
})

afterAll(async () => {
  await server.stop()
  await closeWarehouse()
  await rm(directory, { recursive: true })
})

describe('rows', () => {
  test('a role lists the accounts of its claim, and what belongs to them', async () => {
    const { data } = await ask(
      rep,
      '{ accounts { totalCount nodes { key } } users { totalCount nodes { key } } workspaces { nodes { key } } }',
    )
    expect(data).toEqual({
      accounts: { totalCount: 1, nodes: [{ key: 'acme' }] },
      users: { totalCount: 3, nodes: [{ key: 'ada' }, { key: 'bob' }, { key: 'cy' }] },
      workspaces: { nodes: [{ key: 'w1' }, { key: 'w2' }] },
    })
  })

  test('an object of another account does not exist, by any way to it', async () => {
    const { data } = await ask(
      rep,
      `{ account(id: "globex") { key } user(id: "dee") { key } node(id: "${toId('Account', 'globex')}") { id }
         workspace(id: "w3") { key } accounts(where: [{ id: { eq: "globex" } }]) { totalCount nodes { key } } }`,
    )
    expect(data).toEqual({
      account: null,
      user: null,
      node: null,
      workspace: null,
      accounts: { totalCount: 0, nodes: [] },
    })
  })

  test('objects of an account follow it: in lists, counts, pages of it and by id', async () => {
    const { data, code } = await ask(
      seller,
      `{ invoices { totalCount nodes { key account { key } } } account(id: "acme") { invoices { nodes { key } } }
         invoice(id: "i2") { key } nodes(ids: ["${toNodeId('Invoice', 'i1')}", "${toNodeId('Invoice', 'i2')}"]) { id } }`,
    )
    expect(code).toBeNull()
    expect(data).toEqual({
      invoices: { totalCount: 1, nodes: [{ key: 'i1', account: { key: 'acme' } }] },
      account: { invoices: { nodes: [{ key: 'i1' }] } },
      invoice: null,
      nodes: [{ id: toNodeId('Invoice', 'i1') }, null],
    })
  })

  test('conditions on metrics and states select permitted accounts only', async () => {
    const { data } = await ask(
      rep,
      '{ accounts(where: { not: { metric: { name: MRR, is: { gt: "1000" } } } }) { nodes { key } } states: accounts(where: { not: { state: { mrr: { gt: "1000" } } } }) { nodes { key } } }',
    )
    expect(at(data, 'accounts.nodes.*.key')).toEqual(['acme'])
    expect(at(data, 'states.nodes.*.key')).toEqual(['acme'])
  })

  test('metrics count permitted rows only: in values, totals and the group of other values', async () => {
    const { data } = await ask(
      rep,
      `{ metrics(input: { metrics: [ACTIVE_EVENTS], by: [ACCOUNT], totals: true, top: { dimension: ACCOUNT, count: 5 } }) { rows totals } }`,
    )
    const { rows, totals } = at(data, 'metrics') as { rows: unknown[][]; totals: unknown[] }
    expect(rows.map(([account]) => account)).toEqual(['acme'])
    expect(totals.at(-1)).toBe(rows[0]?.at(-1))
  })

  test('claims and constants combine in a condition', async () => {
    const { data } = await ask(regional, '{ accounts { nodes { key } } }')
    expect(at(data, 'accounts.nodes.*.key')).toEqual(['globex'])
  })

  test('a missing claim denies, and the message names it', async () => {
    const { status, code, message } = await ask(keyOf('regional', { accounts: ['acme'] }), '{ __typename }')
    expect({ status, code }).toEqual({ status: 403, code: 'FORBIDDEN' })
    expect(message).toContain('claims.region')
  })

  test('a claim of another type denies', async () => {
    const { status, code } = await ask(
      keyOf('regional', { accounts: [], region: ['US', 'DE'] }),
      '{ accounts { totalCount } }',
    )
    expect({ status, code }).toEqual({ status: 403, code: 'FORBIDDEN' })
  })

  test('a role that the policies do not define sees nothing', async () => {
    const { status, code } = await ask(keyOf('intern'), '{ __typename }')
    expect({ status, code }).toEqual({ status: 403, code: 'FORBIDDEN' })
  })
})

describe('grants', () => {
  test('a metric that is not granted is rejected with the roles that have it; other fields are answered', async () => {
    const { status, data, code, message } = await ask(
      rep,
      '{ granted: metrics(input: { metrics: [MRR] }) { rows } denied: metrics(input: { metrics: [SIGNUPS] }) { rows } }',
    )
    expect(status).toBe(200)
    expect(at(data, 'granted.rows')).toEqual([['150']])
    expect(at(data, 'denied')).toBeNull()
    expect(code).toBe('FORBIDDEN')
    expect(message).toBe(
      'The role rep is not granted the metric signups. These roles are: scientist, panel, admin.',
    )
  })

  test('an entity that is not granted is rejected, also behind another one', async () => {
    const { data, code } = await ask(rep, '{ buyers { totalCount } }')
    expect({ data, code }).toEqual({ data: { buyers: null }, code: 'FORBIDDEN' })
    const inner = await ask(rep, '{ account(id: "acme") { key buyers { totalCount } } }')
    expect(inner.code).toBe('FORBIDDEN')
  })

  test('objects, and conditions on metrics and states, are rejected for who is not granted them', async () => {
    for (const field of [
      'invoices { totalCount }',
      `node(id: "${toNodeId('Invoice', 'i1')}") { id }`,
      'accounts(where: { metric: { name: SIGNUPS, is: { gt: 0 } } }) { totalCount }',
      'accounts(where: { state: { healthScore: { lt: 40 } } }) { totalCount }',
      'accounts(where: { not: { or: [{ state: { healthScore: { lt: 40 } } }] } }) { totalCount }',
      'accounts(orderBy: { field: HEALTH_SCORE }) { totalCount }',
      'accounts(where: { not: { signal: { isOpen: true } } }) { totalCount }',
      'accounts(orderBy: { field: LATEST_SIGNAL }) { totalCount }',
      'account(id: "acme") { metrics(names: [SIGNUPS]) { metric } }',
    ])
      expect((await ask(rep, `{ ${field} }`)).code, field).toBe('FORBIDDEN')
  })

  test('an account without a list that is not granted has all else', async () => {
    const { data, code } = await ask(
      rep,
      '{ account(id: "acme") { key buyers { totalCount } users { totalCount } } }',
    )
    expect(code).toBe('FORBIDDEN')
    expect(at(data, 'account')).toMatchObject({ key: 'acme', buyers: null, users: { totalCount: 3 } })
  })

  test('explain shows the restricted statement, and no policy', async () => {
    const { data, body } = await ask(rep, '{ explain(input: { metrics: [MRR] }) { sql plan } }')
    expect(at(data, 'explain.sql')).toContain('permitted_accounts')
    expect(body).not.toContain('scientist')
  })
})

describe('personal data', () => {
  const emails = '{ users { nodes { key email name emailDomain } } }'

  test('is null for a role that is not granted it, and the response says so', async () => {
    const { data, policy } = await ask(rep, emails)
    expect(at(data, 'users.nodes.0')).toMatchObject({ key: 'ada', email: null, name: null })
    expect(policy).toMatchObject({
      role: 'rep',
      columns: { 'users.email': 'masked', 'users.name': 'masked' },
    })
  })

  test('as a hash still joins users and buyers, and differs from a hash without the key', async () => {
    const { data } = await ask(scientist, '{ user(id: "ada") { email } buyer(id: "c1") { payerEmail } }')
    expect(at(data, 'user.email')).toMatch(/^[0-9a-f]{64}$/)
    expect(at(data, 'user.email')).toBe(at(data, 'buyer.payerEmail'))
  })

  test('is shown to a role that is granted it', async () => {
    const { data } = await ask(admin, '{ user(id: "ada") { email } }')
    expect(at(data, 'user.email')).toBe('ada@acme.com')
  })

  test.each([
    ['filtered', '{ users(where: [{ email: { startsWith: "a" } }]) { totalCount } }'],
    ['ordered', '{ users(orderBy: { field: EMAIL }) { nodes { key } } }'],
    ['filtered below or', '{ users(where: { or: [{ not: { email: { eq: "a" } } }] }) { totalCount } }'],
    ['ordered second', '{ users(orderBy: [{ field: CREATED_AT }, { field: NAME }]) { nodes { key } } }'],
    ['grouped', '{ metrics(input: { metrics: [ACTIVE_EVENTS], by: [USER_EMAIL] }) { rows } }'],
    [
      'filtered in a metric',
      '{ metrics(input: { metrics: [ACTIVE_EVENTS], where: [{ dimension: USER_NAME, is: { startsWith: "A" } }] }) { rows } }',
    ],
  ])('cannot be %s by who may not see it', async (_how, query) => {
    for (const key of [rep, scientist]) expect((await ask(key, query)).code).toBe('FORBIDDEN')
    expect((await ask(admin, query)).code).toBeNull()
  })
})

describe('a search', () => {
  const search = (text: string) =>
    `{ accounts(where: { search: "${text}" }) { nodes { key } } users(where: { search: "${text}" }) { nodes { key } } }`

  test('compares mail addresses and names only where the caller may see them', async () => {
    for (const text of ['ada@', 'ada']) {
      for (const key of [rep, scientist]) {
        const { data } = await ask(key, search(text))
        expect(data).toEqual({ accounts: { nodes: [] }, users: { nodes: [] } })
      }
      const { data } = await ask(admin, search(text))
      expect(data).toEqual({ accounts: { nodes: [{ key: 'acme' }] }, users: { nodes: [{ key: 'ada' }] } })
    }
  })

  test('finds names and domains for everybody', async () => {
    const { data } = await ask(rep, search('acme.com'))
    expect(at(data, 'accounts.nodes.*.key')).toEqual(['acme'])
    expect(at(data, 'users.nodes.*.key')).toEqual(['ada', 'bob', 'cy'])
  })
})

test('the address of an invitation is personal', async () => {
  const query = '{ sentInvitations { nodes { key inviteeKey } } }'
  expect(at((await ask(seller, query)).data, 'sentInvitations.nodes')).toEqual([
    { key: 'n1', inviteeKey: null },
  ])
  expect(at((await ask(admin, query)).data, 'sentInvitations.nodes')).toContainEqual({
    key: 'n1',
    inviteeKey: 'gus@acme.com',
  })
  const filtered = '{ sentInvitations(where: { inviteeKey: { startsWith: "g" } }) { totalCount } }'
  expect((await ask(seller, filtered)).code).toBe('FORBIDDEN')
})

describe('small groups', () => {
  const activeUsers = `{ metrics(input: { metrics: [ACTIVE_USERS], by: [ACCOUNT], totals: true }) {
    rows totals provenance { notes } } }`

  test('are withheld from a role with a smallest group, and the response says so', async () => {
    const { data, policy } = await ask(panel, activeUsers)
    expect(at(data, 'metrics.rows')).toEqual(
      expect.arrayContaining([
        ['acme', '2'],
        ['globex', null],
      ]),
    )
    expect(at(data, 'metrics.totals')).toEqual([null, null])
    expect(at(data, 'metrics.provenance.notes')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Values of fewer than 2 users are withheld/),
        expect.stringMatching(/^withheld: \d of active_users$/),
      ]),
    )
    expect(policy).toMatchObject({ role: 'panel', minGroupSize: 2 })
  })

  test('are shown to other roles, whose responses do not mention them', async () => {
    const { data, policy } = await ask(scientist, activeUsers)
    expect(at(data, 'metrics.rows')).toContainEqual(['globex', '1'])
    expect(policy).not.toHaveProperty('minGroupSize')
  })

  test('are no matter of lists of accounts, but of the metrics of an account', async () => {
    const { data } = await ask(
      panel,
      '{ accounts { nodes { key } } account(id: "acme") { name revenue { value } activeUsers { value } } }',
    )
    expect(at(data, 'accounts.nodes.*.key')).toEqual(expect.arrayContaining(['acme', 'globex']))
    expect(at(data, 'account')).toEqual({
      name: 'Acme',
      revenue: { value: null },
      activeUsers: { value: '2' },
    })
  })

  test('are not told by objects of one account, or by conditions on metrics and states', async () => {
    for (const field of [
      'invoices { totalCount }',
      'accounts(where: { metric: { name: MRR, is: { gt: 0 } } }) { totalCount }',
      'accounts(where: { state: { mrr: { gt: 0 } } }) { totalCount }',
    ])
      expect((await ask(panel, `{ ${field} }`)).code, field).toBe('FORBIDDEN')
    const { data } = await ask(
      panel,
      '{ account(id: "acme") { metrics(names: [MRR]) { points { value } } } }',
    )
    expect(at(data, 'account.metrics')).toEqual([{ points: [{ value: null }] }])
  })

  test('are withheld in typed fields, too', async () => {
    const { data } = await ask(
      panel,
      '{ engagement(by: [ACCOUNT]) { rows { account activeUsers { value } } } }',
    )
    expect(at(data, 'engagement.rows')).toContainEqual({ account: 'globex', activeUsers: { value: null } })
  })
})

test('every answer names the policies that decided it', async () => {
  const { data, policy } = await ask(
    rep,
    '{ metrics(input: { metrics: [MRR] }) { provenance { policyHash } } }',
  )
  expect(policy.hash).toMatch(/^[0-9a-f]{12,}$/)
  expect(at(data, 'metrics.provenance.policyHash')).toBe(policy.hash)
})

test('a changed file is used soon; a broken or missing one is not, and the previous policies hold', async () => {
  const file = join(directory, 'policies.yaml')
  const before = (await ask(rep, '{ accounts { totalCount } }')).policy.hash
  const write = async (text: string, seconds: number) => {
    await writeFile(file, text)
    await utimes(file, new Date(), new Date(Date.now() + seconds * 1000))
    await new Promise((resolve) => setTimeout(resolve, 1_100))
  }
  await write(written.replace('entities: [accounts, workspaces, users]', 'entities: [accounts]'), 10)
  const narrowed = await ask(rep, '{ accounts { totalCount } users { totalCount } }')
  expect(narrowed.policy.hash).not.toBe(before)
  expect(narrowed.data).toEqual({ accounts: { totalCount: 1 }, users: null })

  await write(written.replace('account_key = any(claims.accounts)', 'acount_key = any(claims.accounts)'), 20)
  expect((await ask(rep, '{ accounts { totalCount } }')).policy.hash).toBe(narrowed.policy.hash)
  expect(String(problems.at(-1))).toContain('policies')
  await rm(file)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect((await ask(rep, '{ accounts { totalCount } }')).policy.hash).toBe(narrowed.policy.hash)
  expect(String(problems.at(-1))).toContain('is gone')
})

function toId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url')
}

function toNodeId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64')
}

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
  readonly extensions?: { readonly policy: { readonly hash: string } }
}

async function ask(key: string, query: string) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
  })
  const body = await response.text()
  const { data, errors, extensions } = JSON.parse(body) as Answer
  return {
    status: response.status,
    body,
    data,
    code: errors?.[0]?.extensions.code ?? null,
    message: errors?.[0]?.message ?? null,
    policy: extensions?.policy ?? { hash: '' },
  }
}
