import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { documentOf } from '../../schema/client/document.ts'
import { createClient } from '../../schema/client/runtime.ts'
import { watch } from '../../schema/client/watch.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const document = documentOf<unknown, never>(
  { fields: {}, enums: {} },
  'subscription',
  'News',
  { name: 'dataRefreshed', type: 'DataRefresh', arguments: {} },
  {},
  { cursor: true },
)
const rejected = (code: string) => ({ errors: [{ message: code, extensions: { code } }] })

/** An answer of a server: the messages of a stream that then ends, or a status with a body. */
type Answer = readonly object[] | { readonly status: number; readonly body: string }

/** Follows a server that answers so, one answer for each time that the stream is opened. */
async function follow(...answers: readonly Answer[]) {
  const opened: unknown[] = []
  const left = [...answers]
  const client = createClient({
    url: 'https://plumbline.example/graphql',
    fetch: (_url, init) => {
      const { variables } = JSON.parse(init?.body as string) as { readonly variables: unknown }
      opened.push(variables)
      const answer = left.shift() ?? []
      if ('status' in answer) return Promise.resolve(new Response(answer.body, { status: answer.status }))
      const events = answer.map((message) => `event: next\ndata: ${JSON.stringify(message)}\n\n`)
      return Promise.resolve(new Response(`${events.join('')}event: complete\n\n`))
    },
  })
  const stop = new AbortController()
  const cursors: string[] = []
  const read = async () => {
    for await (const { cursor } of watch<{ cursor: string }>(client, document, {}, stop)) {
      cursors.push(cursor)
      if (left.length === 0) stop.abort()
    }
    return 'stopped'
  }
  const end = read().catch((error: unknown) => (error as Error).message)
  await vi.advanceTimersByTimeAsync(120_000)
  return { opened, cursors, end: await Promise.race([end, Promise.resolve('still open')]) }
}

const message = (cursor: string) => ({ data: { dataRefreshed: { cursor } } })

test.each(['WAREHOUSE_UNAVAILABLE', 'OVERLOADED', 'TIMEOUT', 'TOO_MANY_REQUESTS', 'DEFINITIONS_CHANGED'])(
  'after %s within a stream, it is opened again after the last message',
  async (code) => {
    expect(await follow([message('7'), rejected(code)], [rejected(code)], [message('8')])).toEqual({
      opened: [{}, { after: '7' }, { after: '7' }],
      cursors: ['7', '8'],
      end: 'stopped',
    })
  },
)

test.each(['FORBIDDEN', 'UNAUTHENTICATED', 'BAD_CURSOR', 'QUERY_TOO_EXPENSIVE', 'INTERNAL'])(
  'after %s, the reader gets the error',
  async (code) => {
    const body = JSON.stringify(rejected(code))
    expect(await follow([message('7'), rejected(code)], [message('8')])).toMatchObject({
      cursors: ['7'],
      end: code,
    })
    expect(await follow({ status: 500, body }, [message('8')])).toMatchObject({ cursors: [], end: code })
  },
)

test('a stream that ends, and the page of a proxy, are no rejection', async () => {
  const proxy = { status: 502, body: '<html>Bad Gateway</html>' }
  expect(await follow([message('7')], proxy, [message('8')])).toMatchObject({
    opened: [{}, { after: '7' }, { after: '7' }],
    cursors: ['7', '8'],
  })
})
