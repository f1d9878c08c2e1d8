import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-30T12:00:00Z'
const clocks = ['signup_to_close', 'activity_to_touch', 'touch_to_close', 'opportunity_to_close']
const medians = clocks.map((clock) => `${clock}_days_p50`)

const workspace = (account_id: string, created_at: string): Row => ({
  workspace_id: account_id,
  account_id,
  created_at,
})

const event = (account_id: string, day: string): Row => ({
  event_id: `${account_id} ${day}`,
  user_id: `user of ${account_id}`,
  workspace_id: account_id,
  occurred_at: day,
})

const person = (account_id: string): Row => ({
  user_id: `user of ${account_id}`,
  email: `ada@${account_id}.example`,
  created_at: '2025-06-01',
})

const won = (account_id: string, created_at: string, closed_at: string, more: Row = {}): Row => ({
  opportunity_id: `deal of ${account_id}`,
  account_id,
  created_at,
  closed_at,
  is_won: true,
  is_closed: true,
  stage: 'won',
  arr: 1200,
  ...more,
})

const lost = (account_id: string, created_at: string, closed_at: string, more: Row = {}): Row =>
  won(account_id, created_at, closed_at, { is_won: false, stage: 'lost', ...more })

const entered = (account_id: string, ...entries: readonly (readonly [string, string])[]): readonly Row[] =>
  entries.map(([stage, entered_at]) => ({ opportunity_id: `deal of ${account_id}`, stage, entered_at }))

const touched = (touch_id: string, account_id: string, occurred_at: string, more: Row = {}): Row => ({
  touch_id,
  account_id,
  occurred_at,
  ...more,
})

/** Product-led `acme`, untouched `beta`, sales-led `gamma`, and `delta`, which was lost. */
const companies = {
  accounts: ['acme', 'beta', 'gamma', 'delta'].map((account_id) => ({ account_id })),
  account_domains: ['acme', 'beta', 'gamma', 'delta'].map((account_id) => ({
    account_id,
    domain: `${account_id}.example`,
    valid_from: '2020-01-01',
  })),
  users: ['acme', 'beta', 'gamma'].map(person),
  workspaces: [
    workspace('acme', '2025-01-01'),
    workspace('beta', '2025-01-12'),
    workspace('gamma', '2025-02-15'),
  ],
  product_events: [event('acme', '2025-01-05'), event('beta', '2025-01-13'), event('gamma', '2025-02-16')],
  opportunities: [
    // the close date was edited afterwards: the history has the close, 24 February
    won('acme', '2025-01-25', '2025-03-10'),
    won('beta', '2025-02-01', '2025-02-11', { arr: 600, type: 'expansion' }),
    won('gamma', '2025-01-01', '2025-02-01', { arr: 6000, owner_rep_id: 'bo' }),
    lost('delta', '2025-01-01', '2025-02-20', { arr: 240 }),
  ],
  opportunity_stages: [
    ...entered('acme', ['open', '2025-01-25'], ['proposal', '2025-02-01'], ['won', '2025-02-24']),
    ...entered('delta', ['open', '2025-01-01'], ['lost', '2025-02-20']),
  ],
  reps: [{ rep_id: 'bo', role: 'sell', motion: 'SLG', start_date: '2024-01-01' }],
  sales_touches: [
    touched('t1', 'acme', '2025-01-20'),
    touched('t2', 'acme', '2025-02-10'),
    touched('t3', 'gamma', '2025-01-02'),
    // an automated touch is not qualified
    touched('t4', 'beta', '2025-02-02', { is_automated: true }),
  ],
}

