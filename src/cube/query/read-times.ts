import { PlumblineError } from '../../errors.ts'
import type { Grain } from '../../semantic/model/request/request.ts'
import { findDimension, type Cubes, type Dimension } from '../model/find-member.ts'
import type { CubeQuery, DateRange } from './cube-query.ts'

/** A time that groups the values of a cube. */
export interface Time {
  readonly member: Dimension
  /** The column of the result. */
  readonly column: string
  readonly granularity: Grain
}

/** The time dimensions of a query. */
export interface Times {
  readonly times: readonly Time[]
  readonly ranges: readonly DateRange[]
}

/**
 * Reads the time dimensions of a query.
 *
 * @param range one of the ranges that the query compares
 * @throws PlumblineError `GRAIN_NOT_AVAILABLE`, `BAD_REQUEST`
 */
export function readTimes(cubes: Cubes, { timeDimensions }: CubeQuery, range: DateRange | null): Times {
  const times = timeDimensions.flatMap(({ dimension: path, granularity }): readonly Time[] => {
    const member = findDimension(cubes, path)
    const { cube, dimension } = member
    if (dimension.name !== cube.time)
      throw new PlumblineError(
        'GRAIN_NOT_AVAILABLE',
        `${path} is not the time of its values: group by it in dimensions, or use ${cube.name}.${cube.time}.`,
        { subject: path },
      )
    return granularity === null ? [] : [{ member, column: cube.time, granularity }]
  })
  const [first] = times
  const other = times.find(({ granularity }) => granularity !== first?.granularity)
  if (first !== undefined && other !== undefined)
    throw new PlumblineError(
      'BAD_REQUEST',
      `A query has one granularity, and this one has ${first.granularity} and ${other.granularity}.`,
      { subject: 'granularity' },
    )
  const ranges = timeDimensions.flatMap(({ dateRange, compareDateRange }) => [
    ...(dateRange === null ? [] : [dateRange]),
    ...(compareDateRange === null || range === null ? [] : [range]),
  ])
  return { times, ranges }
}
