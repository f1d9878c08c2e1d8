import type { FastifyRequest } from 'fastify'
import { z } from '../../forms.ts'

/** How a request names its document. */
export interface NamedDocument {
  /** Its text; null when the request has none. */
  readonly text: string | null
  /** The id of a persisted document: `documentId`, or the hash of an automatic persisted query. */
  readonly id: string | null
}

const withHash = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) })

/** The document of a GraphQL request, in the body of a POST request or else in the URL. */
export function documentOf(request: FastifyRequest): NamedDocument {
  const { query, documentId, extensions } = parametersOf(request)
  // few requests have extensions, and a failing form takes longer than the rest of this function
  const hash = isRecord(extensions)
    ? withHash.safeParse(extensions).data?.persistedQuery.sha256Hash
    : undefined
  return {
    text: typeof query === 'string' ? query : null,
    id: typeof documentId === 'string' ? documentId : (hash ?? null),
  }
}

/** The variables of a GraphQL request; null when there are none, or what is sent is no JSON. */
export function variablesOf(request: FastifyRequest): unknown {
  const { variables = null } = parametersOf(request)
  return typeof variables === 'string' ? parsed(variables) : variables
}

/** Gives a request the text of its document, instead of an id. */
export function replaceDocument(request: FastifyRequest, text: string): void {
  const { documentId: _id, extensions, ...others } = parametersOf(request)
  const rest = withoutHash(extensions)
  if (request.method === 'POST') {
    request.body = { ...others, query: text, extensions: rest }
    return
  }
  const parameters = urlParameters(request)
  parameters.delete('documentId')
  parameters.set('query', text)
  if (isRecord(rest)) parameters.set('extensions', JSON.stringify(rest))
  request.raw.url = `${request.url.split('?', 1)[0] ?? ''}?${parameters.toString()}`
}

/** The extensions without the hash of the document; what is no object stays, so that its reader rejects it. */
function withoutHash(extensions: unknown): unknown {
  if (!isRecord(extensions)) return extensions ?? null
  const { persistedQuery: _hash, ...rest } = extensions
  return rest
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The parameters in the URL of a request, as Apollo reads them. Fastify leaves a value with invalid escapes encoded, so
 * that a check of its value would see another document than the one that runs.
 */
export function urlParameters({ url }: Pick<FastifyRequest, 'url'>): URLSearchParams {
  return new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? '')
}

/** The parameters of a GraphQL request, in the body of a POST request or else in the URL. */
export function parametersOf(request: FastifyRequest): Readonly<Record<string, unknown>> {
  if (request.method === 'POST') return isRecord(request.body) ? request.body : {}
  const { extensions = '', ...others } = Object.fromEntries(urlParameters(request))
  return { ...others, extensions: parsed(extensions) }
}

/** The value of a JSON text; null when it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
