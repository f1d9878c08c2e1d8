import { expect } from 'vitest'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['eligible_for_setup', 'set_up_users', 'setup_rate']

onBothEngines((test) => {
  test('a user who did all required events by the end of the window is set up', async ({ given }) => {
    const { ask } = await given({
      users: ['in time', 'late', 'before', 'young'].map((user_id) => ({
        user_id,
        created_at: user_id === 'young' ? '2025-02-28' : '2025-01-01',
      })),
      product_events: [
        { event_id: '1', user_id: 'in time', event_name: 'connect', occurred_at: '2025-01-08' },
        { event_id: '2', user_id: 'late', event_name: 'connect', occurred_at: '2025-01-08T00:00:01Z' },
        { event_id: '3', user_id: 'before', event_name: 'connect', occurred_at: '2024-12-30' },
        { event_id: '4', user_id: 'young', event_name: 'connect', occurred_at: '2025-02-28' },
        { event_id: '5', user_id: 'late', event_name: 'look', occurred_at: '2025-01-02' },
      ],
    })
    const question = { metrics, options: { setup_event: 'connect' }, asOf: '2025-03-01' }
    expect(await ask(question)).toEqual([
      { eligible_for_setup: 3, set_up_users: 2, setup_rate: 0.666666666667 },
    ])
    expect(await ask({ ...question, options: { setup_event: 'connect', setup_window_hours: null } })).toEqual(
      [{ eligible_for_setup: 4, set_up_users: 4, setup_rate: 1 }],
    )
  })

  test('the setup rate requires the option with the setup event', async ({ given }) => {
    const { rejection } = await given({
      users: [{ user_id: 'ada', created_at: '2025-01-01' }],
      product_events: [{ user_id: 'ada', occurred_at: '2025-01-02' }],
    })
    const { code, message } = await rejection({ metrics })
    expect(code).toBe('OPTION_REQUIRED')
    expect(message).toMatch(/needs the option setup_event/)
  })
})
