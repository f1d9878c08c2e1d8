import { expect } from 'vitest'
import type { Row, SourceRows } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-12-01'

/** A company whose first user signs up on the first of January 2025 and activates on the fifth. */
const company = (account_id: string, more: SourceRows = {}): SourceRows => ({
  accounts: [{ account_id }],
  account_domains: [{ domain: `${account_id}.test`, account_id }],
  users: [{ user_id: account_id, email: `someone@${account_id}.test`, created_at: '2025-01-01' }],
  product_events: [{ user_id: account_id, occurred_at: '2025-01-05' }],
  billing_customers: [{ customer_id: account_id, account_id }],
  sales_touches: [],
  ...more,
})

const pays = (account_id: string, ...prices: readonly (readonly [string, number])[]): SourceRows => ({
  subscription_periods: prices.map(([started_at, amount], index) => ({
    period_id: `${account_id} ${index}`,
    customer_id: account_id,
    started_at,
    ended_at: prices[index + 1]?.[0] ?? null,
    amount,
  })),
})

/** Months without movements have no motion. */
const moved = [{ dimension: 'movement_motion', operator: 'isNull' as const, value: false }]

const touch = (occurred_at: string, more: Row = {}): Row => ({ account_id: 'acme', occurred_at, ...more })

onBothEngines((test) => {
  const cases: readonly (readonly [string, string, SourceRows])[] = [
    ['sales did not touch the account', 'PLG', {}],
    ['sales touched an account with usage', 'PLS', { sales_touches: [touch('2025-01-20')] }],
    ['sales came before the first usage', 'SLG', { sales_touches: [touch('2025-01-02')] }],
    [
      'sales touched an account without usage',
      'SLG',
      {
        sales_touches: [touch('2025-01-20')],
        product_events: [{ user_id: 'other', occurred_at: '2025-01-01' }],
      },
    ],
    [
      'the revenue is older than the first recorded event',
      'unknown',
      { product_events: [{ user_id: 'acme', occurred_at: '2025-03-01' }] },
    ],
    [
      'the mail was sent by a machine',
      'PLG',
      { sales_touches: [touch('2025-01-20', { kind: 'reply', is_automated: true })] },
    ],
    ['an email was not answered', 'PLG', { sales_touches: [touch('2025-01-20', { kind: 'email_sent' })] }],
    [
      'the touch was a marketing email',
      'PLG',
      { sales_touches: [touch('2025-01-20', { kind: 'marketing_email' })] },
    ],
    [
      'the touch was by a support colleague',
      'PLG',
      {
        reps: [{ rep_id: 'helper', role: 'help', start_date: '2024-01-01' }],
        sales_touches: [touch('2025-01-20', { rep_id: 'helper' })],
      },
    ],
    ['sales touched the account only afterwards', 'PLG', { sales_touches: [touch('2025-02-02')] }],
    [
      'sales touched a contact of the account',
      'PLS',
      {
        contacts: [{ contact_id: 'cfo', account_id: 'acme' }],
        sales_touches: [{ contact_id: 'cfo', occurred_at: '2025-01-20' }],
      },
    ],
    ['an old deal was open', 'SLG', { opportunities: [{ account_id: 'acme', created_at: '2024-01-01' }] }],
    [
      'an old deal was open beyond its planned close date',
      'SLG',
      { opportunities: [{ account_id: 'acme', created_at: '2024-01-01', closed_at: '2024-12-31' }] },
    ],
    [
      'a deal had been lost by its history, whatever close date the CRM has now',
      'PLG',
      {
        opportunities: [
          {
            opportunity_id: 'edited',
            account_id: 'acme',
            created_at: '2025-01-10',
            closed_at: '2025-02-20',
            is_closed: true,
            stage: 'lost',
          },
        ],
        opportunity_stages: [
          { opportunity_id: 'edited', entered_at: '2025-01-10', stage: 'open' },
          { opportunity_id: 'edited', entered_at: '2025-01-15', stage: 'lost' },
        ],
      },
    ],
    [
      'a deal was opened after the first usage',
      'PLS',
      { opportunities: [{ account_id: 'acme', created_at: '2025-01-10' }] },
    ],
    [
      'a deal was lost before',
      'PLG',
      {
        opportunities: [
          { account_id: 'acme', created_at: '2025-01-10', closed_at: '2025-01-15', is_closed: true },
        ],
      },
    ],
  ]

  test.for(cases)('when %s, new revenue is %s', async ([, motion, tables], { given }) => {
    const { ask } = await given({ ...company('acme', pays('acme', ['2025-02-01', 100])), ...tables })
    expect(
      await ask({
        metrics: ['new_mrr'],
        by: ['movement_motion', 'origin_motion'],
        from: '2025-02-01',
        to: '2025-02-28',
        asOf,
      }),
    ).toEqual([{ movement_motion: motion, origin_motion: motion, new_mrr: 100 }])
  })

  test('the touch window is an option of the query', async ({ given }) => {
    const { ask } = await given({
      ...company('acme', pays('acme', ['2025-05-01', 100])),
      // 60 days before
      sales_touches: [touch('2025-03-02')],
    })
    const motion = async (qualified_touch_window_days: number) =>
      (
        await ask({
          metrics: ['new_mrr'],
          by: ['movement_motion'],
          asOf,
          options: { qualified_touch_window_days },
        })
      )[0]
    expect(await motion(30)).toEqual({ movement_motion: 'PLG', new_mrr: 100 })
    expect(await motion(59)).toEqual({ movement_motion: 'PLG', new_mrr: 100 })
    expect(await motion(60)).toEqual({ movement_motion: 'PLS', new_mrr: 100 })
    expect(await motion(90)).toEqual({ movement_motion: 'PLS', new_mrr: 100 })
    expect(await motion(180)).toEqual({ movement_motion: 'PLS', new_mrr: 100 })
  })

  test('sales can expand product-led revenue; losses count against the origin motion', async ({ given }) => {
    const { ask } = await given({
      ...company('acme', pays('acme', ['2025-02-01', 100], ['2025-04-01', 300], ['2025-06-01', 250])),
      sales_touches: [touch('2025-03-20'), touch('2025-05-20')],
    })
    const rows = await ask({
      metrics: ['new_mrr', 'expansion_mrr', 'contraction_mrr'],
      by: ['movement_motion', 'origin_motion'],
      where: moved,
      asOf,
    })
    expect(rows).toEqual([
      { movement_motion: 'PLG', origin_motion: 'PLG', new_mrr: 100, expansion_mrr: 0, contraction_mrr: -50 },
      { movement_motion: 'PLS', origin_motion: 'PLG', new_mrr: 0, expansion_mrr: 200, contraction_mrr: 0 },
    ])
  })

  test('churn counts against the motion that won the account', async ({ given }) => {
    const { ask } = await given({
      ...company('acme', {
        subscription_periods: [
          { customer_id: 'acme', started_at: '2025-02-01', ended_at: '2025-04-01', amount: 100 },
        ],
      }),
      sales_touches: [touch('2025-01-02')],
    })
    expect(
      await ask({ metrics: ['new_mrr', 'churned_mrr'], by: ['movement_motion'], where: moved, asOf }),
    ).toEqual([{ movement_motion: 'SLG', new_mrr: 100, churned_mrr: -100 }])
  })

  test('an assisted sale without a deal can be defined as product-led', async ({ given }) => {
    const tables = {
      ...company('acme', pays('acme', ['2025-02-01', 100])),
      sales_touches: [touch('2025-01-20')],
    }
    const request = {
      metrics: ['new_mrr'],
      by: ['movement_motion'],
      where: moved,
      asOf,
      options: { assisted_motion: 'plg' },
    }
    const { ask } = await given(tables)
    expect(await ask(request)).toEqual([{ movement_motion: 'PLG', new_mrr: 100 }])
    const withDeal = await given({
      ...tables,
      opportunities: [{ account_id: 'acme', created_at: '2025-01-10' }],
    })
    expect(await withDeal.ask(request)).toEqual([{ movement_motion: 'PLS', new_mrr: 100 }])
  })

  test('the evidence of product-led use can be a sign-up, an activation or a payment', async ({ given }) => {
    // sign-up on the first, touch on the third, activation on the fifth
    const { ask } = await given({
      ...company('acme', pays('acme', ['2025-02-01', 100])),
      sales_touches: [touch('2025-01-03')],
    })
    const motion = async (product_led_evidence: string) =>
      (
        await ask({ metrics: ['new_mrr'], by: ['movement_motion'], asOf, options: { product_led_evidence } })
      )[0]
    expect(await motion('signup')).toEqual({ movement_motion: 'PLS', new_mrr: 100 })
    expect(await motion('activated')).toEqual({ movement_motion: 'SLG', new_mrr: 100 })
    expect(await motion('paying')).toEqual({ movement_motion: 'SLG', new_mrr: 100 })
  })

  test('for every touch window, the motions add up to all new revenue', async ({ given }) => {
    const names = ['acme', 'beta', 'gamma', 'delta']
    const all = names.map((name, index) => ({
      ...company(name, pays(name, [`2025-0${3 + index}-01`, 100 * (index + 1)])),
      sales_touches: [touch(`2025-0${1 + ((index * 2) % 4)}-03`, { account_id: name, touch_id: name })],
    }))
    const merged: Record<string, readonly Row[]> = {}
    for (const tables of all)
      for (const [table, rows] of Object.entries(tables))
        merged[table] = [
          ...(merged[table] ?? []),
          ...rows.map((row) => (table === 'product_events' ? { event_id: row['user_id'], ...row } : row)),
        ]
    const { ask } = await given(merged)
    for (const qualified_touch_window_days of [0, 30, 90, 180]) {
      const rows = await ask({
        metrics: ['new_mrr'],
        by: ['movement_motion'],
        asOf,
        options: { qualified_touch_window_days },
      })
      expect(rows.reduce((total, row) => total + Number(row['new_mrr']), 0)).toBe(1000)
    }
  })
})
