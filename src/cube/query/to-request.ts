import { PlumblineError } from '../../errors.ts'
import { givenColumns } from '../../resolvers/families/cell-columns.ts'
import type { Grain, MetricsRequestInput } from '../../semantic/model/request/request.ts'
import { coversWholePeriods, type Days } from '../../semantic/time/whole-periods.ts'
import {
  findDimension,
  findMeasure,
  findMember,
  type Cubes,
  type Dimension,
  type Measure,
} from '../model/find-member.ts'
import type { CubeQuery, DateRange } from './cube-query.ts'
import { readTimes, type Time } from './read-times.ts'
import { requireRows } from './require-rows.ts'
import { toConditions } from './to-conditions.ts'
import { toDays, type Today } from './to-days.ts'

/** A query of Cube as a request of Plumbline. */
export interface CubeRequest {
  readonly query: CubeQuery
  readonly request: MetricsRequestInput
  readonly measures: readonly Measure[]
  readonly dimensions: readonly Dimension[]
  /** The times that group the values. */
  readonly times: readonly Time[]
  readonly days: Partial<Days> | null
  /** The time zone of its periods. */
  readonly timeZone: string
  readonly limit: number
  readonly offset: number
}

/** Cube's own limit where a query has none. */
const usualLimit = 10_000

/**
 * The request of a query.
 *
 * @param range one of the ranges that the query compares, instead of its own
 * @throws PlumblineError when a member does not exist, or the query has no correct answer
 */
export function toRequest(
  cubes: Cubes,
  query: CubeQuery,
  today: Today,
  range: DateRange | null = null,
): CubeRequest {
  const measures = query.measures.map((path) => findMeasure(cubes, path))
  if (measures.length === 0)
    throw new PlumblineError('BAD_REQUEST', 'The query has no measure. Dimensions alone are not available.', {
      subject: 'measures',
    })
  const dimensions = query.dimensions.map((path) => findDimension(cubes, path))
  const { times, ranges } = readTimes(cubes, query, range)
  const grain = times[0]?.granularity ?? null
  for (const { cube } of measures) requireRows(cube, dimensions, grain)
  const plainTime = dimensions.find(({ cube, dimension }) => dimension.name === cube.time)
  if (plainTime !== undefined)
    throw new PlumblineError(
      'GRAIN_REQUIRED',
      `${plainTime.path} needs a granularity: ask for it in timeDimensions.`,
      { subject: plainTime.path, valid: plainTime.cube.grains },
    )
  const { where, having, times: bounds } = toConditions(cubes, query.filters)
  const days = toDays(ranges, bounds, today)
  const { from, to } = days ?? {}
  const limit = query.limit ?? usualLimit
  const offset = query.offset ?? 0
  const isCut = days !== null && !coversWholePeriods(days, grain, today.calendar)
  const orderBy = orderOf(cubes, query, measures, grain)
  return {
    query,
    measures,
    dimensions,
    times,
    days,
    timeZone: today.calendar.timeZone,
    limit,
    offset,
    request: {
      metrics: [...new Set(measures.map(({ measure }) => measure.name))],
      by: [...new Set(dimensions.map(({ dimension }) => dimension.name))].filter(
        (name) => !givenColumns.has(name),
      ),
      where: [...where],
      having: [...having],
      orderBy,
      ...(grain === null ? {} : { grain }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      // Cube counts within the range
      ...(isCut ? { partial: 'keep' as const } : {}),
      ...(query.timezone === null ? {} : { timeZone: query.timezone }),
      // a total is the number of all rows
      first: query.total ? maxRows : offset + limit,
    },
  }
}

/** The most rows that are read to count them. */
export const maxRows = 50_000

/** Without an order, rows are in the order of their periods, or the largest values come first. */
function orderOf(
  cubes: Cubes,
  { order }: CubeQuery,
  measures: readonly Measure[],
  grain: Grain | null,
): { readonly column: string; readonly direction: 'asc' | 'desc' }[] {
  const given = order.map(([path, direction]) => {
    const { measure, dimension } = findMember(cubes, path)
    return { column: measure?.name ?? dimension?.name ?? '', direction }
  })
  if (given.length > 0 || grain !== null) return given
  const [first] = measures
  return first === undefined ? [] : [{ column: first.measure.name, direction: 'desc' }]
}
