import { DateTime } from 'luxon'
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
  readonly event_property_filter?: { readonly key: string; readonly in: readonly string[] } | null
}

interface Expected {
  readonly intervals_active: readonly number[]
  readonly actors: readonly number[]
  readonly total_actors: number
}

onBothEngines((test) => {
  for (const one of posthogCases<Params, Expected>('stickiness_cases.json')) {
    test(one.case, async ({ given }) => {
      const { params, expected } = one
      const metric =
        params.actor === 'group_0' ? 'account_stickiness_distribution' : 'stickiness_distribution'
      const { ask } = await given(sourceRows(one))
      const rows = await ask({
        metrics: [metric],
        where: personConditions(one),
        grain: params.interval,
        from: params.date_from.slice(0, 10),
        to: params.date_to.slice(0, 10),
        timeZone: params.timezone,
        // by hour, the last one begins when the range ends
        asOf:
          params.interval === 'hour'
            ? (DateTime.fromISO(params.date_to, { zone: params.timezone })
                .plus({ minutes: 59 })
                .toUTC()
                .toISO() ?? '')
            : '2021-01-01',
        options: {
          week_start: params.week_start,
          active_event: matcher(params.event, params.event_property_filter),
        },
      })
      expect({
        intervals_active: rows.map((row) => row['active_periods']),
        actors: rows.map((row) => row[metric]),
        total_actors: rows.reduce((sum, row) => sum + Number(row[metric]), 0),
      }).toEqual(expected)
    })
  }
}, casesAreHere)
