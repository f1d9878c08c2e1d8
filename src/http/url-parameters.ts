import type { FastifyRequest } from 'fastify'

/**
 * The parameters in the URL of a request, as Apollo reads them. Fastify leaves a value with invalid escapes encoded, so
 * that a check of its value would see another document than the one that runs.
 */
export function urlParameters({ url }: Pick<FastifyRequest, 'url'>): URLSearchParams {
  return new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? '')
}
