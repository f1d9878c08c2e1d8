import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient as createSse } from 'graphql-sse'
import { createClient as createWs } from 'graphql-ws'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import WebSocket from 'ws'
import { createTokenReader } from '../../src/identity/read-token.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { at, startServerUnderTest } from '../e2e/server-under-test.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const news = 'subscription News { dataRefreshed { cursor } }'

type Headers = Readonly<Record<string, string>>

const overSse = (url: string, headers: Headers = {}) =>
  createSse({ url: `${url}/graphql/stream`, headers, retryAttempts: 0 })
const overWebSocket = (url: string, connectionParams: Headers = {}) =>
  createWs({
    url: `${url.replace('http', 'ws')}/graphql/ws`,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  })

test('a server that stops ends its streams, and does not wait for their readers', async () => {
  const server = await startServerUnderTest(smallCompany, undefined, { drainTimeoutSeconds: 20 })
  const sse = overSse(server.url).iterate({ query: news })
  const socket = overWebSocket(server.url).iterate({ query: news })
  await Promise.all([sse.next(), socket.next()])
  const ended = Promise.all([sse, socket].map((stream) => stream.next().catch(() => ({ done: true }))))
  const begin = performance.now()
  await server.stop()
  expect(performance.now() - begin).toBeLessThan(10_000)
  expect((await ended).map(({ done }) => done)).toEqual([true, true])
})

test('a reader that reads nothing holds back neither refreshes nor other readers', async () => {
  const server = await startServerUnderTest(smallCompany)
  try {
    const body = JSON.stringify({ query: news })
    const deaf = connect(Number(new URL(server.url).port), '127.0.0.1')
    deaf.pause()
    deaf.write(
      `POST /graphql/stream HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n` +
        `content-type: application/json\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`,
    )
    const stream = overSse(server.url).iterate({ query: news })
    const first = Number(at((await stream.next()).value, 'data.dataRefreshed.cursor'))
    await refresh(server.engine, await ownCatalog())
    expect(Number(at((await stream.next()).value, 'data.dataRefreshed.cursor'))).toBeGreaterThan(first)
    await stream.return?.()
    deaf.destroy()
  } finally {
    await server.stop()
  }
})

test('with a list of documents, streams run those only', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-documents-'))
  const trustedDocuments = join(directory, 'documents.json')
  await writeFile(trustedDocuments, JSON.stringify({ news }))
  const server = await startServerUnderTest(smallCompany, undefined, { trustedDocuments })
  try {
    const other = 'subscription { signals { cursor } }'
    const listed = [overSse, overWebSocket].map((open) => open(server.url).iterate({ query: news }))
    for (const stream of listed) {
      expect(at((await stream.next()).value, 'data.dataRefreshed.cursor')).toEqual(expect.any(String))
      await stream.return?.()
    }
    await expect(overSse(server.url).iterate({ query: other }).next()).rejects.toThrow()
    const rejected = await overWebSocket(server.url)
      .iterate({ query: other })
      .next()
      .catch((error: unknown) => ({ value: { errors: error } }))
    expect(at(rejected.value, 'errors.0.extensions.code')).toBe('DOCUMENT_NOT_TRUSTED')
  } finally {
    await server.stop()
    await rm(directory, { recursive: true })
  }
})

test.each([
  ['SSE', overSse],
  ['WebSocket', overWebSocket],
] as const)('a stream over %s ends when its token expires', async (_name, open) => {
  const { issuer, sign, stop } = await tokenIssuer()
  const server = await startServerUnderTest(smallCompany, undefined, {}, { authentication: issuer })
  try {
    const stream = open(server.url, { authorization: `Bearer ${await sign(3)}` }).iterate({ query: news })
    expect(at((await stream.next()).value, 'data.dataRefreshed.cursor')).toEqual(expect.any(String))
    const begin = performance.now()
    expect(at((await stream.next()).value, 'errors.0.extensions.code')).toBe('UNAUTHENTICATED')
    expect((await stream.next()).done).toBe(true)
    expect(performance.now() - begin).toBeLessThan(20_000)
  } finally {
    await server.stop()
    await stop()
  }
})

/** Issues tokens that are valid for some seconds. */
async function tokenIssuer() {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-tokens-'))
  const jwks = join(directory, 'jwks.json')
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  await writeFile(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] }))
  const settings = { issuer: 'https://issuer.example', audience: 'plumbline', jwks, roleClaim: 'role' }
  return {
    issuer: {
      readKeys: () => Promise.resolve(new Map()),
      readToken: createTokenReader({ ...settings, algorithms: ['ES256'], clockToleranceSeconds: 0 }),
    },
    sign: (seconds: number) =>
      new SignJWT({ iss: settings.issuer, aud: settings.audience, sub: 'ada', role: 'analyst' })
        .setProtectedHeader({ alg: 'ES256' })
        .setExpirationTime(Math.ceil(Date.now() / 1_000) + seconds)
        .sign(privateKey),
    stop: () => rm(directory, { recursive: true }),
  }
}
