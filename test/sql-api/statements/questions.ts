import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'

const revenue = 'plumbline_metrics.revenue'

/** Statements of BI tools, and the questions of every other interface that they ask. */
export const questions: Readonly<Record<string, MetricsRequestInput>> = {
  [`select sum(mrr) from ${revenue}`]: { metrics: ['mrr'] },
  [`select month, sum(mrr), sum(new_mrr) from ${revenue} group by month`]: {
    metrics: ['mrr', 'new_mrr'],
    grain: 'month',
  },
  [`select month, origin_motion, mrr from ${revenue}`]: {
    metrics: ['mrr'],
    by: ['origin_motion'],
    grain: 'month',
  },
  // Metabase: a nested question
  [`select "source"."month", sum("source"."mrr") from (select "r"."month" as "month", "r"."mrr" as "mrr", "r"."plan" from ${revenue} as "r" where "r"."origin_motion" = 'PLG') as "source" group by "source"."month"`]:
    {
      metrics: ['mrr'],
      grain: 'month',
      where: [{ dimension: 'origin_motion', operator: 'eq', value: 'PLG' }],
    },
  // Superset: a virtual dataset, dates by TO_DATE
  [`select date_trunc('quarter', d)::date, sum(v) from (select month as d, mrr as v from ${revenue}) as virtual_table where d >= TO_DATE('2025-01-01', 'YYYY-MM-DD') and d < TO_DATE('2025-07-01', 'YYYY-MM-DD') group by 1`]:
    { metrics: ['mrr'], grain: 'quarter', from: '2025-01-01', to: '2025-06-30' },
  // Tableau: a total, with its condition on rows
  [`select sum("revenue"."mrr") as "sum:mrr:ok" from plumbline_metrics."revenue" "revenue" having (count(1) > 0)`]:
    {
      metrics: ['mrr'],
    },
  // Grafana: days between two instants
  [`select date_trunc('day', day)::date, sum(signups) from plumbline_metrics.signups where day between '2025-03-01T00:00:00Z' and '2025-03-31T23:59:59Z' group by 1`]:
    { metrics: ['signups'], grain: 'day', from: '2025-03-01', to: '2025-03-31' },
  // Power BI: three selects, one inside another
  [`select a0 from (select sum(mrr) as a0, month as c1 from (select month, mrr from ${revenue}) as t group by month) as u where not a0 is null`]:
    { metrics: ['mrr'], grain: 'month' },
  [`with m as (select month, mrr from ${revenue}) select month, sum(mrr) from m group by 1`]: {
    metrics: ['mrr'],
    grain: 'month',
  },
  [`select month, sum(mrr) filter (where origin_motion = 'PLG') from ${revenue} group by month`]: {
    metrics: [
      { metric: 'mrr', alias: 'plg', where: [{ dimension: 'origin_motion', operator: 'eq', value: 'PLG' }] },
    ],
    grain: 'month',
  },
  [`select sum(mrr) from ${revenue} where industry like 'fin%' or industry = 'health'`]: {
    metrics: ['mrr'],
    where: [{ dimension: 'industry', operator: 'in', value: ['finance', 'health'] }],
  },
  [`select extract(year from month)::int, extract(month from month)::int, sum(mrr) from ${revenue} where extract(year from month) = 2025 group by 1, 2`]:
    { metrics: ['mrr'], grain: 'month', from: '2025-01-01', to: '2025-12-31' },
  [`select date_trunc('week', day + 1)::date - 1, sum(signups) from plumbline_metrics.signups group by 1`]: {
    metrics: ['signups'],
    grain: 'week',
    options: { week_start: 'sunday' },
  },
  // SQLAlchemy 1.4: columns with their schema
  [`select plumbline_metrics.revenue.month, sum(plumbline_metrics.revenue.mrr) from ${revenue} group by plumbline_metrics.revenue.month`]:
    { metrics: ['mrr'], grain: 'month' },
  // Metabase: weeks within bounds of months, which cut the first and the last week
  [`select date_trunc('week', day)::date, is_partial, sum(signups) from plumbline_metrics.signups where month >= '2025-03-01' and month < '2025-05-01' group by 1, 2`]:
    { metrics: ['signups'], grain: 'week', from: '2025-03-01', to: '2025-04-30', partial: 'keep' },
  // the last 30 days by month
  [`select month, is_partial, signups from plumbline_metrics.signups where day > date '2025-11-20' - 30 and day <= '2025-11-20'`]:
    { metrics: ['signups'], grain: 'month', from: '2025-10-22', to: '2025-11-20', partial: 'keep' },
  [`select quarter, is_partial, sum(mrr), sum(new_mrr) from ${revenue} where month between '2025-02-01' and '2025-11-01' group by 1, 2`]:
    { metrics: ['mrr', 'new_mrr'], grain: 'quarter', from: '2025-02-01', to: '2025-11-30', partial: 'keep' },
  [`select sum(mrr) from ${revenue} where industry = 'finance' or origin_motion = 'PLG'`]: {
    metrics: ['mrr'],
    where: [
      {
        anyOf: [
          { dimension: 'industry', operator: 'eq', value: 'finance' },
          { dimension: 'origin_motion', operator: 'eq', value: 'PLG' },
        ],
      },
    ],
  },
  [`select month, sum(mrr) filter (where not (industry in ('finance', 'health') and origin_motion = 'PLG')) from ${revenue} group by month`]:
    {
      metrics: [
        {
          metric: 'mrr',
          alias: 'others',
          where: [
            {
              anyOf: [
                {
                  allOf: [
                    { dimension: 'industry', operator: 'notIn', value: ['finance', 'health'] },
                    { dimension: 'industry', operator: 'isNull', value: false },
                  ],
                },
                {
                  allOf: [
                    { dimension: 'origin_motion', operator: 'ne', value: 'PLG' },
                    { dimension: 'origin_motion', operator: 'isNull', value: false },
                  ],
                },
              ],
            },
          ],
        },
      ],
      grain: 'month',
    },
  [`select plumbline_metrics.measure(net_revenue_retention) from plumbline_metrics.revenue_retention`]: {
    metrics: ['net_revenue_retention'],
  },
  [`select month, avg(net_revenue_retention) from plumbline_metrics.revenue_retention group by month`]: {
    metrics: ['net_revenue_retention'],
    grain: 'month',
  },
  // Metabase: a metric under a condition
  [`select sum(case when "origin_motion" = 'PLG' then "mrr" else 0.0 end) from ${revenue}`]: {
    metrics: ['mrr'],
    where: [{ dimension: 'origin_motion', operator: 'eq', value: 'PLG' }],
  },
  // Looker: bounds as nested selects
  [`select coalesce(sum(revenue.mrr), 0) from ${revenue} as revenue where (((revenue.month) >= ((select timestamp '2025-03-01')) and (revenue.month) < ((select (timestamp '2025-03-01' + (4 || ' month')::interval)))))`]:
    { metrics: ['mrr'], from: '2025-03-01', to: '2025-06-30' },
  // Power BI: columns with new names, and values as float
  [`select c0, sum(cast(c1 as float)) from (select month, mrr from ${revenue}) as rows (c0, c1) group by c0`]:
    { metrics: ['mrr'], grain: 'month' },
  // Superset: the latest month
  [`select month, sum(mrr) from ${revenue} where month >= (select max(month) - interval '2 months' from ${revenue}) group by month`]:
    { metrics: ['mrr'], grain: 'month', from: '2025-10-01' },
  // a running sum of a flow
  [`select month, sum(new_mrr) over (partition by month) from ${revenue}`]: {
    metrics: ['new_mrr'],
    grain: 'month',
  },
}
