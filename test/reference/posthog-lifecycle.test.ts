import { expect } from 'vitest'
import type { Grain } from '../../src/semantic/model/request/request.ts'
import { onBothEngines } from '../harness/warehouse.ts'
import { casesAreHere, matcher, personConditions, posthogCases, sourceRows } from './posthog-case.ts'

interface Params {
  readonly interval: Grain
  readonly date_from: string
  readonly date_to: string
  readonly timezone: string
  readonly week_start: string
  readonly event: string | null
}

interface Expected {
  readonly bucket_starts: readonly string[]
  readonly new: readonly number[]
  readonly returning: readonly number[]
  readonly resurrecting: readonly number[]
  /** As negative numbers. */
  readonly dormant: readonly number[]
}

onBothEngines((test) => {
  for (const one of posthogCases<Params, Expected>('lifecycle_cases.json')) {
    test(one.case, async ({ given }) => {
      const { params, expected } = one
      const { ask } = await given(sourceRows(one))
      const rows = await ask({
        metrics: ['new_active_users', 'retained_users', 'resurrected_users', 'dormant_users'],
        where: personConditions(one),
        grain: params.interval,
        from: params.date_from,
        to: params.date_to,
        timeZone: params.timezone,
        asOf: '2021-01-01',
        options: { week_start: params.week_start, active_event: matcher(params.event) },
      })
      const column = (name: string) => rows.map((row) => Number(row[name]))
      expect({
        bucket_starts: rows.map((row) => row['period']),
        new: column('new_active_users'),
        returning: column('retained_users'),
        resurrecting: column('resurrected_users'),
        dormant: column('dormant_users').map((people) => (people === 0 ? 0 : -people)),
      }).toEqual({ ...expected, bucket_starts: expected.bucket_starts.map((start) => start.slice(0, 10)) })
    })
  }
}, casesAreHere)
