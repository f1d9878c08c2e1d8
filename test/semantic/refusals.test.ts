import { expect } from 'vitest'
import { onPglite } from '../harness/warehouse.ts'

const people = {
  users: [{ user_id: 'ada', created_at: '2024-01-01T00:00:00Z' }],
  product_events: [
    { event_id: '1', event_name: 'edit', user_id: 'ada', occurred_at: '2024-01-02T00:00:00Z' },
    { event_id: '2', event_name: 'edit', user_id: 'ada', occurred_at: '2024-02-02T00:00:00Z' },
  ],
}

const period = (id: string, currency: string) => ({
  period_id: id,
  subscription_id: id,
  customer_id: id,
  started_at: '2024-01-01T00:00:00Z',
  amount: 10,
  interval: 'month',
  currency,
})

onPglite((test) => {
  test('a misspelt metric is refused with the nearest names', async ({ given }) => {
    const { refusal } = await given(people)
    const error = await refusal({ metrics: ['activation_rat'] })
    expect(error.code).toBe('UNKNOWN_METRIC')
    expect(error.details.suggestions?.[0]).toBe('activation_rate')
  })

  test('a dimension that the metric does not have is refused with those it has', async ({ given }) => {
    const { refusal } = await given({ ...people, subscription_periods: [period('s', 'USD')] })
    const error = await refusal({ metrics: ['mrr'], by: ['signup_source'] })
    expect(error.code).toBe('DIMENSION_NOT_AVAILABLE')
    expect(error.details.valid).toContain('industry')
  })

  test('a dimension that nothing has is refused with the nearest names', async ({ given }) => {
    const { refusal } = await given(people)
    const error = await refusal({ metrics: ['signups'], by: ['signup_sourc'] })
    expect(error.code).toBe('UNKNOWN_DIMENSION')
    expect(error.details.suggestions?.[0]).toBe('signup_source')
  })

  test('an option that no metric takes is refused with those they take', async ({ given }) => {
    const { refusal } = await given(people)
    const error = await refusal({ metrics: ['active_users'], options: { activation_window_hours: 24 } })
    expect(error.code).toBe('UNKNOWN_OPTION')
    expect(error.details.valid).toContain('core_action')
  })

  test('an option with a value it cannot have is refused with those it can', async ({ given }) => {
    const { refusal } = await given(people)
    const error = await refusal({ metrics: ['user_retention_rate'], options: { clock: 'lunar' } })
    expect(error.code).toBe('BAD_OPTION')
    expect(error.details.valid).toEqual(['calendar', 'rolling_24h'])
  })

  test('a period that ends before it starts is refused', async ({ given }) => {
    const { refusal } = await given(people)
    expect((await refusal({ metrics: ['signups'], from: '2024-02-01', to: '2024-01-31' })).code).toBe(
      'BAD_PERIOD',
    )
  })

  test('a day that does not exist, an instant without a zone, and a zone that does not exist are refused', async ({
    given,
  }) => {
    const { refusal } = await given(people)
    expect((await refusal({ metrics: ['signups'], from: '2024-02-30' })).code).toBe('BAD_REQUEST')
    expect((await refusal({ metrics: ['signups'], asOf: '2024-02-01T10:00:00' })).code).toBe('BAD_PERIOD')
    expect((await refusal({ metrics: ['signups'], timeZone: 'Mars/Olympus' })).code).toBe('BAD_OPTION')
  })

  test('a metric whose table is missing is refused with the name of the table, never zero', async ({
    given,
  }) => {
    const { refusal } = await given(people)
    const error = await refusal({ metrics: ['mrr'], grain: 'month' })
    expect(error.code).toBe('METRIC_UNAVAILABLE')
    expect(error.message).toContain('subscription_periods')
  })

  test('a split by motion without anything of sales is refused, not all self-serve', async ({ given }) => {
    const { refusal } = await given({ ...people, subscription_periods: [period('s', 'USD')] })
    const error = await refusal({ metrics: ['new_mrr'], by: ['movement_motion'] })
    expect(error.code).toBe('METRIC_UNAVAILABLE')
    expect(error.message).toContain('sales_touches')
  })

  test('money in two currencies without rates is refused with the currency that cannot be converted', async ({
    given,
  }) => {
    const { refusal } = await given({ subscription_periods: [period('a', 'USD'), period('b', 'EUR')] })
    const error = await refusal({ metrics: ['mrr'], grain: 'month' })
    expect(error.code).toBe('MIXED_CURRENCIES')
    expect(error.details.problems).toEqual(['EUR'])
  })

  test('cohorts and periods do not stand in one table', async ({ given }) => {
    const { refusal } = await given(people)
    expect((await refusal({ metrics: ['user_retention_rate', 'active_users'] })).code).toBe(
      'METRICS_DO_NOT_COMBINE',
    )
  })

  test('revenue by day and life cycles without a grain are refused with the grains there are', async ({
    given,
  }) => {
    const { refusal } = await given({ ...people, subscription_periods: [period('s', 'USD')] })
    const byDay = await refusal({ metrics: ['mrr'], grain: 'day' })
    expect(byDay.code).toBe('GRAIN_NOT_AVAILABLE')
    expect(byDay.details.valid).toEqual(['month', 'quarter', 'year'])
    expect((await refusal({ metrics: ['new_active_users'] })).code).toBe('GRAIN_REQUIRED')
  })

  test('a cursor that nobody gave out and a filter that does not fit are refused', async ({ given }) => {
    const { refusal } = await given(people)
    expect((await refusal({ metrics: ['signups'], grain: 'month', after: 'bm9uc2Vuc2U' })).code).toBe(
      'BAD_CURSOR',
    )
    const filter = { dimension: 'signup_source', operator: 'in' as const, value: 'ads' }
    expect((await refusal({ metrics: ['signups'], where: [filter] })).code).toBe('BAD_FILTER')
  })
})
