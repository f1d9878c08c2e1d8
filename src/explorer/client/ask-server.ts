import type { TypedDocumentString } from '../../generated/explorer/graphql.ts'
import { keyHeaders } from './access-key.ts'
import { rejectionOf, Rejection, type WrittenError } from './rejection.ts'

/** Relative to the page, so that the explorer also works behind a path prefix. */
export const graphqlUrl = new URL('graphql', document.baseURI).href

interface Answer<Result> {
  readonly data?: Result | null
  readonly errors?: readonly WrittenError[]
}

/**
 * Sends one query to the server.
 *
 * @throws Rejection with the sentence of the first error
 */
export async function askServer<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...keyHeaders() },
    body: JSON.stringify({ query: document.toString(), variables }),
    signal: signal ?? null,
  })
  const answer = (await readAnswer(response)) as Answer<Result>
  const [error] = answer.errors ?? []
  if (error !== undefined) throw rejectionOf(error)
  if (answer.data === undefined || answer.data === null)
    throw new Rejection(`The server answered ${response.status} without a result. Try again.`)
  return answer.data
}

async function readAnswer(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    throw new Rejection(`The server answered ${response.status} with something other than JSON. Try again.`)
  }
}
