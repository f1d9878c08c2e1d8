import { PlumblineError } from '../../errors.ts'
import type { QueryResolvers } from '../../generated/resolvers.ts'
import type { Loaders } from '../../loaders/create-loaders.ts'
import type { NodeRow } from '../../loaders/entities/rows.ts'
import { byKey } from './by-key.ts'
import { parseGlobalId } from './global-id.ts'
import { maxPageSize } from './lists/page-size.ts'

export const Query = {
  node: (_root, { id }, { loaders }) => findNode(loaders, id),
  nodes: (_root, { ids }, { loaders }) => {
    if (ids.length > maxPageSize)
      throw new PlumblineError(
        'BAD_REQUEST',
        `ids has ${String(ids.length)} items; the limit is ${String(maxPageSize)}.`,
        { subject: 'ids' },
      )
    // each has an error of its own; the generated type does not know that a promise may be null
    return ids.map((id) => findNode(loaders, id) as Promise<NodeRow>)
  },
} satisfies QueryResolvers

/** An object of any type; `__typename` tells graphql-js which one it is. */
async function findNode(loaders: Loaders, id: string): Promise<NodeRow | null> {
  const parsed = parseGlobalId(id)
  if (parsed === null) {
    throw new PlumblineError('BAD_REQUEST', `${id} is not a global id. Use the field id of any type.`, {
      subject: 'id',
    })
  }
  const { type, key } = parsed
  const row = await byKey(loaders, type, key)
  return row === null ? null : { ...row, __typename: type }
}
