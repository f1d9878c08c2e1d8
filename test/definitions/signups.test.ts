import { expect } from 'vitest'
import { onBothEngines } from '../harness/warehouse.ts'

onBothEngines((test) => {
  test('whoever registers in a month is one of its sign-ups', async ({ given }) => {
    const { ask } = await given({
      users: [
        { user_id: 'ada', created_at: '2025-01-03T10:00:00Z' },
        { user_id: 'bob', created_at: '2025-01-31T23:59:59Z' },
        { user_id: 'cy', created_at: '2025-02-01T00:00:00Z' },
      ],
    })
    expect(await ask({ metrics: ['signups'], grain: 'month' })).toEqual([
      { period: '2025-01-01', signups: 2 },
      { period: '2025-02-01', signups: 1 },
    ])
  })
})
