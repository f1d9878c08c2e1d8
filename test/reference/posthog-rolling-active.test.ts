import { expect } from 'vitest'
import { onBothEngines } from '../harness/warehouse.ts'
import { casesAreHere, matcher, personConditions, posthogCases, sourceRows } from './posthog-case.ts'

interface Expected {
  /** The days at which the windows end, for every grain of the source's chart. */
  readonly as_of_dates: readonly string[]
  readonly active: readonly number[]
}

onBothEngines((test) => {
  for (const one of posthogCases<object, Expected>('rolling_active_cases.json')) {
    test(one.case, async ({ given }) => {
      const { as_of_dates: days, active } = one.expected
      const { ask } = await given(sourceRows(one))
      const question = {
        metrics: ['weekly_active_users'],
        where: personConditions(one),
        asOf: '2020-03-01',
        options: { active_event: matcher('$pageview') },
      }
      const rows = await ask({ ...question, grain: 'day', from: days[0] ?? '', to: days.at(-1) ?? '' })
      const byDay = new Map(rows.map((row) => [row['period'], row['weekly_active_users']]))
      expect(days.map((day) => byDay.get(day))).toEqual(active)
      // a period's value is that of its last day, so the range that ends there has it too
      expect(await ask({ ...question, from: '2019-12-01', to: days.at(-1) ?? '' })).toEqual([
        { weekly_active_users: active.at(-1) },
      ])
    })
  }
}, casesAreHere)
