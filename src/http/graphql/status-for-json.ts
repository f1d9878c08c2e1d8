import type { ApolloServerPlugin } from '@apollo/server'
import type { Context } from '../../context.ts'

/**
 * Sets status 200 for an invalid document when the client accepts only `application/json`, as the specification of
 * GraphQL over HTTP requires: older clients treat every other status as a network failure. All others get 400.
 */
export const statusForJson: ApolloServerPlugin<Context> = {
  requestDidStart: ({ request }) => {
    const accept = request.http?.headers.get('accept') ?? ''
    if (!accept.includes('application/json') || accept.includes('application/graphql-response+json'))
      return Promise.resolve()
    let hasDocument = false
    return Promise.resolve({
      didResolveSource: () => {
        hasDocument = true
        return Promise.resolve()
      },
      willSendResponse: ({ response }) => {
        if (hasDocument && response.http.status === 400) response.http.status = 200
        return Promise.resolve()
      },
    })
  },
}
