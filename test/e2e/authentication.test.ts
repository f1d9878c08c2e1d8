import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { CryptoKey, JWK } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateKey, hashKey } from '../../src/identity/api-key.ts'
import type { StoredKey } from '../../src/identity/api-key.ts'
import { createTokenReader } from '../../src/identity/read-token.ts'
import { createLog } from '../../src/log.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { startServer } from '../../src/server.ts'
import type { RunningServer } from '../../src/server.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { revokeKey, storeKey } from '../../src/warehouse/keys/key-store.ts'
import { recentKeys } from '../../src/warehouse/keys/recent-keys.ts'
import { openDeployed } from '../harness/warehouse.ts'

const config = { host: '127.0.0.1', port: 0, logLevel: 'silent' } as const
const claims = { iss: 'https://issuer.example', aud: 'plumbline', sub: 'ada', role: 'analyst' }
const MINUTE = 60

let engine: Engine
let open: RunningServer
let closed: RunningServer
let directory: string
let signer: CryptoKey
let published: JWK
let stranger: CryptoKey
const key = generateKey()
const expired = generateKey()
const revoked = generateKey()
const past = new Date(0)

const stored = (
  { id, key: text }: typeof key,
  over: Partial<Pick<StoredKey, 'expiresAt' | 'revokedAt'>> = {},
) => ({
  id,
  name: 'test',
  role: 'analyst',
  claims: {},
  hash: hashKey(text),
  createdAt: past,
  expiresAt: null,
  revokedAt: null,
  ...over,
})

beforeAll(async () => {
  const opened = await openDeployed('postgres')
  engine = opened.engine
  const runtime = runtimeOf(opened.catalog, engine)
  const log = createLog('silent')
  open = await startServer(runtime, config, {
    log,
    authentication: { readKeys: recentKeys(engine), readToken: null },
  })

  directory = await mkdtemp(join(tmpdir(), 'plumbline-'))
  const pair = await generateKeyPair('ES256')
  signer = pair.privateKey
  stranger = (await generateKeyPair('ES256')).privateKey
  published = await exportJWK(pair.publicKey)
  await publish(published)
  const readToken = createTokenReader({
    issuer: claims.iss,
    audience: claims.aud,
    jwks: join(directory, 'jwks.json'),
    algorithms: ['ES256'],
    clockToleranceSeconds: 30,
    roleClaim: 'role',
  })
  const keys = [stored(key), stored(expired, { expiresAt: past }), stored(revoked, { revokedAt: past })]
  const readKeys = () => Promise.resolve(new Map(keys.map((one) => [one.id, one])))
  const authentication = { readKeys, readToken }
  closed = await startServer(runtime, { ...config, host: '0.0.0.0' }, { log, authentication })
})

afterAll(async () => {
  await open.stop()
  await closed.stop()
  await engine.close()
  await rm(directory, { recursive: true })
})

test('without keys and issuer, a server answers callers on the same machine', async () => {
  expect(await statusOf(open)).toBe(200)
})

test('a page elsewhere cannot reach a server without keys under a name of its own', async () => {
  const { status, code } = await ask(open, { host: 'rebound.example' })
  expect({ status, code }).toEqual({ status: 421, code: 'HOST_NOT_ALLOWED' })
})

test('a server without keys does not listen where other machines reach it, unless told to', async () => {
  const runtime = runtimeOf(await ownCatalog(), engine)
  const anywhere = { ...config, host: '0.0.0.0' }
  await expect(startServer(runtime, anywhere)).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' })
  const server = await startServer(runtime, anywhere, { allowAnonymous: true })
  expect(await statusOf(server)).toBe(200)
  await server.stop()
})

type Row = readonly [name: string, credentials: () => string | null | Promise<string>]

/** Everything that the server answers. */
const interfaces: Readonly<Record<string, readonly [path: string, request: RequestInit]>> = {
  'GET /graphql': ['/graphql?query={__typename}', {}],
  'POST /graphql': ['/graphql', { method: 'POST', body: '{"query":"{__typename}"}' }],
  '/metrics': ['/metrics', {}],
  '/health': ['/health', {}],
  '/ready': ['/ready', {}],
  '/': ['/', {}],
}

/** The status of every interface for a caller. */
async function statuses(credentials: string | null): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {}
  const authorization: Record<string, string> =
    credentials === null ? {} : { authorization: `Bearer ${credentials}` }
  for (const [name, [path, request]] of Object.entries(interfaces)) {
    const headers = { 'content-type': 'application/json', ...authorization }
    const response = await fetch(`${addressOf(closed)}${path}`, { ...request, headers })
    found[name] = response.status
    const body = await response.text()
    if (response.status !== 401) continue
    expect(body).toContain('UNAUTHENTICATED')
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
  }
  return found
}

const publicOnes = { '/health': 200, '/ready': 200, '/': 200 }

const signed = async (
  over: Readonly<Record<string, unknown>> = {},
  { by = signer, from = 0, algorithm = 'ES256' }: { by?: CryptoKey; from?: number; algorithm?: string } = {},
) => {
  const now = Math.floor(Date.now() / 1000) + from
  return new SignJWT({ ...claims, iat: now, nbf: now, exp: now + 10 * MINUTE, ...over })
    .setProtectedHeader({ alg: algorithm })
    .sign(by)
}

/** A moment from now, as a claim. */
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

const unsigned = () =>
  ['{"alg":"none"}', JSON.stringify({ ...claims, exp: 9_999_999_999 }), '']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')

/** Signed with the public key as a secret, which a server that trusts the header would accept. */
const confused = () =>
  new SignJWT({ ...claims, exp: inSeconds(MINUTE) })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(JSON.stringify(published)))

const changed = (text: string) => `${text.slice(0, -6)}AAAAAA`

