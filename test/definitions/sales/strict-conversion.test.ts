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
})
