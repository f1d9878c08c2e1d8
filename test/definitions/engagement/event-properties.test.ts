import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-04-01'

const order = (event_id: string, user_id: string | null, occurred_at: string, properties: unknown): Row => ({
  event_id,
  event_name: 'order_placed',
  ...(user_id === null ? { workspace_id: 'w' } : { user_id }),
  occurred_at,
  properties,
})

const warehouse = {
  users: [
    { user_id: 'ada', created_at: '2025-01-10' },
    { user_id: 'bob', created_at: '2025-02-10' },
  ],
  product_events: [
    order('1', 'ada', '2025-01-15', { revenue: 10.5 }),
    order('2', 'ada', '2025-02-15', { revenue: '20' }),
    order('3', 'bob', '2025-02-16', { revenue: 0.1 }),
    order('4', 'bob', '2025-02-17', { revenue: 0.2 }),
    order('5', null, '2025-02-18', { revenue: 100 }),
    // none of these is a number
    order('6', 'bob', '2025-02-19', { revenue: 'free' }),
    order('7', 'bob', '2025-02-19', { revenue: '1,5' }),
    order('8', 'bob', '2025-02-19', { revenue: [1] }),
    order('9', 'bob', '2025-02-19', { revenue: true }),
    // no value at all
    order('10', 'bob', '2025-02-20', { other: 1 }),
    order('11', 'bob', '2025-02-20', { revenue: null }),
    order('12', 'bob', '2025-02-20', { revenue: '' }),
    { ...order('13', 'bob', '2025-02-20', { revenue: 1000 }), event_name: 'order_refunded' },
  ],
}
const options = { property_event: 'order_placed', property_name: 'revenue' }

onBothEngines((test) => {
  test('the property of an event is added up exactly, and what is not a number is counted apart', async ({
    given,
  }) => {
    const { ask, sql } = await given(warehouse)
    expect(
      await ask({
        metrics: [
          'property_events',
          'property_numbers',
          'property_not_numeric',
          'property_missing',
          'property_sum',
          'property_average',
          'property_distinct_values',
        ],
        options,
        asOf,
      }),
    ).toEqual([
      {
        property_events: 12,
        property_numbers: 5,
        property_not_numeric: 4,
        property_missing: 3,
        // 10.5 + 20 + 0.1 + 0.2 + 100
        property_sum: 130.8,
        property_average: 26.16,
        // and free, 1,5, [1] and true
        property_distinct_values: 9,
      },
    ])
    expect(
      await sql(`
        select sum((properties ->> 'revenue')::numeric) as revenue from source.product_events
        where event_id in ('1', '2', '3', '4', '5')`),
    ).toEqual([{ revenue: 130.8 }])
  })

  test('revenue per user divides what users spent by the users who spent', async ({ given }) => {
    const { ask } = await given(warehouse)
    expect(
      await ask({
        metrics: [
          'property_sum_of_users',
          'property_users',
          'property_sum_per_user',
          'property_sum_per_user_p50',
        ],
        options,
        asOf,
      }),
    ).toEqual([
      {
        property_sum_of_users: 30.8,
        property_users: 2,
        property_sum_per_user: 15.4,
        // Ada 30.5, Bob 0.3
        property_sum_per_user_p50: 15.4,
      },
    ])
  })

  test('order revenue by the month of sign-up and of the order', async ({ given }) => {
    const { ask } = await given(warehouse)
    expect(
      await ask({
        metrics: ['property_sum'],
        by: ['signup_month'],
        grain: 'month',
        from: '2025-01-01',
        to: '2025-02-28',
        options,
        asOf,
      }),
    ).toEqual([
      { period: '2025-01-01', signup_month: '2025-01-01', property_sum: 10.5 },
      { period: '2025-01-01', signup_month: '2025-02-01', property_sum: 0 },
      { period: '2025-01-01', signup_month: null, property_sum: 0 },
      { period: '2025-02-01', signup_month: '2025-01-01', property_sum: 20 },
      { period: '2025-02-01', signup_month: '2025-02-01', property_sum: 0.3 },
      { period: '2025-02-01', signup_month: null, property_sum: 100 },
    ])
  })

  test('event and property must be named', async ({ given }) => {
    const { rejection } = await given(warehouse)
    expect((await rejection({ metrics: ['property_sum'], asOf })).code).toBe('OPTION_REQUIRED')
    expect(
      (await rejection({ metrics: ['property_sum'], options: { property_event: 'order_placed' }, asOf }))
        .code,
    ).toBe('OPTION_REQUIRED')
  })

  test('a ratio of two events counts each in its own period, by any users', async ({ given }) => {
    const { ask } = await given({
      product_events: ['viewed', 'viewed', 'viewed', 'bought', 'bought', 'other'].map(
        (event_name, index) => ({
          event_id: String(index),
          event_name,
          user_id: `u${String(index)}`,
          occurred_at: `2025-01-0${String(index + 1)}`,
        }),
      ),
    })
    expect(
      await ask({
        metrics: ['numerator_events', 'denominator_events', 'event_ratio'],
        options: { ratio_numerator_event: 'bought', ratio_denominator_event: 'viewed' },
        asOf,
      }),
    ).toEqual([{ numerator_events: 2, denominator_events: 3, event_ratio: 0.666666666667 }])
    expect(
      await ask({
        metrics: ['event_ratio'],
        options: { ratio_numerator_event: 'bought', ratio_denominator_event: 'never' },
        asOf,
      }),
    ).toEqual([{ event_ratio: null }])
  })
})
