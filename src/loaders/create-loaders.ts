import type { QueryOptions } from '../warehouse/engine.ts'
import { findAccountMetrics } from './account-metric.ts'
import { accounts, ofAccount } from './accounts.ts'
import { buyers } from './buyers.ts'
import { findByKey } from './find-by-key.ts'
import { findPages } from './find-pages.ts'
import type { Runtime } from './runtime.ts'
import { users } from './users.ts'
import { joinedByUser, memberships, ofUser, ofWorkspace, workspaces } from './workspaces.ts'

/** The loaders of one request: each collects what is asked in one tick, and remembers it until the request ends. */
export function createLoaders(runtime: Runtime, options: QueryOptions) {
  const { engine } = runtime
  return {
    account: findByKey(engine, options, accounts),
    accounts: findPages(engine, options, accounts, null),
    accountMetric: findAccountMetrics(runtime, options),
    buyer: findByKey(engine, options, buyers),
    buyers: findPages(engine, options, buyers, null),
    buyersOfAccount: findPages(engine, options, buyers, ofAccount),
    membershipsOfUser: findPages(engine, options, memberships, ofUser),
    membersOfWorkspace: findPages(engine, options, memberships, ofWorkspace),
    user: findByKey(engine, options, users),
    users: findPages(engine, options, users, null),
    usersOfAccount: findPages(engine, options, users, ofAccount),
    workspace: findByKey(engine, options, workspaces),
    workspaces: findPages(engine, options, workspaces, null),
    workspacesOfAccount: findPages(engine, options, workspaces, ofAccount),
    workspacesOfUser: findPages(engine, options, workspaces, joinedByUser),
  }
}

export type Loaders = ReturnType<typeof createLoaders>
