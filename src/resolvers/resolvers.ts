import type { QueryResolvers } from '../generated/resolvers.ts'
import * as accounts from './accounts.ts'
import * as buyers from './buyers.ts'
import * as catalog from './catalog.ts'
import * as connections from './connections.ts'
import * as metrics from './metrics.ts'
import { scalars } from './scalars.ts'
import * as users from './users.ts'
import * as workspaces from './workspaces.ts'

/** The resolvers of every type; a field without one is the row's own field of that name. */
export const resolvers = {
  ...scalars,
  ...accounts,
  ...buyers,
  ...catalog,
  ...connections,
  ...metrics,
  ...users,
  ...workspaces,
  Query: {
    ...accounts.Query,
    ...buyers.Query,
    ...catalog.Query,
    ...connections.Query,
    ...metrics.Query,
    ...users.Query,
    ...workspaces.Query,
  } satisfies Required<QueryResolvers>,
}
