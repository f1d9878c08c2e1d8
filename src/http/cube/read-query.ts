import type { FastifyRequest } from 'fastify'
import { PlumblineError } from '../../errors.ts'
import { urlParameters } from '../documents/document-of.ts'

/**
 * The query of a request: JSON in the parameter `query` of a GET request, or the field `query` of a POST request.
 *
 * @throws PlumblineError `BAD_REQUEST`
 */
export function readQuery(request: FastifyRequest): unknown {
  const given = request.method === 'POST' ? inBody(request.body) : urlParameters(request).get('query')
  if (given === null || given === undefined)
    throw new PlumblineError(
      'BAD_REQUEST',
      'The query is missing: send {"query": {"measures": ["mrr.mrr"]}}, or the same object as the parameter query.',
      { subject: 'query' },
    )
  if (typeof given !== 'string') return given
  try {
    return JSON.parse(given)
  } catch {
    throw new PlumblineError('BAD_REQUEST', 'The query is not valid JSON.', { subject: 'query' })
  }
}

function inBody(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'query' in body ? body.query : null
}
