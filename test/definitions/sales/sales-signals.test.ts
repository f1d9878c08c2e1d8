import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-30'

/** Uses of the free plan, which allows two messages: the third one is the signal. */
const used = (account_id: string, ...moments: readonly string[]): readonly Row[] =>
  moments.map((occurred_at, index) => ({
    event_id: `${account_id} ${String(index)}`,
    event_name: 'message',
    workspace_id: account_id,
    user_id: 'ada',
    occurred_at,
  }))

const crossed = (account_id: string, at: string) =>
  used(account_id, '2025-01-01T01:00:00Z', '2025-01-01T02:00:00Z', at)

const free = (account_id: string): Row => ({
  workspace_id: account_id,
  account_id,
  plan: 'free',
  created_at: '2024-12-01',
})

const touched = (account_id: string, occurred_at: string, more: Row = {}): Row => ({
  touch_id: `${account_id} ${occurred_at}`,
  account_id,
  occurred_at,
  ...more,
})

const limits = [{ plan: 'free', meter: 'message', limit_quantity: 2, kind: 'cumulative' }]
const names = ['quick', 'evening', 'late', 'never', 'before']

const signals = {
  workspaces: names.map(free),
  plan_limits: limits,
  product_events: [
    ...crossed('quick', '2025-03-01T10:00:00Z'),
    ...crossed('evening', '2025-03-02T23:00:00Z'),
    ...crossed('late', '2025-03-03T10:00:00Z'),
    ...crossed('never', '2025-03-04T10:00:00Z'),
    ...crossed('before', '2025-03-05T10:00:00Z'),
  ],
  sales_touches: [
    touched('quick', '2025-03-01T12:00:00Z'),
    touched('quick', '2025-03-01T11:00:00Z', { kind: 'email_sent' }),
    // three hours later, but the next day in UTC
    touched('evening', '2025-03-03T02:00:00Z'),
    touched('late', '2025-04-20T10:00:00Z'),
    touched('before', '2025-03-05T09:00:00Z'),
  ],
}

onBothEngines((test) => {
  test('speed to signal is the time to the first qualified touch after a limit was crossed', async ({
    given,
  }) => {
    const { ask, sql } = await given(signals)
    const metrics = [
      'sales_signals',
      'answerable_signals',
      'answered_signals',
      'signal_response_rate',
      'signal_to_touch_hours_p50',
      'signals_with_whole_day',
      'same_day_touches',
      'same_day_touch_rate',
    ]
    const expected = {
      sales_signals: 5,
      answerable_signals: 5,
      answered_signals: 2,
      signal_response_rate: 0.4,
      // two and three hours
      signal_to_touch_hours_p50: 2.5,
      signals_with_whole_day: 5,
      same_day_touches: 1,
      same_day_touch_rate: 0.2,
    }
    expect(await ask({ metrics, asOf })).toEqual([expected])
    expect(await ask({ metrics: ['signal_to_touch_hours_p90'], asOf })).toEqual([
      { signal_to_touch_hours_p90: 2.9 },
    ])
    // in New York it was still the same evening
    expect(await ask({ metrics: ['same_day_touches'], asOf, timeZone: 'America/New_York' })).toEqual([
      { same_day_touches: 2 },
    ])
    // without a limit the touch after 48 days counts too: 2, 3 and 1152 hours
    expect(
      await ask({
        metrics: ['signal_response_rate', 'signal_to_touch_hours_p50'],
        asOf,
        options: { signal_response_days: null },
      }),
    ).toEqual([{ signal_response_rate: 0.6, signal_to_touch_hours_p50: 3 }])
    expect(
      await sql(`
        select count(*) as same_day from (
          select workspace_id, max(occurred_at) as signal_at from source.product_events group by workspace_id
        ) as crossings
        where exists (
          select 1 from source.sales_touches as touches
          where touches.account_id = workspace_id and kind <> 'email_sent' and occurred_at >= signal_at
            and (occurred_at at time zone 'UTC')::date = (signal_at at time zone 'UTC')::date
        )`),
    ).toEqual([{ same_day: 1 }])
  })

  test('a signal whose day or response time is not over is not counted as unanswered', async ({ given }) => {
    const { ask } = await given(signals)
    const metrics = ['sales_signals', 'answerable_signals', 'signals_with_whole_day', 'same_day_touch_rate']
    expect(await ask({ metrics, asOf: '2025-03-02T23:30:00Z' })).toEqual([
      { sales_signals: 2, answerable_signals: 0, signals_with_whole_day: 1, same_day_touch_rate: 1 },
    ])
  })

  test('only the first crossing of an account is its signal', async ({ given }) => {
    const { ask } = await given({
      workspaces: [free('acme'), { ...free('acme'), workspace_id: 'second' }],
      plan_limits: limits,
      product_events: [
        ...crossed('acme', '2025-03-01T10:00:00Z'),
        ...crossed('second', '2025-03-08T10:00:00Z').map((row) => ({
          ...row,
          event_id: `2 ${String(row['event_id'])}`,
        })),
      ],
      sales_touches: [touched('acme', '2025-03-08T12:00:00Z')],
    })
    expect(await ask({ metrics: ['sales_signals', 'signal_to_touch_hours_p50'], asOf })).toEqual([
      { sales_signals: 1, signal_to_touch_hours_p50: 7 * 24 + 2 },
    ])
  })

  test('without plan limits there is no signal', async ({ given }) => {
    const { rejection } = await given({ product_events: signals.product_events, sales_touches: [] })
    expect((await rejection({ metrics: ['same_day_touch_rate'], asOf })).code).toBe('METRIC_UNAVAILABLE')
  })
})
