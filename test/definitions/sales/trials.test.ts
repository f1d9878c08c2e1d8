import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const metrics = ['trial_starts', 'eligible_trials', 'converted_trials', 'trial_conversion_rate']

const tried = (customer_id: string, started_at: string, trial_end: string | null): Row => ({
  period_id: `trial of ${customer_id} ${started_at}`,
  customer_id,
  started_at,
  ended_at: trial_end,
  trial_end,
  amount: 0,
  is_trial: true,
})

const paid = (customer_id: string, started_at: string): Row => ({
  period_id: `${customer_id} ${started_at}`,
  customer_id,
  started_at,
  amount: 10,
})

onBothEngines((test) => {
  test('a trial converts with a payment before its end or within two weeks after it', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        tried('early', '2025-01-01', '2025-01-15'),
        paid('early', '2025-01-05'),
        tried('in grace', '2025-01-01', '2025-01-15'),
        paid('in grace', '2025-01-29'),
        tried('late', '2025-01-01', '2025-01-15'),
        paid('late', '2025-01-29T00:00:01Z'),
        tried('never', '2025-01-01', '2025-01-15'),
      ],
    })
    expect(await ask({ metrics, asOf: '2025-03-01' })).toEqual([
      { trial_starts: 4, eligible_trials: 4, converted_trials: 2, trial_conversion_rate: 0.5 },
    ])
    // the payments came 4 and 28 days after the start
    expect(await ask({ metrics: ['days_of_trial_to_paid_p50'], asOf: '2025-03-01' })).toEqual([
      { days_of_trial_to_paid_p50: (4 + 28) / 2 },
    ])
    expect(await ask({ metrics, asOf: '2025-03-01', options: { trial_grace_days: null } })).toEqual([
      { trial_starts: 4, eligible_trials: 4, converted_trials: 3, trial_conversion_rate: 0.75 },
    ])
  })

  test('a trial that is extended or repeated is one trial, ended by its last period', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        tried('ada', '2025-01-01', '2025-01-15'),
        tried('ada', '2025-01-20', '2025-02-15'),
        paid('ada', '2025-02-20'),
      ],
    })
    expect(await ask({ metrics, asOf: '2025-06-01' })).toEqual([
      { trial_starts: 1, eligible_trials: 1, converted_trials: 1, trial_conversion_rate: 1 },
    ])
  })

  test('a running trial has started and is in no rate', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        tried('without end', '2025-01-01', null),
        tried('young', '2025-02-20', '2025-03-20'),
        paid('old', '2024-01-01'),
        tried('old', '2025-01-01', '2025-01-02'),
      ],
    })
    // a payment before the trial is not a conversion
    expect(await ask({ metrics, asOf: '2025-03-01' })).toEqual([
      { trial_starts: 3, eligible_trials: 1, converted_trials: 0, trial_conversion_rate: 0 },
    ])
  })
})
