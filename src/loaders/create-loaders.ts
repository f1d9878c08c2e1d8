import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { findAccountMetrics } from './account-metric.ts'
import { findAccountParts } from './account-parts.ts'
import { findAccountSignals } from './account-signals.ts'
import { accounts, ofAccount } from './entities/accounts.ts'
import { buyers } from './entities/buyers.ts'
import { findByKey } from './fetch/find-by-key.ts'
import { findPages } from './fetch/find-pages.ts'
import type { Runtime } from '../query/runtime.ts'
import { findMetricSeries } from './metric-series.ts'
import { createObjectLoaders } from './object-loaders.ts'
import { users } from './entities/users.ts'
import { joinedByUser, memberships, ofUser, ofWorkspace, workspaces } from './entities/workspaces.ts'

/**
 * The loaders of one request: each batches the keys of one tick, and caches rows until the request ends.
 */
export function createLoaders(runtime: Runtime, options: QueryOptions) {
  return {
    account: findByKey(runtime, options, accounts),
    accounts: findPages(runtime, options, accounts, null),
    accountMetric: findAccountMetrics(runtime, options),
    accountMetrics: findMetricSeries(runtime, options, 'account'),
    accountPart: findAccountParts(runtime, options),
    accountSignals: findAccountSignals(runtime, options),
    buyer: findByKey(runtime, options, buyers),
    buyers: findPages(runtime, options, buyers, null),
    buyersOfAccount: findPages(runtime, options, buyers, ofAccount),
    membershipsOfUser: findPages(runtime, options, memberships, ofUser),
    membersOfWorkspace: findPages(runtime, options, memberships, ofWorkspace),
    object: createObjectLoaders(runtime, options),
    user: findByKey(runtime, options, users),
    users: findPages(runtime, options, users, null),
    usersOfAccount: findPages(runtime, options, users, ofAccount),
    workspace: findByKey(runtime, options, workspaces),
    workspaceMetrics: findMetricSeries(runtime, options, 'workspace'),
    workspaces: findPages(runtime, options, workspaces, null),
    workspacesOfAccount: findPages(runtime, options, workspaces, ofAccount),
    workspacesOfUser: findPages(runtime, options, workspaces, joinedByUser),
  }
}

export type Loaders = ReturnType<typeof createLoaders>
