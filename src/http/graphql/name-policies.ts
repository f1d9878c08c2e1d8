import type { ApolloServerPlugin } from '@apollo/server'
import type { Context } from '../../context.ts'

/** Names the policies behind a response in its extensions, and what they hide: columns, and values of small groups. */
export const namePolicies: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response, contextValue }) => {
        const { role, policies } = contextValue.runtime.access
        if (role === null || policies === null || response.body.kind !== 'single') return Promise.resolve()
        const hidden = [...role.columns].filter(([, access]) => access !== 'visible')
        const { singleResult } = response.body
        singleResult.extensions = {
          ...singleResult.extensions,
          policy: {
            hash: policies.hash,
            role: role.name,
            columns: Object.fromEntries(hidden),
            ...(role.minGroupSize === 1 ? {} : { minGroupSize: role.minGroupSize }),
          },
        }
        return Promise.resolve()
      },
    }),
}
