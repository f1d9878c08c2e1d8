import type { QueryResolvers } from '../../generated/resolvers.ts'
import * as accounts from '../entities/accounts.ts'
import * as accountPages from '../entities/account-parts.ts'
import * as buyers from '../entities/buyers.ts'
import * as catalog from '../catalog/catalog.ts'
import * as connections from '../entities/connections.ts'
import * as metrics from '../metrics/metrics.ts'
import { scalars } from '../sdl/scalars.ts'
import * as signals from '../signals.ts'
import * as streams from '../streams.ts'
import * as users from '../entities/users.ts'
import * as workspaces from '../entities/workspaces.ts'

/** The resolvers of every type; a field without one is the row's own field of that name. */
export const resolvers = {
  ...scalars,
  ...accounts,
  ...accountPages,
  ...buyers,
  ...catalog,
  ...connections,
  ...metrics,
  ...signals,
  ...streams,
  ...users,
  ...workspaces,
  Query: {
    ...accounts.Query,
    ...buyers.Query,
    ...catalog.Query,
    ...connections.Query,
    ...metrics.Query,
    ...signals.Query,
    ...users.Query,
    ...workspaces.Query,
  } satisfies Required<QueryResolvers>,
}
