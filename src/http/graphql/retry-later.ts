import type { ApolloServerPlugin } from '@apollo/server'
import type { Context } from '../../context.ts'
import { retryAfter } from '../retry-after.ts'

/**
 * Sets `Retry-After` when the server had no place for a query or could not reach the warehouse, and status 503 when the
 * response has no data at all.
 */
export const retryLater: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { http, body } }) => {
        if (body.kind !== 'single') return Promise.resolve()
        const { data, errors = [] } = body.singleResult
        const [seconds] = errors.flatMap(({ extensions }) => retryAfter(String(extensions?.['code'])) ?? [])
        if (seconds === undefined) return Promise.resolve()
        http.headers.set('retry-after', seconds)
        if (Object.values(data ?? {}).every((value) => value === null)) http.status = 503
        return Promise.resolve()
      },
    }),
}
