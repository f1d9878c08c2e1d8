import { DateTime } from 'luxon'
import { expect } from 'vitest'
import type { Filter, Grain, MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { Row } from '../harness/warehouse.ts'
import { onBothEngines } from '../harness/warehouse.ts'
import { casesAreHere, matcher, personConditions, posthogCases, sourceRows } from './posthog-case.ts'

interface EventMatcher {
  readonly event: string | null
  readonly property?: { readonly key: string; readonly in: readonly string[] }
  readonly properties?: readonly { readonly key: string; readonly value: string; readonly type: 'person' }[]
}

interface Params {
  readonly interval: Exclude<Grain, 'quarter' | 'year'>
  readonly total_intervals: number
  readonly first_bucket: string
  readonly last_bucket: string
  readonly timezone: string
  readonly week_start: string
  readonly cohort_mode: string
  readonly unbounded: boolean
  readonly start: EventMatcher | { readonly any_of: readonly EventMatcher[] }
  readonly return: EventMatcher | { readonly any_of: readonly EventMatcher[] }
  readonly event_property_filter: { readonly key: string; readonly in: readonly string[] } | null
  readonly minimum_return_occurrences: number
  readonly breakdown:
    { readonly person_property: string } | { readonly event_property: string; readonly limit: number } | null
  readonly rectangular: boolean
}

type Matrix = readonly (readonly number[])[]

interface Expected {
  readonly bucket_starts: readonly string[]
  readonly counts: Matrix | Readonly<Record<string, Matrix>>
}

const cases = posthogCases<Params, Expected>('retention_cases.json')
type Case = (typeof cases)[number]

const alternatives = (one: Params['start']): readonly EventMatcher[] => ('any_of' in one ? one.any_of : [one])

/** The condition of a start on the person applies to the whole query: no other person enters a cohort. */
const startConditions = ({ params }: Case): Filter[] =>
  alternatives(params.start).flatMap(({ properties = [] }) =>
    properties.map(({ key, value }) => ({ dimension: `user_${key}`, operator: 'eq' as const, value })),
  )

const actors = { person: 'user', group_0: 'account', group_1: 'workspace' }

const question = (one: Case): MetricsRequestInput => {
  const { params } = one
  const actor = actors[params.actor ?? 'person']
  const { interval, timezone } = params
  const first = DateTime.fromISO(params.first_bucket, { zone: timezone })
  const last = DateTime.fromISO(params.last_bucket, { zone: timezone })
  // a rectangle shows later ages of its last cohorts too
  const beyond = params.rectangular ? params.total_intervals : 1
  const matchers = (named: Params['start']) =>
    alternatives(named).map(({ event, property }) => matcher(event, property, params.event_property_filter))
  const { breakdown } = params
  return {
    metrics: [`${actor}_cohort_size`, `retained_${actor}s_by_age`],
    by:
      breakdown === null
        ? []
        : ['person_property' in breakdown ? `user_${breakdown.person_property}` : 'start_property'],
    ...(breakdown !== null && 'limit' in breakdown
      ? { top: { dimension: 'start_property', count: breakdown.limit } }
      : {}),
    where: [...personConditions(one), ...startConditions(one)],
    grain: interval,
    from: first.toISODate() ?? '',
    to: last.toISODate() ?? '',
    timeZone: timezone,
    asOf:
      last
        .plus({ [interval]: beyond })
        .minus(1)
        .toUTC()
        .toISO() ?? '',
    options: {
      week_start: params.week_start,
      retention_cohort_entry: params.cohort_mode,
      retention_criterion: params.unbounded ? 'on_or_after' : 'on',
      retention_min_occurrences: params.minimum_return_occurrences,
      retention_start_event: matchers(params.start),
      retention_return_event: matchers(params.return),
      ...(breakdown !== null && 'event_property' in breakdown
        ? { retention_start_property: breakdown.event_property }
        : {}),
    },
  }
}

/** The cells of a result in the form of the expected matrix; a cohort without entries has none, so 0. */
const likeMatrix = (rows: readonly Row[], { params, expected }: Case, shape: Matrix): Matrix => {
  const moment = (value: unknown) =>
    params.interval === 'hour' ? Date.parse(String(value)) : String(value).slice(0, 10)
  return shape.map((cells, bucket) => {
    const cohort = rows.filter((row) => moment(row['cohort']) === moment(expected.bucket_starts[bucket]))
    return cells.map((_, age) => {
      const cell = cohort.find((row) => row['age'] === age)
      return Number(cell?.[`retained_${actors[params.actor ?? 'person']}s_by_age`] ?? 0)
    })
  })
}

onBothEngines((test) => {
  for (const one of cases) {
    test(one.case, async ({ given }) => {
      const { ask } = await given(sourceRows(one))
      const rows = await ask(question(one))
      const { counts } = one.expected
      if (one.params.breakdown === null) {
        expect(likeMatrix(rows, one, counts as Matrix)).toEqual(counts)
        return
      }
      const [dimension = ''] = question(one).by ?? []
      const byValue = Object.fromEntries(
        Object.entries(counts as Readonly<Record<string, Matrix>>).map(([value, matrix]) => {
          const name = value === '$other' ? '(other)' : value
          return [
            value,
            likeMatrix(
              rows.filter((row) => row[dimension] === name),
              one,
              matrix,
            ),
          ]
        }),
      )
      expect(byValue).toEqual(counts)
      expect(new Set(rows.map((row) => row[dimension])).size).toBe(Object.keys(counts).length)
    })
  }
}, casesAreHere)
