import { expect } from 'vitest'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['cac_payback_months', 'recovered_share']

/** One account that pays these amounts, month after month, from January 2025 on; the last one continues. */
const cohort = (cost: number, amounts: readonly number[], more: SourceRows = {}): SourceRows => ({
  spend: [{ month: '2025-01-01', motion: 'PLG', amount: cost }],
  billing_customers: [{ customer_id: 'acme', account_id: 'acme' }],
  subscription_periods: amounts.map((amount, index) => ({
    period_id: `month ${index}`,
    customer_id: 'acme',
    plan: 'team',
    started_at: month(index),
    ended_at: index === amounts.length - 1 ? null : month(index + 1),
    amount,
  })),
  ...more,
})

const month = (index: number): string => new Date(Date.UTC(2025, index, 1)).toISOString()

onBothEngines((test) => {
  test('a cost of 250 is paid back by 100 a month after two and a half months', async ({ given }) => {
    const { ask } = await given(cohort(250, [100]))
    expect(await ask({ metrics, asOf: '2025-07-01' })).toEqual([
      { cohort: '2025-01-01', cac_payback_months: 2.5, recovered_share: 2.4 },
    ])
  })

  test('a cohort’s cost can be the spend of the quarter before', async ({ given }) => {
    const { ask } = await given({
      ...cohort(0, [100]),
      spend: [{ month: '2024-10-01', motion: 'PLG', amount: 250 }],
    })
    expect(await ask({ metrics, asOf: '2025-07-01', options: { spend_lag_months: 3 } })).toEqual([
      { cohort: '2025-01-01', cac_payback_months: 2.5, recovered_share: 2.4 },
    ])
  })

  test('profit equal to the cost, to the cent, pays back', async ({ given }) => {
    const { ask } = await given(cohort(300, [100]))
    expect(await ask({ metrics, asOf: '2025-04-01' })).toEqual([
      { cohort: '2025-01-01', cac_payback_months: 3, recovered_share: 1 },
    ])
  })

  test('a cohort that is not paid back has no months, but a recovered share', async ({ given }) => {
    const { ask } = await given(cohort(400, [100]))
    const request = { metrics, asOf: '2025-03-01', parts: true }
    expect(await ask(request)).toMatchObject([
      {
        cac_payback_months: null,
        'cac_payback_months.maturity': 'PARTIAL',
        recovered_share: 0.5,
      },
    ])
    expect(await ask({ ...request, asOf: '2025-06-01' })).toMatchObject([
      { cac_payback_months: 4, 'cac_payback_months.maturity': 'COMPLETE', recovered_share: 1.25 },
    ])
  })

  test('a cohort without cost is paid back at once', async ({ given }) => {
    const { ask } = await given({ ...cohort(0, [100]) })
    expect(await ask({ metrics, asOf: '2025-06-01', parts: true })).toMatchObject([
      { cac_payback_months: 0, recovered_share: null, 'cac_payback_months.maturity': 'COMPLETE' },
    ])
  })

  test('the cost to serve before the first payment is not part of payback', async ({ given }) => {
    const trying = {
      customer_id: 'acme',
      plan: 'free',
      started_at: '2024-11-01',
      ended_at: '2025-01-01',
      amount: 0,
    }
    const paying = cohort(250, [100])
    const { ask } = await given({
      ...paying,
      subscription_periods: [trying, ...(paying['subscription_periods'] ?? [])],
      cost_to_serve: [{ month: '2024-11-01', account_id: 'acme', amount: 1000 }],
    })
    expect(await ask({ metrics, asOf: '2025-07-01' })).toEqual([
      { cohort: '2025-01-01', cac_payback_months: 2.5, recovered_share: 2.4 },
    ])
  })

  test('by quarter, the cohorts of a quarter are one cohort', async ({ given }) => {
    const { ask } = await given({
      spend: [
        { month: '2025-01-01', motion: 'PLG', amount: 100 },
        { month: '2025-02-01', motion: 'PLG', amount: 500 },
      ],
      subscription_periods: [
        { customer_id: 'a', started_at: '2025-01-01', amount: 100 },
        { customer_id: 'b', started_at: '2025-02-01', amount: 100 },
      ],
    })
    // 600 from two accounts that bring in 200 a month
    expect(await ask({ metrics, grain: 'quarter', asOf: '2025-06-01' })).toEqual([
      { period: '2025-01-01', cohort: '2025-01-01', cac_payback_months: 3, recovered_share: 1.5 },
    ])
  })

  test('the current month has no profit yet', async ({ given }) => {
    const { ask } = await given(cohort(200, [100]))
    expect(await ask({ metrics, asOf: '2025-02-28T12:00:00Z' })).toEqual([
      { cohort: '2025-01-01', cac_payback_months: null, recovered_share: 0.5 },
    ])
  })

  test('only the gross margin after the cost to serve pays back', async ({ given }) => {
    const margin = { gross_margin: [{ month: '2025-01-01', plan: 'team', margin: 0.8 }] }
    const costs = (rows: readonly Row[]) => ({
      cost_to_serve: Array.from({ length: 6 }, (_, index) => month(index).slice(0, 10)).flatMap((day) =>
        rows.map((row) => ({ month: day, ...row })),
      ),
    })
    const payback = async (more: SourceRows) => {
      const { ask } = await given(cohort(240, [100], more))
      return (await ask({ metrics, asOf: '2025-07-01' }))[0]?.['cac_payback_months']
    }
    expect(await payback({})).toBe(2.4)
    expect(await payback(margin)).toBe(3)
    expect(await payback({ ...margin, ...costs([{ account_id: 'acme', amount: 20 }]) })).toBe(4)
    expect(await payback({ ...margin, ...costs([{ plan: 'team', amount: 20 }]) })).toBe(4)
    expect(await payback({ ...margin, ...costs([{ account_id: 'other', amount: 20 }]) })).toBe(3)
  })

  test('without invoices, margins and costs the result notes its assumptions', async ({ given }) => {
    const { answer } = await given(cohort(250, [100]))
    expect((await answer({ metrics, asOf: '2025-07-01' })).provenance.notes).toEqual([
      'No invoices were provided, so every subscription counts as paid for.',
      'No gross margins were provided, so all revenue counts as gross profit.',
      'No costs to serve were provided, so none are deducted.',
      'No events were provided, so costs by plan are shared equally by the accounts on the plan.',
    ])
  })

  test('a shrinking cohort pays back later, one that churns never does', async ({ given }) => {
    const { ask } = await given({
      ...cohort(400, []),
      billing_customers: [],
      subscription_periods: [
        { customer_id: 'stays', started_at: '2025-01-01', amount: 100 },
        { customer_id: 'leaves', started_at: '2025-01-01', ended_at: '2025-02-01', amount: 100 },
        { customer_id: 'later cohort', started_at: '2025-02-01', ended_at: '2025-04-01', amount: 100 },
      ],
      spend: [
        { month: '2025-01-01', motion: 'PLG', amount: 400 },
        { month: '2025-02-01', motion: 'PLG', amount: 400 },
      ],
    })
    expect(await ask({ metrics, asOf: '2025-09-01' })).toEqual([
      { cohort: '2025-01-01', cac_payback_months: 3, recovered_share: 2.25 },
      { cohort: '2025-02-01', cac_payback_months: null, recovered_share: 0.5 },
    ])
  })

  test('the published example with early churn and expansion gives 10.9 months', async ({ given }) => {
    // metrickittools.com: 800 a month at 80 %, 6 % churn for three months and then 1 %, 0.5 % expansion
    const survival = (age: number): number => 0.94 ** Math.min(age, 3) * 0.99 ** Math.max(age - 3, 0)
    const amounts = Array.from({ length: 18 }, (_, age) =>
      Number((800 * survival(age) * 1.005 ** age).toFixed(9)),
    )
    const { ask } = await given(
      cohort(6000, amounts, { gross_margin: [{ month: '2025-01-01', plan: 'team', margin: 0.8 }] }),
    )
    const [row] = await ask({ metrics, asOf: '2026-06-01' })
    expect(Number(row?.['cac_payback_months'])).toBeCloseTo(10.8907, 4)
  })

  test('each motion pays back its own cost', async ({ given }) => {
    const { ask } = await given({
      ...cohort(100, [50]),
      product_events: [{ user_id: 'someone', occurred_at: '2024-12-01' }],
      billing_customers: [
        { customer_id: 'acme', account_id: 'acme' },
        { customer_id: 'sold', account_id: 'sold' },
      ],
      subscription_periods: [
        { customer_id: 'acme', started_at: '2025-01-01', amount: 50 },
        { customer_id: 'sold', started_at: '2025-01-01', amount: 100 },
      ],
      sales_touches: [{ account_id: 'sold', occurred_at: '2024-12-20' }],
      spend: [
        { month: '2025-01-01', motion: 'PLG', amount: 100 },
        { month: '2025-01-01', motion: 'SLG', amount: 500 },
      ],
    })
    expect(await ask({ metrics: ['cac_payback_months'], by: ['origin_motion'], asOf: '2025-09-01' })).toEqual(
      [
        { cohort: '2025-01-01', origin_motion: 'PLG', cac_payback_months: 2 },
        { cohort: '2025-01-01', origin_motion: 'SLG', cac_payback_months: 5 },
      ],
    )
  })

  test('payback months are not additive over cohorts, so ranking by them is rejected', async ({ given }) => {
    const { rejection } = await given({
      ...cohort(100, [50]),
      product_events: [{ user_id: 'someone', occurred_at: '2024-12-01' }],
      sales_touches: [],
    })
    const { code, message } = await rejection({
      metrics: ['cac_payback_months'],
      by: ['origin_motion'],
      top: { dimension: 'origin_motion', count: 1 },
      asOf: '2025-09-01',
    })
    expect(code).toBe('NON_ADDITIVE')
    expect(message).toMatch(/no value over all cohorts by which to rank origin_motion/)
  })

  test('a result lists plans without a margin, whose whole revenue counts', async ({ given }) => {
    const asked = { metrics: ['recovered_share'] }
    const data = {
      spend: [{ month: '2025-01-01', motion: 'PLG', channel: 'ads', category: 'media', amount: 100 }],
      subscription_periods: ['basic', 'pro'].map((plan) => ({
        period_id: plan,
        customer_id: plan,
        plan,
        started_at: '2025-01-01',
        amount: 10,
      })),
      // the data are complete until then
      users: [{ user_id: 'ada', created_at: '2025-04-01' }],
    }
    const margin = (plan: string, month: string) => ({ plan, month, margin: 0.8 })
    const notes = async (gross_margin: Row[]) => {
      const { answer } = await given({ ...data, gross_margin })
      const { provenance } = await answer(asked)
      return provenance.notes.filter((note) => note.includes('margin'))
    }
    const sentence = (found: string) =>
      `These plans have no gross margin, or none in their first months, and count with all their revenue. Found: ${found}.`
    expect(await notes([margin('basic', '2025-01-01'), margin('pro', '2025-01-01')])).toEqual([])
    expect(await notes([margin('basic', '2025-01-01')])).toEqual([sentence('pro')])
    // the margin of February does not apply to January
    expect(await notes([margin('basic', '2025-01-01'), margin('pro', '2025-02-01')])).toEqual([
      sentence('pro'),
    ])
  })
})
