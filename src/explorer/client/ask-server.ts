import type { TypedDocumentString } from '../../generated/explorer/graphql.ts'
import { rejectionOf, Rejection, type WrittenError } from './rejection.ts'
import { send } from './send.ts'

/** Where other tools send the same documents. */
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
  const response = await send('graphql', { query: document.toString(), variables }, signal)
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
