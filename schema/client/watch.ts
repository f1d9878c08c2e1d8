import type { Document } from './document.js'
import { RequestError, type AnswerError, type Client, type RequestOptions } from './runtime.js'

/** The wait before a lost stream is opened again: this long, then twice as long each time. */
const firstWaitMs = 1_000
const maxWaitMs = 30_000

/**
 * The messages of a subscription. A stream that is lost, or ends because the server stops or its warehouse is away, is
 * opened again after the last message, so that none is missed. Ends when it is aborted, or left (`break`).
 *
 * @throws RequestError when the server rejects the subscription
 */
export async function* watch<Message extends { readonly cursor: string }>(
  client: Client,
  document: Document<unknown, never>,
  given: object,
  { signal }: RequestOptions = {},
): AsyncGenerator<Message, void, undefined> {
  let from = given
  for (let waitMs = firstWaitMs; !isAborted(signal); waitMs = Math.min(2 * waitMs, maxWaitMs)) {
    const left = new AbortController()
    const until = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal])
    try {
      const response = await client.open(document, from, { signal: until })
      for await (const text of eventsOf(response)) {
        const { data, errors = [] } = JSON.parse(text) as Answer<Message>
        if (errors.length > 0) throw new RequestError(errors, data, response.status)
        const message = Object.values(data ?? {})[0] ?? null
        if (message === null) continue
        waitMs = firstWaitMs
        from = { ...given, after: message.cursor }
        yield message
      }
    } catch (error) {
      if (isAborted(signal)) return
      if (error instanceof RequestError && !isTemporary(error)) throw error
    } finally {
      left.abort()
    }
    await wait(waitMs, signal)
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}

interface Answer<Message> {
  readonly data?: Readonly<Record<string, Message | null>> | null
  readonly errors?: readonly AnswerError[]
}

/** Codes of errors after which the same request can succeed later, whether they came as a status or in a stream. */
const temporaryCodes: ReadonlySet<unknown> = new Set([
  'DEFINITIONS_CHANGED',
  'OVERLOADED',
  'TIMEOUT',
  'TOO_MANY_REQUESTS',
  'WAREHOUSE_UNAVAILABLE',
])

/** Whether the same request can succeed later. An answer without codes is not one of Plumbline: its status decides. */
function isTemporary({ errors, status }: RequestError): boolean {
  const codes = errors.map(({ extensions }) => extensions?.['code'])
  if (codes.every((code) => code === undefined)) return status === 429 || status >= 500
  return codes.every((code) => temporaryCodes.has(code))
}

/** The data of the events `next` of a stream. */
async function* eventsOf({ body }: Response): AsyncGenerator<string, void, undefined> {
  if (body === null) return
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const events = (rest + value).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const [, text] = /^event: next\ndata: (.*)$/s.exec(event) ?? []
      if (text !== undefined) yield text
    }
  }
}

/** Waits, unless it is aborted meanwhile. */
function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end)
  })
}
