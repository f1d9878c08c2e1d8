import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const asOf = '2025-04-01'

const did = (user_id: string, ...events: readonly (readonly [number, string])[]): readonly Row[] =>
  events.map(([day, event_name]) => ({
    event_id: `${user_id} ${event_name} ${String(day)}`,
    event_name,
    user_id,
    occurred_at: `2025-01-${String(day).padStart(2, '0')}`,
  }))

const options = { conversion_opportunity_event: 'viewed', conversion_event: 'bought' }
const metrics = ['conversions', 'conversion_opportunities', 'conversion_rate']

onBothEngines((test) => {
  test('in strict order only the very next event of the user converts', async ({ given }) => {
    const { ask, sql } = await given({
      product_events: [
        ...did('direct', [1, 'viewed'], [2, 'bought'], [3, 'bought']),
        ...did('detour', [1, 'viewed'], [2, 'page_view'], [3, 'bought']),
        ...did('again', [1, 'viewed'], [2, 'viewed'], [3, 'bought']),
        // of events at one moment, the opportunity comes first and the conversion next
        ...did('at once', [1, 'bought'], [1, 'other'], [1, 'viewed']),
      ],
    })
    expect(await ask({ metrics, options, asOf })).toEqual([
      { conversions: 5, conversion_opportunities: 5, conversion_rate: 1 },
    ])
    const strict = { ...options, conversion_order: 'strict' }
    expect(await ask({ metrics, options: strict, asOf })).toEqual([
      { conversions: 3, conversion_opportunities: 5, conversion_rate: 0.6 },
    ])
    expect(
      await ask({ metrics, options: { ...strict, conversion_attribution: 'first_touch' }, asOf }),
    ).toEqual([{ conversions: 2, conversion_opportunities: 4, conversion_rate: 0.5 }])
    expect(
      await sql(`
        select count(*) as conversions from (
          select event_name, lag(event_name) over (
            partition by user_id order by occurred_at, array_position(array['viewed', 'bought'], event_name)) as before
          from source.product_events) as events
        where event_name = 'bought' and before = 'viewed'`),
    ).toEqual([{ conversions: 3 }])
  })

  test('in a strict funnel each step is the very next event, wherever the funnel begins', async ({
    given,
  }) => {
    const { ask, rejection, sql } = await given({
      users: ['direct', 'detour', 'later', 'twice', 'at once'].map((user_id) => ({
        user_id,
        created_at: '2025-01-01',
      })),
      product_events: [
        ...did('direct', [2, 'viewed'], [3, 'added'], [4, 'bought']),
        // a page view in between
        ...did('detour', [2, 'viewed'], [3, 'added'], [4, 'page_view'], [5, 'bought']),
        // the first attempt is interrupted, the second is not
        ...did('later', [2, 'viewed'], [3, 'page_view'], [4, 'viewed'], [5, 'added'], [6, 'bought']),
        ...did('twice', [2, 'viewed'], [3, 'added'], [4, 'added'], [5, 'bought']),
        // at one moment the steps come in their order, and other events last
        ...did('at once', [2, 'bought'], [2, 'page_view'], [2, 'added'], [2, 'viewed']),
      ],
    })
    const activated = (more: Row) => ({
      metrics: ['activated_users', 'time_to_value_hours_p50'],
      options: {
        conversion_criteria: { all: ['viewed', 'added', 'bought'].map((event) => ({ event })), ...more },
      },
      asOf,
    })
    // direct 72 hours, detour 96, later 120, twice 96, at once 24
    expect(await ask(activated({ ordered: true }))).toEqual([
      { activated_users: 5, time_to_value_hours_p50: 96 },
    ])
    // direct 72, later 120, at once 24
    expect(await ask(activated({ ordered: true, strict: true }))).toEqual([
      { activated_users: 3, time_to_value_hours_p50: 72 },
    ])
    expect(
      await sql(`
        select count(distinct user_id) as converted from (
          select user_id, event_name,
            lag(event_name) over succession as before, lag(event_name, 2) over succession as first
          from source.product_events
          window succession as (
            partition by user_id
            order by occurred_at, array_position(array['viewed', 'added', 'bought'], event_name), event_id
          )) as events
        where event_name = 'bought' and before = 'added' and first = 'viewed'`),
    ).toEqual([{ converted: 3 }])
    const counted = { all: [{ event: 'viewed', min_count: 2 }, { event: 'bought' }] }
    for (const conversion_criteria of [
      { all: [{ event: 'viewed' }], strict: true },
      { ...counted, ordered: true, strict: true },
    ])
      expect((await rejection({ ...activated({}), options: { conversion_criteria } })).code).toBe(
        'BAD_OPTION',
      )
  })
})
