import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openLoaded } from '../harness/loaded-warehouse.ts'
import type { LoadedWarehouse } from '../harness/loaded-warehouse.ts'
import { referenceSet } from '../harness/reference-set.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const set = referenceSet('ravenstack')

const countsSchema = z.object({
  accounts: z.number(),
  subscriptions: z.number(),
  feature_usage_rows: z.number(),
  churn_answers: z.record(z.string(), z.number()),
  data_quality: z.record(z.string(), z.number()),
})

describe.skipIf(!set.isHere).each(engineKinds)('ravenstack on %s', (kind) => {
  let warehouse: LoadedWarehouse
  beforeAll(async () => {
    warehouse = await openLoaded(kind, set.contract)
  })
  afterAll(() => warehouse.close())

  test('overlapping subscriptions of an account are one customer, month by month', async () => {
    const answer = await warehouse.ask({
      metrics: [
        'mrr',
        'paying_accounts',
        'new_mrr',
        'expansion_mrr',
        'contraction_mrr',
        'churned_mrr',
        'reactivation_mrr',
      ],
      grain: 'month',
      asOf: '2025-01-01',
    })
    const expected = set.expected('expected_monthly_mrr_account_grain.csv')
    expect(expected).toHaveLength(24)
    expect(answer).toEqual(
      expected.map((row) => ({
        period: `${String(row['month_end']).slice(0, 7)}-01`,
        mrr: Number(row['mrr']),
        paying_accounts: Number(row['paying_accounts']),
        new_mrr: Number(row['new']),
        expansion_mrr: Number(row['expansion']),
        contraction_mrr: Number(row['contraction']),
        churned_mrr: Number(row['churn']),
        reactivation_mrr: Number(row['reactivation']),
      })),
    )
  })

  test('churn has one value instead of four, with a named definition', async () => {
    const counts = countsSchema.parse(set.json('expected_counts.json'))
    const { rows, provenance } = await warehouse.answer({
      metrics: ['churned_accounts', 'paying_accounts'],
      asOf: '2025-01-01',
    })
    // two accounts stopped and returned; an account that still pays for one of several subscriptions has not
    // churned
    expect(rows).toEqual([['2', '500']])
    expect(counts.accounts - 500).toBe(counts.churn_answers['accounts_with_every_subscription_ended'])
    expect(provenance.metrics[0]?.description.trim()).toBe('Accounts that stopped paying.')
    expect(provenance.metrics[0]?.definitionHash).toMatch(/^[0-9a-f]+$/)
  })

  test('a duplicate event id is reported and counts once', async () => {
    const counts = countsSchema.parse(set.json('expected_counts.json'))
    const events = warehouse.report.tables.find(({ table }) => table === 'product_events')
    expect(events).toMatchObject({
      rows: counts.feature_usage_rows,
      repeatedKeys: counts.data_quality['duplicate_usage_ids'],
    })
    const [row] = await warehouse.ask({ metrics: ['active_events'] })
    expect(row).toEqual({
      active_events: counts.feature_usage_rows - Number(counts.data_quality['duplicate_usage_ids']),
    })
    const [subscriptions] = await warehouse.sql('select count(*) as rows from source.subscription_periods')
    expect(subscriptions).toEqual({ rows: counts.subscriptions })
  })
})
