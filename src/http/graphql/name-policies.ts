import type { ApolloServerPlugin } from '@apollo/server'
import type { Context } from '../../context.ts'
import { policiesBehind } from '../../policy/policies-behind.ts'

/** Names the policies behind a response in its extensions. */
export const namePolicies: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response, contextValue }) => {
        const policy = policiesBehind(contextValue.runtime.access)
        if (policy === null || response.body.kind !== 'single') return Promise.resolve()
        const { singleResult } = response.body
        singleResult.extensions = { ...singleResult.extensions, policy }
        return Promise.resolve()
      },
    }),
}
