import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-01'

const pays = (account_id: string, ...prices: readonly (readonly [string, number])[]): readonly Row[] =>
  prices.map(([started_at, amount], index) => ({
    period_id: `${account_id} ${String(index)}`,
    customer_id: account_id,
    started_at,
    ended_at: prices[index + 1]?.[0] ?? null,
    amount,
  }))

const touched = (account_id: string, occurred_at: string, rep_id: string | null, more: Row = {}): Row => ({
  touch_id: `${account_id} ${occurred_at}`,
  account_id,
  occurred_at,
  rep_id,
  ...more,
})

const won = (
  account_id: string,
  created_at: string,
  closed_at: string,
  owner_rep_id: string | null,
): Row => ({
  opportunity_id: `${account_id} ${closed_at}`,
  account_id,
  created_at,
  closed_at,
  is_won: true,
  is_closed: true,
  stage: 'won',
  arr: 1200,
  owner_rep_id,
})

const seller = (rep_id: string, start_date: string, more: Row = {}): Row => ({
  rep_id,
  role: 'sell',
  start_date,
  monthly_quota: 200,
  ...more,
})

const names = ['acme', 'beta', 'gamma', 'delta', 'zeta', 'eta']

const sales = {
  accounts: names.map((account_id) => ({ account_id })),
  billing_customers: names.map((account_id) => ({ customer_id: account_id, account_id })),
  subscription_periods: [
    // 100 by itself, then sales sell 400 and 100 more
    ...pays('acme', ['2025-01-10', 100], ['2025-04-01', 500], ['2025-05-01', 600]),
    // 100 by itself, then nothing for two months, then 500
    ...pays('beta', ['2025-01-10', 100], ['2025-03-01', 0], ['2025-05-01', 500]),
    // sales-led from the start
    ...pays('gamma', ['2025-02-01', 300]),
    // no sales at all
    ...pays('delta', ['2025-02-01', 50]),
    // 200 by itself, 100 lost, then 150 more
    ...pays('zeta', ['2025-01-10', 200], ['2025-03-01', 100], ['2025-04-01', 250]),
    // the touch is older than the window
    ...pays('eta', ['2025-05-01', 70]),
  ],
  opportunities: [
    won('acme', '2025-02-25', '2025-04-01', 'cy'),
    won('gamma', '2025-01-03', '2025-02-01', 'cy'),
    // open at the same time, and lost later
    {
      ...won('gamma', '2025-01-20', '2025-03-01', 'di'),
      is_won: false,
      stage: 'lost',
    },
  ],
  sales_touches: [
    touched('acme', '2025-02-20', 'bo'),
    touched('acme', '2025-03-30', 'bo'),
    touched('beta', '2025-02-10', 'cy'),
    touched('beta', '2025-02-20', 'bo'),
    touched('gamma', '2025-01-02', 'bo'),
    touched('zeta', '2025-02-01', 'bo'),
    touched('eta', '2025-01-02', 'bo'),
  ],
  reps: [seller('bo', '2024-06-01'), seller('cy', '2025-01-15'), seller('di', '2025-04-10')],
}

const { reps: _reps, ...withoutReps } = sales

