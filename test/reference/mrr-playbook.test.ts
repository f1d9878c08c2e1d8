import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLoaded } from '../harness/loaded-warehouse.ts'
import type { LoadedWarehouse } from '../harness/loaded-warehouse.ts'
import { byColumn, referenceSet } from '../harness/reference-set.ts'
import type { Row } from '../harness/warehouse.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const set = referenceSet('mrr-playbook')

/** The end of the extract: subscriptions with this end are still running. */
const asOf = '2020-01-01'
const lastMonth = '2019-12-01'

const ratio = (value: unknown): number | null =>
  value === null || value === '' ? null : Number(Number(value).toFixed(6))

describe.skipIf(!set.isHere).each(engineKinds)('mrr-playbook on %s', (kind) => {
  let warehouse: LoadedWarehouse
  beforeAll(async () => {
    warehouse = await openLoaded(kind, set.contract)
  })
  afterAll(() => warehouse.close())

  test('every month of the full history has its revenue, customers and movements', async () => {
    const answer = await warehouse.ask({
      metrics: [
        'mrr',
        'paying_accounts',
        'new_mrr',
        'reactivation_mrr',
        'expansion_mrr',
        'contraction_mrr',
        'churned_mrr',
        'new_paying_accounts',
        'churned_accounts',
      ],
      grain: 'month',
      asOf,
    })
    const expected = set
      .expected('expected_monthly_full_history.csv')
      .filter((row) => String(row['date_month']) <= lastMonth)
      .map((row) => ({
        period: row['date_month'],
        mrr: Number(row['mrr']),
        paying_accounts: Number(row['active_customers']),
        new_mrr: Number(row['new_mrr']),
        reactivation_mrr: Number(row['reactivation_mrr']),
        expansion_mrr: Number(row['upgrade_mrr']),
        contraction_mrr: Number(row['downgrade_mrr']),
        churned_mrr: Number(row['churn_mrr']),
        new_paying_accounts: Number(row['new_customers']),
        churned_accounts: Number(row['churned_customers']),
      }))
    // the expected file omits December 2017, which has no movements
    const quiet = answer.filter(({ period }) => expected.every((row) => row.period !== period))
    expect(quiet.map(({ period }) => period)).toEqual(['2017-12-01'])
    expect(quiet.flatMap((row) => Object.values(row).slice(1)).every((value) => value === 0)).toBe(true)
    expect(expected).toHaveLength(27)
    expect(answer.filter((row) => !quiet.includes(row))).toEqual(expected)
  })

  test('movements of customers equal those of accounts, where each account is one customer', async () => {
    const asked = (movement_grain: string) =>
      warehouse.ask({
        metrics: ['new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr', 'reactivation_mrr', 'mrr'],
        grain: 'month',
        asOf,
        options: { movement_grain },
      })
    expect(await asked('customer')).toEqual(await asked('account'))
  })

  test('the end of the extract is not churn', async () => {
    expect(
      await warehouse.ask({
        metrics: ['churned_mrr', 'churned_accounts'],
        grain: 'month',
        from: '2019-12-01',
        to: '2020-02-01',
        asOf,
      }),
    ).toEqual([{ period: '2019-12-01', churned_mrr: -705, churned_accounts: 17 }])
  })

  test('every customer has every month of its own history', async () => {
    const answer = await warehouse.ask({ metrics: ['mrr'], by: ['account'], grain: 'month', asOf })
    const paid = answer
      .filter(({ mrr }) => mrr !== 0)
      .map(({ period, account, mrr }) => `${String(period)} ${String(account)} ${String(mrr)}`)
    const expected = set
      .expected('expected_customer_month_full_history.csv')
      .filter((row) => String(row['date_month']) <= lastMonth && Number(row['mrr']) > 0)
      .map((row) => `${row['date_month']} customer:${row['customer_id']} ${Number(row['mrr'])}`)
    expect(expected.length).toBeGreaterThan(300)
    expect(paid.sort()).toEqual(expected.sort())
  })

  test('retention over twelve months is the remaining revenue of the payers of a year before', async () => {
    const months = await byColumn(
      warehouse,
      {
        metrics: [
          'base_accounts',
          'base_mrr',
          'base_mrr_now',
          'net_revenue_retention',
          'gross_revenue_retention',
          'logo_retention_rate',
        ],
        grain: 'month',
        asOf,
      },
      'period',
    )
    const expected = set
      .expected('expected_trailing_12m_retention.csv')
      .filter((row) => String(row['as_of_month']) <= lastMonth)
    expect(expected).toHaveLength(14)
    for (const row of expected) {
      const month = months.get(row['as_of_month']) ?? {}
      expect({
        ...month,
        net_revenue_retention: ratio(month['net_revenue_retention']),
        gross_revenue_retention: ratio(month['gross_revenue_retention']),
        logo_retention_rate: ratio(month['logo_retention_rate']),
      }).toEqual({
        period: row['as_of_month'],
        base_accounts: Number(row['customers_12m_ago']),
        base_mrr: Number(row['mrr_12m_ago']),
        base_mrr_now: Number(row['mrr_now_same_customers']),
        net_revenue_retention: ratio(row['nrr_12m']),
        gross_revenue_retention: ratio(row['grr_12m_point_to_point']),
        logo_retention_rate: ratio(row['logo_retention_12m']),
      })
    }
  })

  test('revenue per account, ARR and the quick ratio follow from the months', async () => {
    const metrics = ['starting_mrr', 'mrr', 'arr', 'arpa', 'revenue_quick_ratio', 'logo_churn_rate']
    const months = await byColumn(warehouse, { metrics, grain: 'month', asOf }, 'period')
    const expected = set
      .expected('expected_derived_monthly.csv')
      .filter((row) => String(row['date_month']) <= lastMonth)
    expect(expected).toHaveLength(28)
    for (const row of expected) {
      const { logo_churn_rate, ...month }: Row = months.get(row['date_month']) ?? {}
      const kept = ratio(row['logo_retention'])
      expect({
        ...month,
        arpa: ratio(month['arpa']),
        revenue_quick_ratio: ratio(month['revenue_quick_ratio']),
        logo_retention: logo_churn_rate === null ? null : ratio(1 - Number(logo_churn_rate)),
      }).toEqual({
        period: row['date_month'],
        starting_mrr: Number(row['starting_mrr']),
        mrr: Number(row['ending_mrr']),
        arr: Number(row['arr']),
        arpa: ratio(row['arpa']),
        revenue_quick_ratio: ratio(row['quick_ratio']),
        logo_retention: kept,
      })
    }
  })

  test('retention over one month is the same rule with a shorter look-back', async () => {
    const months = await byColumn(
      warehouse,
      {
        metrics: ['net_revenue_retention', 'gross_revenue_retention'],
        grain: 'month',
        asOf,
        options: { revenue_retention_months: 1 },
      },
      'period',
    )
    for (const row of set.expected('expected_derived_monthly.csv')) {
      const month = months.get(row['date_month'])
      if (month === undefined || String(row['date_month']) > lastMonth) continue
      expect({
        period: row['date_month'],
        net: ratio(month['net_revenue_retention']),
        gross: ratio(month['gross_revenue_retention']),
      }).toEqual({
        period: row['date_month'],
        net: ratio(row['nrr_excl_reactivation']),
        gross: ratio(row['grr']),
      })
    }
  })
})
