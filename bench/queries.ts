import type { MetricsRequestInput } from '../src/semantic/model/request/request.ts'

/** Ten common queries; `hand-written/<name>.sql` is each as an analyst would write it. */
export const queries: Readonly<Record<string, MetricsRequestInput>> = {
  'active-users-by-month': { metrics: ['active_users'], grain: 'month' },
  'active-events-by-country': { metrics: ['active_events'], by: ['country'], grain: 'quarter' },
  'active-accounts-by-week': {
    metrics: ['active_accounts'],
    grain: 'week',
    from: '2025-01-06',
    to: '2025-12-28',
  },
  'activation-by-invitation': {
    metrics: ['eligible_signups', 'activated_users', 'activation_rate'],
    by: ['invited_or_self'],
    grain: 'quarter',
  },
  'weekly-retention-by-segment': {
    metrics: ['user_retention_rate'],
    by: ['icp_segment'],
    grain: 'week',
    from: '2025-07-07',
    to: '2025-12-28',
  },
  'growth-by-month': {
    metrics: ['new_active_users', 'retained_users', 'resurrected_users', 'dormant_users'],
    grain: 'month',
  },
  'monthly-actives-by-week': {
    metrics: ['monthly_active_users'],
    grain: 'week',
    from: '2025-01-06',
    to: '2025-12-28',
  },
  'mrr-movements': {
    metrics: ['new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr', 'reactivation_mrr', 'mrr'],
    grain: 'month',
  },
  'new-revenue-by-motion': {
    metrics: ['new_mrr', 'new_paying_accounts'],
    by: ['movement_motion'],
    grain: 'quarter',
    from: '2024-01-01',
    to: '2025-12-31',
  },
  'net-revenue-retention': {
    metrics: ['net_revenue_retention', 'gross_revenue_retention'],
    grain: 'month',
    from: '2025-01-01',
    to: '2025-12-31',
  },
}