onBothEngines((test) => {
  test('each clock runs from its start to the close; deals without touch have a group of their own', async ({
    given,
  }) => {
    const { ask, sql } = await given(companies)
    expect(
      await ask({
        metrics: [...medians, ...clocks.map((clock) => `wins_with_${clock.split('_')[0] ?? ''}_clock`)],
        by: ['had_touch'],
        asOf,
      }),
    ).toEqual([
      {
        had_touch: false,
        // beta: 12 January to 11 February, 1 to 11 February
        signup_to_close_days_p50: 30,
        activity_to_touch_days_p50: null,
        touch_to_close_days_p50: null,
        opportunity_to_close_days_p50: 10,
        wins_with_signup_clock: 1,
        wins_with_activity_clock: 0,
        wins_with_touch_clock: 0,
        wins_with_opportunity_clock: 1,
      },
      {
        had_touch: true,
        // acme: 1 January to 24 February; gamma signed up after the close
        signup_to_close_days_p50: 54,
        // acme: 5 to 20 January; gamma was active after the touch
        activity_to_touch_days_p50: 15,
        // acme 20 January to 24 February, gamma 2 January to 1 February
        touch_to_close_days_p50: (35 + 30) / 2,
        // acme 25 January to 24 February, gamma 1 January to 1 February
        opportunity_to_close_days_p50: (30 + 31) / 2,
        wins_with_signup_clock: 1,
        wins_with_activity_clock: 1,
        wins_with_touch_clock: 2,
        wins_with_opportunity_clock: 2,
      },
    ])
    // 90 % of the way from the shorter to the longer of two
    expect(await ask({ metrics: clocks.map((clock) => `${clock}_days_p90`), asOf })).toEqual([
      {
        // 30 and 54 days; 15 days; 30 and 35 days; 10, 30 and 31 days
        signup_to_close_days_p90: 51.6,
        activity_to_touch_days_p90: 15,
        touch_to_close_days_p90: 34.5,
        opportunity_to_close_days_p90: 30.8,
      },
    ])
    expect(await ask({ metrics: ['wins_out_of_order'], by: ['account'], asOf })).toEqual([
      { account: 'acme', wins_out_of_order: 0 },
      { account: 'beta', wins_out_of_order: 0 },
      { account: 'gamma', wins_out_of_order: 1 },
    ])
    expect(
      await sql(`
        select percentile_cont(0.5) within group (order by extract(epoch from closed - touched) / 86400) as days
        from (values
          (timestamptz '2025-02-24Z', timestamptz '2025-01-20Z'), ('2025-02-01Z', '2025-01-02Z')
        ) as wins (closed, touched)`),
    ).toEqual([{ days: 32.5 }])
  })

  test('the win rate is won of closed, by the month of the true close', async ({ given }) => {
    const { ask } = await given(companies)
    const metrics = ['closed_opportunities', 'won_opportunities', 'lost_opportunities', 'win_rate']
    expect(
      await ask({
        metrics: [...metrics, 'won_arr', 'lost_arr'],
        grain: 'month',
        from: '2025-02-01',
        to: '2025-03-31',
        asOf,
      }),
    ).toEqual([
      {
        period: '2025-02-01',
        closed_opportunities: 4,
        won_opportunities: 3,
        lost_opportunities: 1,
        win_rate: 0.75,
        won_arr: 7800,
        lost_arr: 240,
      },
      {
        period: '2025-03-01',
        closed_opportunities: 0,
        won_opportunities: 0,
        lost_opportunities: 0,
        win_rate: null,
        won_arr: 0,
        lost_arr: 0,
      },
    ])
    expect(
      await ask({ metrics: ['won_opportunities'], by: ['rep', 'rep_role', 'rep_motion'], asOf }),
    ).toEqual([
      { rep: 'bo', rep_role: 'sell', rep_motion: 'SLG', won_opportunities: 1 },
      { rep: null, rep_role: null, rep_motion: null, won_opportunities: 2 },
    ])
    expect(await ask({ metrics: ['won_arr'], by: ['opportunity_type', 'opportunity_stage'], asOf })).toEqual([
      { opportunity_type: 'new', opportunity_stage: 'open', won_arr: 0 },
      { opportunity_type: 'new', opportunity_stage: 'proposal', won_arr: 1200 },
      { opportunity_type: 'new', opportunity_stage: null, won_arr: 6000 },
      { opportunity_type: 'expansion', opportunity_stage: null, won_arr: 600 },
    ])
  })

  test('a deal is closed when it entered its last stage and never left it', async ({ given }) => {
    const { ask } = await given({
      opportunities: [won('acme', '2025-01-01', '2025-05-20')],
      opportunity_stages: entered(
        'acme',
        ['open', '2025-01-01'],
        ['won', '2025-02-01'],
        ['open', '2025-03-01'],
        ['won', '2025-04-01'],
        ['won', '2025-05-01'],
      ),
    })
    expect(await ask({ metrics: ['opportunity_to_close_days_p50'], asOf })).toEqual([
      { opportunity_to_close_days_p50: 90 },
    ])
    // the first win was undone: until April it was open, except in February
    expect(
      await ask({
        metrics: ['open_opportunities'],
        grain: 'month',
        from: '2025-01-01',
        to: '2025-04-30',
        asOf,
      }),
    ).toEqual([
      { period: '2025-01-01', open_opportunities: 1 },
      { period: '2025-02-01', open_opportunities: 0 },
      { period: '2025-03-01', open_opportunities: 1 },
      { period: '2025-04-01', open_opportunities: 0 },
    ])
  })

  test('without a history the close date of the CRM counts, and a missing one is reported', async ({
    given,
  }) => {
    const { answer, ask } = await given({
      opportunities: [
        won('acme', '2025-01-01', '2025-01-11'),
        { ...lost('beta', '2025-01-01', '2025-01-11'), closed_at: null },
      ],
    })
    expect(await ask({ metrics: ['closed_opportunities', 'opportunity_to_close_days_p50'], asOf })).toEqual([
      { closed_opportunities: 1, opportunity_to_close_days_p50: 10 },
    ])
    const { provenance } = await answer({ metrics: ['win_rate', 'open_opportunities'], grain: 'month', asOf })
    expect(JSON.stringify(provenance.notes)).toContain('deal of beta')
    expect(JSON.stringify(provenance.notes)).toContain('No history of stages was provided')
  })

  test('a deal that closes later is open now, in the stage of the time', async ({ given }) => {
    const { ask } = await given(companies)
    // 31 January: acme just opened, gamma and delta open; gamma and beta have no history
    const open = ['open_opportunities', 'open_pipeline_arr']
    const question = { metrics: open, by: ['opportunity_stage'], grain: 'month' as const }
    const january = { from: '2025-01-01', to: '2025-01-31' }
    const rows = [
      { period: '2025-01-01', opportunity_stage: 'open', open_opportunities: 2, open_pipeline_arr: 1440 },
      { period: '2025-01-01', opportunity_stage: null, open_opportunities: 1, open_pipeline_arr: 6000 },
    ]
    const filled = async (at: string) =>
      (await ask({ ...question, ...january, asOf: at })).filter(
        (row) => Number(row['open_opportunities']) > 0,
      )
    expect(await filled(asOf)).toEqual(rows)
    expect(await filled('2025-02-01')).toEqual(rows)
    // in the middle of February: acme in proposal, delta still open, beta and gamma won
    expect(await ask({ ...question, from: '2025-02-01', to: '2025-02-28', asOf: '2025-02-15' })).toEqual([
      { period: '2025-02-01', opportunity_stage: 'open', open_opportunities: 1, open_pipeline_arr: 240 },
      { period: '2025-02-01', opportunity_stage: 'proposal', open_opportunities: 1, open_pipeline_arr: 1200 },
    ])
    expect(await ask({ metrics: ['won_opportunities', 'closed_opportunities'], asOf: '2025-02-15' })).toEqual(
      [{ won_opportunities: 2, closed_opportunities: 2 }],
    )
    expect(await ask({ metrics: open, asOf: '2025-03-05' })).toEqual([
      { open_opportunities: 0, open_pipeline_arr: 0 },
    ])
  })

  test('a touch belongs to the deal that it names, else to the open one, else to the next one', async ({
    given,
  }) => {
    const deal = (id: string, created_at: string, closed_at: string) =>
      won('acme', created_at, closed_at, { opportunity_id: id })
    const { ask, sql } = await given({
      opportunities: [
        deal('first', '2025-01-10', '2025-02-01'),
        deal('second', '2025-03-01', '2025-04-01'),
        deal('third', '2025-06-10', '2025-06-20'),
      ],
      sales_touches: [
        touched('before', 'acme', '2025-01-05'),
        touched('during the first', 'acme', '2025-01-20'),
        touched('after the first', 'acme', '2025-02-10'),
        touched('names the second late', 'acme', '2025-04-10', { opportunity_id: 'second' }),
        touched('names the third', 'acme', '2025-06-15', { opportunity_id: 'third' }),
      ],
    })
    // 5 January to 1 February, 10 February to 1 April, 15 to 20 June
    expect(
      await ask({ metrics: ['touch_to_close_days_p50'], grain: 'month', from: '2025-02-01', asOf }),
    ).toEqual([
      { period: '2025-02-01', touch_to_close_days_p50: 27 },
      { period: '2025-03-01', touch_to_close_days_p50: null },
      { period: '2025-04-01', touch_to_close_days_p50: 50 },
      { period: '2025-05-01', touch_to_close_days_p50: null },
      { period: '2025-06-01', touch_to_close_days_p50: 5 },
    ])
    expect(
      await sql('select touch_id, opportunity_id from facts.opportunity_touches order by occurred_at'),
    ).toEqual([
      { touch_id: 'before', opportunity_id: 'first' },
      { touch_id: 'during the first', opportunity_id: 'first' },
      { touch_id: 'after the first', opportunity_id: 'second' },
      { touch_id: 'names the second late', opportunity_id: 'second' },
      { touch_id: 'names the third', opportunity_id: 'third' },
    ])
    // the window before an opportunity is that of the motions
    expect(
      await ask({ metrics: ['wins_with_touch_clock'], asOf, options: { qualified_touch_window_days: 4 } }),
    ).toEqual([{ wins_with_touch_clock: 2 }])
  })

  test('a touch after the close is no touch before it, and is out of order', async ({ given }) => {
    const { ask } = await given({
      opportunities: [won('acme', '2025-01-10', '2025-02-01')],
      sales_touches: [touched('late', 'acme', '2025-02-05', { opportunity_id: 'deal of acme' })],
    })
    expect(
      await ask({ metrics: ['touch_to_close_days_p50', 'wins_out_of_order'], by: ['had_touch'], asOf }),
    ).toEqual([{ had_touch: false, touch_to_close_days_p50: null, wins_out_of_order: 1 }])
  })

  test('amounts have the exchange rate of the month of the close, or of the end of the month', async ({
    given,
  }) => {
    const rates = {
      fx_rates: [
        { day: '2025-01-01', currency: 'EUR', rate: 1.1 },
        { day: '2025-02-01', currency: 'EUR', rate: 1.2 },
      ],
    }
    const tables = {
      opportunities: [
        won('acme', '2025-01-10', '2025-02-03', { arr: 1000, currency: 'eur' }),
        won('beta', '2025-01-10', '2025-02-03', { arr: 1000 }),
      ],
    }
    const { ask } = await given({ ...tables, ...rates })
    expect(await ask({ metrics: ['won_arr'], asOf })).toEqual([{ won_arr: 2200 }])
    expect(await ask({ metrics: ['open_pipeline_arr'], asOf: '2025-01-31' })).toEqual([
      { open_pipeline_arr: 2100 },
    ])
    const { rejection } = await given(tables)
    expect((await rejection({ metrics: ['won_arr'], asOf })).code).toBe('MIXED_CURRENCIES')
  })

  test('without opportunities the sales cycle is unknown', async ({ given }) => {
    const { rejection } = await given({ sales_touches: companies.sales_touches })
    for (const metric of ['win_rate', 'touch_to_close_days_p50', 'open_opportunities'])
      expect((await rejection({ metrics: [metric], asOf })).code).toBe('METRIC_UNAVAILABLE')
  })
  test('a touch that names an unknown opportunity, or one of another account, counts for the open one of its own', async ({
    given,
  }) => {
    const { ask } = await given({
      accounts: ['acme', 'beta'].map((account_id) => ({ account_id })),
      opportunities: [won('acme', '2025-01-01', '2025-02-01'), won('beta', '2025-01-01', '2025-02-01')],
      sales_touches: [
        touched('1', 'acme', '2025-01-22', { opportunity_id: 'unknown' }),
        touched('2', 'beta', '2025-01-12', { opportunity_id: 'deal of acme' }),
      ],
    })
    expect(
      await ask({ metrics: ['touch_to_close_days_p50'], by: ['account'], asOf: '2025-03-01T12:00:00Z' }),
    ).toEqual([
      { account: 'acme', touch_to_close_days_p50: 10 },
      { account: 'beta', touch_to_close_days_p50: 20 },
    ])
  })
})
