import { keyHeaders } from './access-key.ts'
import { createTurns } from './turns.ts'

/** The server gives one caller six places: two are left for the other tabs of the reader. */
const inTurn = createTurns(4)

/** How long a request is sent again while the server has no place for it. */
const patienceMs = 5 * 60_000

/**
 * Sends JSON to the server. Few requests are under way at a time, and one that the server has no place for is sent again
 * when the server says so, since it may succeed then.
 *
 * @param path relative to the page, so that the explorer also works behind a path prefix
 */
export function send(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const ask = async (until: number): Promise<Response> => {
    const response = await fetch(new URL(path, document.baseURI), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...keyHeaders() },
      body: JSON.stringify(body),
      signal: signal ?? null,
    })
    const seconds = response.headers.get('retry-after')
    if (seconds === null || performance.now() > until) return response
    await response.body?.cancel()
    await pause(Number(seconds) * 1_000, signal)
    return ask(until)
  }
  return inTurn(() => ask(performance.now() + patienceMs), signal)
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', leave)
      resolve()
    }, ms)
    const leave = () => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    signal?.addEventListener('abort', leave, { once: true })
  })
}