const accepted: readonly Row[] = [
  ['a key', () => key.key],
  ['a token of the issuer', () => signed()],
  ['a clock that is 20 seconds fast', () => signed({}, { from: 20 })],
  ['a token that expired 20 seconds ago', () => signed({ exp: inSeconds(-20) })],
  ['a token that is valid in 20 seconds', () => signed({ nbf: inSeconds(20) })],
  ['a token issued 20 seconds from now', () => signed({ iat: inSeconds(20) })],
]

const rejected: readonly Row[] = [
  ['no credentials', () => null],
  ['a word', () => 'letmein'],
  ['a key of this form that does not exist', () => generateKey().key],
  ['a key that was changed', () => changed(key.key)],
  ['a key that has expired', () => expired.key],
  ['a key that was revoked', () => revoked.key],
  ['a clock that is 40 seconds fast', () => signed({}, { from: 40 })],
  ['a token that expired 40 seconds ago', () => signed({ exp: inSeconds(-40) })],
  ['a token that is valid in 40 seconds', () => signed({ nbf: inSeconds(40) })],
  ['a token issued 40 seconds from now', () => signed({ iat: inSeconds(40) })],
  ['a token without an end', () => signed({ exp: undefined })],
  ['a token of another issuer', () => signed({ iss: 'https://other.example' })],
  ['a token for another audience', () => signed({ aud: 'billing' })],
  ['a token without a subject', () => signed({ sub: undefined })],
  ['a token without a role', () => signed({ role: undefined })],
  ['a token whose role is a list', () => signed({ role: ['analyst'] })],
  ['a token that a stranger signed', () => signed({}, { by: stranger })],
  ['a token that is not signed', unsigned],
  ['a token signed with the public key as a secret', confused],
  ['a token that was changed', async () => changed(await signed())],
]

test.each(accepted)('%s opens every interface', async (_name, credentials) => {
  expect(await statuses(await credentials())).toEqual({
    'GET /graphql': 200,
    'POST /graphql': 200,
    '/metrics': 200,
    ...publicOnes,
  })
})

test.each(rejected)('%s opens probes and the explorer only', async (_name, credentials) => {
  expect(await statuses(await credentials())).toEqual({
    'GET /graphql': 401,
    'POST /graphql': 401,
    '/metrics': 401,
    ...publicOnes,
  })
})

test.each(['/graphql', '/%67raphql', '/graph%71l', '/metrics', '/%6detrics'])(
  'without credentials, %s is closed however it is written',
  async (path) => {
    for (const method of ['GET', 'HEAD', 'POST']) {
      const { status } = await fetch(`${addressOf(closed)}${path}?query={__typename}`, { method })
      // a route that does not exist reveals nothing
      expect([401, 404]).toContain(status)
    }
  },
)

test('a key set that was changed is used from the next request on', async () => {
  const next = await generateKeyPair('ES256')
  await publish(await exportJWK(next.publicKey))
  expect(await statusOf(closed, await signed({}, { by: next.privateKey }))).toBe(200)
  expect(await statusOf(closed, await signed())).toBe(401)
})

test('as soon as a key exists, callers need one; a revoked or expired key opens nothing', async () => {
  const year = 365 * 24 * 60 * MINUTE * 1000
  const store = ({ id, key }: { id: string; key: string }, expiresAt: Date) =>
    storeKey(engine, { id, name: 'test', role: 'analyst', claims: {}, hash: hashKey(key), expiresAt })
  await store(key, new Date(Date.now() + year))
  await store(expired, new Date(Date.now() - year))
  await store(revoked, new Date(Date.now() + year))
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect(await statusOf(open)).toBe(401)
  expect(await statusOf(open, key.key)).toBe(200)
  expect(await statusOf(open, `${key.key.slice(0, -1)}${key.key.endsWith('A') ? 'B' : 'A'}`)).toBe(401)
  expect(await statusOf(open, expired.key)).toBe(401)
  expect(await statusOf(open, revoked.key)).toBe(200)

  expect(await revokeKey(engine, revoked.id)).toBe(true)
  expect(await revokeKey(engine, revoked.id)).toBe(false)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect(await statusOf(open, revoked.key)).toBe(401)
})

test('the database holds no key that could be used', async () => {
  const rows = await engine.query<{ text: string }>({
    sql: 'select api_keys::text as text from plumbline.api_keys',
    parameters: [],
  })
  expect(rows).toHaveLength(3)
  for (const { text } of rows) expect(text).not.toMatch(/plk_/)
})

function publish(jwk: object): Promise<void> {
  return writeFile(join(directory, 'jwks.json'), JSON.stringify({ keys: [jwk] }))
}

function addressOf({ url }: RunningServer): string {
  return url.replace('0.0.0.0', '127.0.0.1')
}

async function statusOf(server: RunningServer, credentials?: string): Promise<number> {
  return (await ask(server, credentials === undefined ? {} : { authorization: `Bearer ${credentials}` }))
    .status
}

async function ask(server: RunningServer, headers: Readonly<Record<string, string>>) {
  const { request } = await import('node:http')
  const { port } = new URL(server.url)
  return new Promise<{ status: number; scheme: string | undefined; code: unknown }>((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/graphql?query={__typename}',
        headers: { ...headers, 'apollo-require-preflight': 'true' },
      },
      (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (piece: string) => (body += piece))
        response.on('end', () => {
          const { errors } = JSON.parse(body) as { errors?: { extensions: { code: unknown } }[] }
          const { statusCode: status = 0 } = response
          resolve({
            status,
            scheme: response.headers['www-authenticate'],
            code: errors?.[0]?.extensions.code,
          })
        })
      },
    )
    sent.on('error', reject).end()
  })
}
