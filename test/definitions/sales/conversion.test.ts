import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-06-01'
const metrics = ['conversion_opportunities', 'conversions', 'conversion_rate']

let number = 0
const did = (user_id: string, event_name: string, occurred_at: string, more: Row = {}): Row => {
  number += 1
  return { event_id: `${event_name} ${String(number)}`, user_id, event_name, occurred_at, ...more }
}

const question = (options: Row = {}) => ({
  metrics,
  options: { conversion_opportunity_event: 'visit', conversion_event: 'buy', ...options },
  asOf,
})

onBothEngines((test) => {
  test('a conversion is attributed to the latest opportunity before it, and counted on the day of the opportunity', async ({
    given,
  }) => {
    const { ask, sql } = await given({
      product_events: [
        did('ada', 'visit', '2025-01-01'),
        did('ada', 'visit', '2025-01-03'),
        did('ada', 'buy', '2025-01-04'),
        did('ada', 'buy', '2025-01-05'),
        did('bob', 'buy', '2025-01-01'),
        did('bob', 'visit', '2025-01-02'),
      ],
    })
    const byDay = {
      ...question(),
      grain: 'day' as const,
      having: [{ column: 'conversion_opportunities', operator: 'gt' as const, value: 0 }],
    }
    expect(await ask(byDay)).toEqual([
      { period: '2025-01-01', conversion_opportunities: 1, conversions: 0, conversion_rate: 0 },
      { period: '2025-01-02', conversion_opportunities: 1, conversions: 0, conversion_rate: 0 },
      { period: '2025-01-03', conversion_opportunities: 1, conversions: 2, conversion_rate: 2 },
    ])
    // 24 and 48 hours after the visit of January 3
    expect(await ask({ ...question(), metrics: ['hours_to_conversion_p50'] })).toEqual([
      { hours_to_conversion_p50: 36 },
    ])
    expect(await ask(question())).toEqual(
      await sql(`
        select
          (select count(*) from source.product_events where event_name = 'visit') as conversion_opportunities,
          count(visited_at) as conversions,
          round(count(visited_at)::numeric / 3, 12) as conversion_rate
        from source.product_events as buys
        cross join lateral (
          select max(visits.occurred_at) as visited_at from source.product_events as visits
          where visits.event_name = 'visit' and visits.user_id = buys.user_id
            and visits.occurred_at <= buys.occurred_at
        ) as latest
        where buys.event_name = 'buy'`),
    )
  })

  test('with first-touch attribution, an actor’s first opportunity gets the conversion, once', async ({
    given,
  }) => {
    const { ask } = await given({
      product_events: [
        did('ada', 'visit', '2025-01-01'),
        did('ada', 'visit', '2025-01-03'),
        did('ada', 'buy', '2025-01-04'),
        did('ada', 'buy', '2025-01-05'),
        did('bob', 'visit', '2025-01-02'),
      ],
    })
    expect(
      await ask({ ...question({ conversion_attribution: 'first_touch' }), grain: 'month', to: '2025-01-31' }),
    ).toEqual([{ period: '2025-01-01', conversion_opportunities: 2, conversions: 1, conversion_rate: 0.5 }])
  })

  test('the window includes its last instant, and an opportunity counts only when its window is complete', async ({
    given,
  }) => {
    const { ask } = await given({
      product_events: [
        did('in time', 'visit', '2025-01-01'),
        did('in time', 'buy', '2025-01-08'),
        did('late', 'visit', '2025-01-01'),
        did('late', 'buy', '2025-01-08T00:00:00.001Z'),
        did('young', 'visit', '2025-05-28'),
        did('young', 'buy', '2025-05-29'),
      ],
    })
    expect(await ask(question({ conversion_window_days: 7 }))).toEqual([
      { conversion_opportunities: 2, conversions: 1, conversion_rate: 0.5 },
    ])
    expect(await ask(question({ conversion_window_days: null }))).toEqual([
      { conversion_opportunities: 3, conversions: 3, conversion_rate: 1 },
    ])
  })

  test('an event that is opportunity and conversion converts the opportunity before it, not itself', async ({
    given,
  }) => {
    const { ask } = await given({
      product_events: [
        did('ada', 'visit', '2025-01-01'),
        did('ada', 'visit', '2025-01-02'),
        did('ada', 'visit', '2025-01-03'),
        did('bob', 'visit', '2025-01-01'),
      ],
    })
    expect(await ask(question({ conversion_event: 'visit' }))).toEqual([
      { conversion_opportunities: 4, conversions: 2, conversion_rate: 0.5 },
    ])
  })

  test('an opportunity and a conversion at the same instant are in this order', async ({ given }) => {
    const { ask } = await given({
      product_events: [
        did('ada', 'buy', '2025-01-01', { event_id: 'a' }),
        did('ada', 'visit', '2025-01-01', { event_id: 'b' }),
      ],
    })
    expect(await ask(question())).toEqual([
      { conversion_opportunities: 1, conversions: 1, conversion_rate: 1 },
    ])
  })

  test('the converting actor can be a workspace or a company, whose users share its opportunities', async ({
    given,
  }) => {
    const inside = (workspace_id: string) => ({ workspace_id })
    const { ask } = await given({
      accounts: [{ account_id: 'acme' }],
      workspaces: [
        { workspace_id: 'w1', account_id: 'acme', created_at: '2024-12-01' },
        { workspace_id: 'w2', account_id: 'acme', created_at: '2024-12-01' },
      ],
      product_events: [
        did('ada', 'visit', '2025-01-01', inside('w1')),
        did('bob', 'buy', '2025-01-02', inside('w1')),
        did('ada', 'buy', '2025-01-03', inside('w2')),
      ],
    })
    const conversions = async (conversion_actor: string) =>
      (await ask(question({ conversion_actor })))[0]?.['conversions']
    expect(await conversions('user')).toBe(1)
    expect(await conversions('workspace')).toBe(1)
    expect(await conversions('account')).toBe(2)
  })

  test('a property required to be equal must be present in both events', async ({ given }) => {
    const session = (id: string | null) => ({ properties: id === null ? {} : { session: id } })
    const { ask } = await given({
      product_events: [
        did('ada', 'visit', '2025-01-01', session('s1')),
        did('ada', 'visit', '2025-01-02', session('s2')),
        did('ada', 'buy', '2025-01-03', session('s1')),
        did('bob', 'visit', '2025-01-01', session(null)),
        did('bob', 'buy', '2025-01-02', session(null)),
      ],
    })
    expect(await ask(question({ conversion_same_property: 'session' }))).toEqual([
      { conversion_opportunities: 3, conversions: 1, conversion_rate: 0.333333333333 },
    ])
  })

  test('the conversion metrics require both events as options', async ({ given }) => {
    const { rejection } = await given({ product_events: [did('ada', 'visit', '2025-01-01')] })
    const { code, details } = await rejection({
      metrics,
      options: { conversion_opportunity_event: 'visit' },
      asOf,
    })
    expect([code, details.valid]).toEqual(['OPTION_REQUIRED', ['conversion_event']])
  })
})
