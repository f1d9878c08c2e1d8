import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { Row, WarehouseTest } from '../harness/warehouse.ts'
import { onBothEngines } from '../harness/warehouse.ts'
import { referenceSet } from '../harness/reference-set.ts'

interface Expected {
  readonly total: { readonly visits: number; readonly conversions: number }
  readonly by_visit_day: readonly {
    readonly day: string
    readonly visits: number
    readonly conversions: number
  }[]
}

const set = referenceSet('metricflow-conversion')

/** The queries of MetricFlow's own tests, as Plumbline queries. */
const variants: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  any_time: { conversion_window_days: null },
  within_7_days: { conversion_window_days: 7 },
  same_session_any_time: { conversion_window_days: null, conversion_same_property: 'session_id' },
}

const eventsOf = (file: string, event_name: string): readonly Row[] =>
  set.expected(file).map((row) => ({
    event_id: `${event_name} ${row['session_id'] ?? ''}`,
    user_id: row['user_id'],
    event_name,
    occurred_at: row['ds'],
    properties: row,
  }))

const compare = (test: WarehouseTest): void => {
  test.skipIf(!set.isHere).for(Object.entries(variants))(
    'visits that led to a purchase: %s',
    async ([name, options], { given }) => {
      const expected = (set.json('expected.json') as Record<string, Expected>)[name]
      expect(expected?.by_visit_day).toHaveLength(8)
      const { ask } = await given({
        product_events: [...eventsOf('visits.csv', 'visit'), ...eventsOf('buys.csv', 'buy')],
      })
      const question: MetricsRequestInput = {
        metrics: ['conversion_opportunities', 'conversions'],
        options: { conversion_opportunity_event: 'visit', conversion_event: 'buy', ...options },
        asOf: '2020-03-01',
      }
      expect(await ask(question)).toEqual([
        { conversion_opportunities: expected?.total.visits, conversions: expected?.total.conversions },
      ])
      const byDay = await ask({
        ...question,
        grain: 'day',
        having: [{ column: 'conversion_opportunities', operator: 'gt', value: 0 }],
      })
      expect(byDay).toEqual(
        expected?.by_visit_day.map(({ day, visits, conversions }) => ({
          period: day,
          conversion_opportunities: visits,
          conversions,
        })),
      )
    },
  )
}

onBothEngines(compare)
