import type {
  AccountResolvers,
  MetricSeriesResolvers,
  MetricValueResolvers,
  QueryResolvers,
} from '../../generated/resolvers.ts'
import type { MetricValue as LoadedMetricValue } from '../../loaders/account-metric.ts'
import type { MetricSeries as LoadedMetricSeries } from '../../loaders/metric-series.ts'
import type { AccountRow } from '../../loaders/entities/rows.ts'
import type { Complete } from '../complete.ts'
import { toEnumValue } from '../sdl/enum-value.ts'
import { accountPageFields } from './account-page-fields.ts'
import { toGlobalId, toKey } from './global-id.ts'
import { accountPage } from './pages/account-page.ts'
import { buyerPage } from './pages/buyer-page.ts'
import { toSeriesRequest } from './series-request.ts'
import { userPage } from './pages/user-page.ts'
import { workspacePage } from './pages/workspace-page.ts'

export const Query = {
  account: (_root, { id }, { loaders }) => loaders.account.load(toKey('Account', id)),
  accounts: (_root, page, { loaders }) =>
    loaders.accounts.load({ parent: null, page: accountPage(page, 'root') }),
} satisfies QueryResolvers

export const Account = {
  id: ({ account_key }) => toGlobalId('Account', account_key),
  key: ({ account_key }) => account_key,
  kind: ({ account_kind }) => toEnumValue(account_kind),
  parentAccountId: ({ parent_account_id }) => parent_account_id,
  parent: ({ parent_account_id }, _page, { loaders }) =>
    parent_account_id === null ? null : loaders.account.load(parent_account_id),
  employeeCount: ({ employee_count }) => employee_count,
  roleHeadcount: ({ role_headcount }) => role_headcount,
  icpSegment: ({ icp_segment }) => icp_segment,
  sizeBand: ({ account_size_band }) => account_size_band,
  ownerRepId: ({ owner_rep_id }) => owner_rep_id,
  createdAt: ({ created_at }) => created_at,
  workspaces: ({ account_key }, page, { loaders }) =>
    loaders.workspacesOfAccount.load({ parent: account_key, page: workspacePage(page, 'child') }),
  users: ({ account_key }, page, { loaders }) =>
    loaders.usersOfAccount.load({ parent: account_key, page: userPage(page, 'child') }),
  buyers: ({ account_key }, page, { loaders }) =>
    loaders.buyersOfAccount.load({ parent: account_key, page: buyerPage(page, 'child') }),
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
