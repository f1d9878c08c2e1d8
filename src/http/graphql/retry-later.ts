import type { ApolloServerPlugin } from '@apollo/server'
import type { Context } from '../../context.ts'

/** Sets `Retry-After` when a query found the queues full, and status 503 when the response has no data. */
export const retryLater: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { http, body } }) => {
        if (body.kind !== 'single') return Promise.resolve()
        const { data, errors = [] } = body.singleResult
        if (errors.some(({ extensions }) => extensions?.['code'] === 'OVERLOADED')) {
          http.headers.set('retry-after', '1')
          if (data === null || data === undefined) http.status = 503
        }
        return Promise.resolve()
      },
    }),
}
