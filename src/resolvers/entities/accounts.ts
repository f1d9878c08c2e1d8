import type {
  AccountResolvers,
  MetricSeriesResolvers,
  MetricValueResolvers,
  QueryResolvers,
} from '../../generated/resolvers.ts'
import type { MetricValue as LoadedMetricValue } from '../../loaders/account-metric.ts'
import type { MetricSeries as LoadedMetricSeries } from '../../loaders/metric-series.ts'
import { accounts, ofAccount } from '../../loaders/entities/accounts.ts'
import { buyers } from '../../loaders/entities/buyers.ts'
import type { AccountRow } from '../../loaders/entities/rows.ts'
import { users } from '../../loaders/entities/users.ts'
import { workspaces } from '../../loaders/entities/workspaces.ts'
import type { Complete } from '../complete.ts'
import { toEnumValue } from '../sdl/enum-value.ts'
import { byKeyOf, childrenOf, enumColumn, globalId, listOf, referenceTo } from '../entity-reads.ts'
import { column, reading } from '../reads.ts'
import { accountPageFields } from './account-page-fields.ts'
import { toKey } from './global-id.ts'
import { accountPage } from './lists/account-list.ts'
import { buyerPage } from './lists/buyer-list.ts'
import { toSeriesRequest } from './series-request.ts'
import { userPage } from './lists/user-list.ts'
import { workspacePage } from './lists/workspace-list.ts'

export const Query = {
  account: reading(byKeyOf(accounts), (_root, { id }, { loaders }) =>
    loaders.account.load(toKey('Account', id)),
  ),
  accounts: reading(listOf(accounts, accountPage), (_root, page, { loaders }) =>
    loaders.accounts.load({ parent: null, page: accountPage(page, 'root') }),
  ),
} satisfies QueryResolvers

export const Account = {
  id: globalId('Account', 'account_key'),
  key: column('account_key'),
  kind: enumColumn('account_kind'),
  parentAccountId: column('parent_account_id'),
  parent: reading(referenceTo(accounts, 'parent_account_id'), ({ parent_account_id }, _page, { loaders }) =>
    parent_account_id === null ? null : loaders.account.load(parent_account_id),
  ),
  employeeCount: column('employee_count'),
  roleHeadcount: column('role_headcount'),
  icpSegment: column('icp_segment'),
  sizeBand: column('account_size_band'),
  ownerRepId: column('owner_rep_id'),
  createdAt: column('created_at'),
  workspaces: reading(
    childrenOf(workspaces, ofAccount, 'account_key', workspacePage),
    ({ account_key }, page, { loaders }) =>
      loaders.workspacesOfAccount.load({ parent: account_key, page: workspacePage(page, 'child') }),
  ),
  users: reading(
    childrenOf(users, ofAccount, 'account_key', userPage),
    ({ account_key }, page, { loaders }) =>
      loaders.usersOfAccount.load({ parent: account_key, page: userPage(page, 'child') }),
  ),
  buyers: reading(
    childrenOf(buyers, ofAccount, 'account_key', buyerPage),
    ({ account_key }, page, { loaders }) =>
      loaders.buyersOfAccount.load({ parent: account_key, page: buyerPage(page, 'child') }),
  ),
  revenue: ({ account_key }, _arguments, { loaders }) =>
    loaders.accountMetric.load({ metric: 'mrr', accountKey: account_key }),
  activeUsers: ({ account_key }, _arguments, { loaders }) =>
    loaders.accountMetric.load({ metric: 'monthly_active_users', accountKey: account_key }),
  metrics: ({ account_key: key }, given, { loaders }) =>
    loaders.accountMetrics.load({ key, request: toSeriesRequest(given) }),
  ...accountPageFields,
} satisfies Complete<AccountResolvers, AccountRow>

export const MetricSeries = {
  metric: ({ metric }) => toEnumValue(metric),
  unit: ({ unit }) => toEnumValue(unit),
} satisfies Partial<Complete<MetricSeriesResolvers, LoadedMetricSeries>>

export const MetricValue = {
  metric: ({ metric }) => toEnumValue(metric),
  unit: ({ unit }) => toEnumValue(unit),
} satisfies Partial<Complete<MetricValueResolvers, LoadedMetricValue>>
