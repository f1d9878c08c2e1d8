import type { ApolloServerPlugin } from '@apollo/server'
import type { Context } from '../../context.ts'
import type { Access } from '../../policy/access.ts'

/** Names the policies behind a response in its extensions. */
export const namePolicies: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response, contextValue }) => {
        const policy = policyExtension(contextValue.runtime.access)
        if (policy === null || response.body.kind !== 'single') return Promise.resolve()
        const { singleResult } = response.body
        singleResult.extensions = { ...singleResult.extensions, policy }
        return Promise.resolve()
      },
    }),
}

/** The policies behind a response, and what they hide: columns, and values of small groups; null without policies. */
export function policyExtension({ role, policies }: Access) {
  if (role === null || policies === null) return null
  const hidden = [...role.columns].filter(([, access]) => access !== 'visible')
  return {
    hash: policies.hash,
    role: role.name,
    columns: Object.fromEntries(hidden),
    ...(role.minGroupSize === 1 ? {} : { minGroupSize: role.minGroupSize }),
  }
}
