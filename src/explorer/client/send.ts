import { keyHeaders } from './access-key.ts'
import { createTurns } from './turns.ts'

/** The server gives one caller six places: two are left for the other tabs of the reader. */
const inTurn = createTurns(4)

/** How long a request is sent again while the server has no place for it. */
const patienceMs = 5 * 60_000

/** How long a server is asked again that cannot be reached: it may be starting. */
const startMs = 20_000

/**
 * Sends JSON to the server. Few requests are under way at a time, and one that the server has no place for is sent again
 * when the server says so, since it may succeed then.
 *
 * @param path relative to the page, so that the explorer also works behind a path prefix
 */
export function send(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const ask = async (start: number): Promise<Response> => {
    const passed = performance.now() - start
    const response = await fetch(new URL(path, document.baseURI), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...keyHeaders() },
      body: JSON.stringify(body),
      signal: signal ?? null,
    }).catch((error: unknown) => {
      if (signal?.aborted === true || passed > startMs) throw error
      return null
    })
    const seconds = secondsToWait(response)
    if (response !== null && (seconds === null || passed > patienceMs)) return response
    await response?.body?.cancel()
    await pause(Number(seconds) * 1_000, signal)
    return ask(start)
  }
  return inTurn(() => ask(performance.now()), signal)
}

/** After how long to ask again; null when the response is an answer. A server that stops has no place, and does not say when. */
function secondsToWait(response: Response | null): string | null {
  if (response === null) return '1'
  return response.headers.get('retry-after') ?? (response.status === 503 ? '1' : null)
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
