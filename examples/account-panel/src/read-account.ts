import { RequestError, type AnswerError, type Client, type Document } from './plumbline/index.ts'

/** What a document read, and why its other parts are missing. */
export interface Found<Parts> {
  /** Null when there is no such account. */
  readonly account: Parts | null
  /** The part of the account → why it is missing, in words. */
  readonly missing: ReadonlyMap<string, string>
}

interface Data<Parts> {
  readonly account: Parts | null
}

/**
 * Reads an account. Parts that the caller may not see are missing; the others are there.
 *
 * @throws RequestError when the account itself cannot be read
 */
export async function readAccount<Parts>(
  client: Client,
  document: Document<Data<Parts>, { readonly id: string }>,
  id: string,
): Promise<Found<Parts>> {
  try {
    const { account } = await client.request(document, { id })
    return { account, missing: new Map() }
  } catch (error) {
    if (!(error instanceof RequestError) || !hasAccount<Parts>(error.data)) throw error
    return { account: error.data.account, missing: reasonsIn(error.errors) }
  }
}

function hasAccount<Parts>(data: unknown): data is Data<Parts> {
  return typeof data === 'object' && data !== null && 'account' in data && data.account !== null
}

/** The first error of each part. */
function reasonsIn(errors: readonly AnswerError[]): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>()
  for (const { path = [], message, extensions } of errors) {
    const part = String(path[1])
    const reason = extensions?.['code'] === 'FORBIDDEN' ? 'Not visible with your role.' : message
    if (!reasons.has(part)) reasons.set(part, reason)
  }
  return reasons
}