onBothEngines((test) => {
  test('each increase is credited to one rep: the owner of the deal, else the last to touch', async ({
    given,
  }) => {
    const { ask } = await given(sales)
    const credited = ['credited_mrr', 'credited_new_mrr', 'credited_expansion_mrr', 'credited_increases']
    expect(await ask({ metrics: credited, by: ['account', 'rep', 'credited_by'], asOf })).toEqual([
      {
        account: 'acme',
        rep: 'cy',
        credited_by: 'opportunity',
        credited_mrr: 500,
        credited_new_mrr: 0,
        credited_expansion_mrr: 500,
        credited_increases: 2,
      },
      {
        // a reactivation is credited, but not against the quota
        account: 'beta',
        rep: 'bo',
        credited_by: 'touch',
        credited_mrr: 0,
        credited_new_mrr: 0,
        credited_expansion_mrr: 0,
        credited_increases: 1,
      },
      {
        account: 'gamma',
        rep: 'cy',
        credited_by: 'opportunity',
        credited_mrr: 300,
        credited_new_mrr: 300,
        credited_expansion_mrr: 0,
        credited_increases: 1,
      },
      {
        account: 'zeta',
        rep: 'bo',
        credited_by: 'touch',
        credited_mrr: 150,
        credited_new_mrr: 0,
        credited_expansion_mrr: 150,
        credited_increases: 1,
      },
    ])
    // all increases: 100 + 100 + 300 + 50 + 200 + 70 new, 500 + 150 expansion; 520 new by the product alone
    const [all] = await ask({ metrics: ['new_mrr', 'expansion_mrr'], asOf })
    expect(all).toEqual({ new_mrr: 820, expansion_mrr: 650 })
    expect(await ask({ metrics: ['credited_mrr'], by: ['rep'], asOf })).toEqual([
      { rep: 'bo', credited_mrr: 150 },
      { rep: 'cy', credited_mrr: 800 },
    ])
  })

  test('commission is paid on what sales added to what the product had sold', async ({ given }) => {
    const { ask, sql } = await given(sales)
    const commission = async (commission_base?: string): Promise<Row> =>
      Object.fromEntries(
        (
          await ask({
            metrics: ['commission_base'],
            by: ['account'],
            asOf,
            ...(commission_base === undefined ? {} : { options: { commission_base } }),
          })
        ).map((row) => [String(row['account']), row['commission_base']]),
      )
    // acme 600 - 100, beta 500 - 100, zeta 250 - 200: 100 of its 150 only make up for the loss
    const incremental = { acme: 500, beta: 400, gamma: 300, zeta: 50 }
    expect(await commission()).toEqual(incremental)
    expect(await commission('incremental')).toEqual(incremental)
    expect(await commission('full')).toEqual({ acme: 600, beta: 500, gamma: 300, zeta: 250 })
    expect(await commission('none')).toEqual({ acme: 0, beta: 0, gamma: 300, zeta: 0 })
    expect(
      await sql(`
        select account, highest - alone as commission
        from (values ('acme', 600, 100), ('beta', 500, 100), ('gamma', 300, 0), ('zeta', 250, 200))
          as payers (account, highest, alone)
        order by account`),
    ).toEqual(Object.entries(incremental).map(([account, commission]) => ({ account, commission })))
  })

  test('revenue counts as won by the product as it was at the first touch, within its month', async ({
    given,
  }) => {
    const { ask } = await given({
      ...sales,
      subscription_periods: pays('acme', ['2025-01-10', 100], ['2025-02-10', 300], ['2025-02-25', 500]),
      opportunities: [won('acme', '2025-02-21', '2025-02-25', 'cy')],
      sales_touches: [touched('acme', '2025-02-20', 'bo')],
    })
    // in February the revenue rose from 100 to 500; the change after the touch decides, so 100 was its own
    expect(await ask({ metrics: ['commission_base'], asOf })).toEqual([{ commission_base: 400 }])
  })

  test('attainment is credited revenue by quota in full months, and a rep ramps up once it holds for three', async ({
    given,
  }) => {
    const { ask } = await given(sales)
    const ofRep = [{ dimension: 'rep', operator: 'eq' as const, value: 'cy' }]
    const metrics = ['rep_credited_mrr', 'rep_quota', 'rep_attainment', 'rep_attainment_p50']
    expect(await ask({ metrics, by: ['tenure_month'], where: ofRep, asOf })).toEqual([
      {
        tenure_month: 1,
        rep_credited_mrr: 300,
        rep_quota: 200,
        rep_attainment: 1.5,
        rep_attainment_p50: 1.5,
      },
      { tenure_month: 2, rep_credited_mrr: 0, rep_quota: 200, rep_attainment: 0, rep_attainment_p50: 0 },
      { tenure_month: 3, rep_credited_mrr: 400, rep_quota: 200, rep_attainment: 2, rep_attainment_p50: 2 },
      {
        tenure_month: 4,
        rep_credited_mrr: 100,
        rep_quota: 200,
        rep_attainment: 0.5,
        rep_attainment_p50: 0.5,
      },
    ])
    // bo: January to May, since records begin in January; cy: February to May; di: May
    expect(await ask({ metrics: ['rep_quota', 'rep_attainment'], by: ['rep'], asOf })).toEqual([
      { rep: 'bo', rep_quota: 1000, rep_attainment: 0.15 },
      { rep: 'cy', rep_quota: 800, rep_attainment: 1 },
      { rep: 'di', rep_quota: 200, rep_attainment: 0 },
    ])
    expect(await ask({ metrics: ['quota_carrying_reps'], asOf })).toEqual([{ quota_carrying_reps: 3 }])
    // the mean of February to April is 3.5 thirds of the quota; di is too young, and the start of bo is unknown
    const ramp = ['observed_reps', 'ramped_reps', 'ramped_rep_share', 'rep_ramp_months']
    const ramped = { observed_reps: 1, ramped_reps: 1, ramped_rep_share: 1, rep_ramp_months: 3 }
    expect(await ask({ metrics: ramp, asOf })).toEqual([ramped])
    expect(await ask({ metrics: ramp, asOf, options: { rep_ramp_target: 1.2 } })).toEqual([
      { observed_reps: 1, ramped_reps: 0, ramped_rep_share: 0, rep_ramp_months: null },
    ])
    // two months are not enough, and two of three are not the mean of three
    for (const rep_ramp_target of [0.7, 0.8, 1.1])
      expect(await ask({ metrics: ramp, asOf, options: { rep_ramp_target } })).toEqual([ramped])
    // at the end of April two full months were over
    expect(await ask({ metrics: ramp, asOf: '2025-04-30' })).toEqual([
      { observed_reps: 0, ramped_reps: 0, ramped_rep_share: null, rep_ramp_months: null },
    ])
  })

  test('the last month of a rep counts only when it was worked in full', async ({ given }) => {
    const { ask } = await given({
      ...sales,
      reps: [
        seller('cy', '2025-02-01', { end_date: '2025-04-30' }),
        seller('di', '2025-02-01', { end_date: '2025-04-29' }),
        seller('ed', '2025-02-02', { end_date: '2025-04-30' }),
        { ...seller('helper', '2025-02-01'), role: 'help' },
        { ...seller('without quota', '2025-02-01'), monthly_quota: null },
      ],
    })
    expect(await ask({ metrics: ['rep_quota'], by: ['rep'], asOf })).toEqual([
      { rep: 'cy', rep_quota: 600 },
      { rep: 'di', rep_quota: 400 },
      { rep: 'ed', rep_quota: 400 },
    ])
  })

  test('influence shares an increase among its touches, and is no part of the split', async ({ given }) => {
    const { ask } = await given({
      ...sales,
      subscription_periods: [
        ...pays('acme', ['2025-04-01', 1000]),
        ...pays('beta', ['2025-04-01', 100]),
        ...pays('gamma', ['2025-04-01', 10]),
        ...pays('delta', ['2025-04-01', 1]),
      ],
      opportunities: [],
      sales_touches: [
        touched('acme', '2025-02-01', 'bo', { kind: 'call_connected' }),
        touched('acme', '2025-02-10', 'bo'),
        touched('acme', '2025-02-20', 'cy'),
        touched('acme', '2025-03-01', 'cy', { kind: 'proposal' }),
        // outside the window of 90 days
        touched('acme', '2024-12-01', 'di'),
        touched('beta', '2025-03-01', 'bo'),
        touched('beta', '2025-03-02', 'cy'),
        touched('gamma', '2025-03-01', 'cy'),
      ],
    })
    const metrics = [
      'influencing_touches',
      'influenced_increases',
      'influenced_mrr',
      'influenced_mrr_linear',
      'influenced_mrr_position_based',
    ]
    expect(await ask({ metrics, by: ['rep'], asOf })).toEqual([
      {
        rep: 'bo',
        influencing_touches: 3,
        influenced_increases: 2,
        influenced_mrr: 2 * 1000 + 100,
        influenced_mrr_linear: 500 + 50,
        influenced_mrr_position_based: 400 + 100 + 50,
      },
      {
        rep: 'cy',
        influencing_touches: 4,
        influenced_increases: 3,
        influenced_mrr: 2 * 1000 + 100 + 10,
        influenced_mrr_linear: 500 + 50 + 10,
        influenced_mrr_position_based: 100 + 400 + 50 + 10,
      },
    ])
    // the weighted sums are the touched increases; the unweighted one exceeds them
    expect(await ask({ metrics: [...metrics, 'touches_per_influenced_increase'], asOf })).toEqual([
      {
        influencing_touches: 7,
        influenced_increases: 3,
        influenced_mrr: 4210,
        influenced_mrr_linear: 1110,
        influenced_mrr_position_based: 1110,
        touches_per_influenced_increase: 2.333333333333,
      },
    ])
    expect(await ask({ metrics: ['influenced_mrr_position_based'], by: ['touch_kind'], asOf })).toEqual([
      { touch_kind: 'call_connected', influenced_mrr_position_based: 400 },
      { touch_kind: 'meeting_held', influenced_mrr_position_based: 200 + 100 + 10 },
      { touch_kind: 'proposal', influenced_mrr_position_based: 400 },
    ])
  })

  test('credit and attainment need revenue, and attainment the reps', async ({ given }) => {
    const { rejection } = await given(withoutReps)
    expect((await rejection({ metrics: ['rep_attainment'], asOf })).code).toBe('METRIC_UNAVAILABLE')
  })
})
