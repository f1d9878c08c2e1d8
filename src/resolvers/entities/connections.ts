import { PlumblineError } from '../../errors.ts'
import type { QueryResolvers } from '../../generated/resolvers.ts'
import type { Loaders } from '../../loaders/create-loaders.ts'
import type { NodeRow } from '../../loaders/entities/rows.ts'
import { parseGlobalId } from './global-id.ts'
import type { NodeType } from './global-id.ts'

export const Query = {
  node: (_root, { id }, { loaders }) => {
    const parsed = parseGlobalId(id)
    if (parsed === null) {
      throw new PlumblineError('BAD_REQUEST', `${id} is not a global id. Use the field id of any type.`, {
        subject: 'id',
      })
    }
    return findNode[parsed.type](loaders, parsed.key)
  },
} satisfies QueryResolvers

const findNode: Readonly<Record<NodeType, (loaders: Loaders, key: string) => Promise<NodeRow | null>>> = {
  Account: async (loaders, key) => named('Account', await loaders.account.load(key)),
  Workspace: async (loaders, key) => named('Workspace', await loaders.workspace.load(key)),
  User: async (loaders, key) => named('User', await loaders.user.load(key)),
  Buyer: async (loaders, key) => named('Buyer', await loaders.buyer.load(key)),
}

function named<Type extends NodeType, Row extends object>(
  type: Type,
  row: Row | null,
): (Row & { readonly __typename: Type }) | null {
  return row === null ? null : { ...row, __typename: type }
}
