import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientFiles } from '../../src/cli/client/client-files.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { startServerUnderTest } from './server-under-test.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'

/** An application that uses the client; what the compiler must reject is marked. */
const application = `
import { account, accounts, activation, allNodes, createClient, RequestError, revenue, signals, users, watchDataRefreshed, watchSignals } from './index.js'

export async function run(url: string) {
  const client = createClient({ url })
  const acme = await account(client, { id: 'acme' })
  const name: string | null | undefined = acme?.name
  const keys: string[] = []
  for await (const user of allNodes((after) => users(client, { first: 2, after }))) keys.push(user.key)
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
  return { name, keys, german: german.nodes.map(({ key }) => key), rows: byMonth.rows, amount, feed: feed.nodes.length, code }
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
  // @ts-expect-error the row is not grouped by it
  return rows[0]?.account
}
`

let directory: string
let server: ServerUnderTest

beforeAll(async () => {
  server = await startServerUnderTest(smallCompany)
  directory = await mkdtemp(join(tmpdir(), 'plumbline-client-'))
  await mkdir(join(directory, 'js'))
  await writeFile(join(directory, 'js', 'package.json'), '{ "type": "module" }')
  const files = [...clientFiles(await ownCatalog()), ['application.ts', application] as const]
  for (const [name, text] of files) {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ES2022 },
    })
    await writeFile(join(directory, name), text)
    await writeFile(join(directory, 'js', name.replace('.ts', '.js')), outputText)
  }
})

afterAll(async () => {
  await server.stop()
  await rm(directory, { recursive: true })
})

test('the client type-checks under strict settings, and rejects what the server would reject', () => {
  const program = ts.createProgram([join(directory, 'application.ts')], {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    noEmit: true,
    types: [],
  })
  const messages = ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ messageText, file, start }) =>
        `${file?.fileName ?? ''}:${String(start)} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
  expect(messages).toEqual([])
})

test('an application reads objects, pages, metrics and signals through the client', async () => {
  const { run } = await compiledApplication()
  expect(await run(`${server.url}/graphql`)).toEqual({
    name: 'Acme',
    keys: ['ada', 'bob', 'cy', 'dee', 'eve'],
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
  readonly follow: (url: string) => Promise<{
    readonly sent: readonly unknown[]
    readonly cursors: readonly string[]
    readonly cursor: unknown
    readonly rejected: unknown
  }>
}

async function compiledApplication(): Promise<Application> {
  return (await import(pathToFileURL(join(directory, 'js', 'application.js')).href)) as Application
}
