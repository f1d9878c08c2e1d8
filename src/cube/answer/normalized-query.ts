import type { CubeRequest } from '../query/to-request.ts'

/** A query as it was understood, in the form of Cube. */
export function normalizedQuery({ query, days, timeZone, limit, offset }: CubeRequest) {
  const { measures, dimensions, filters, timeDimensions, order, responseFormat, total } = query
  const { from, to } = days ?? {}
  return {
    measures,
    dimensions,
    filters,
    segments: [],
    timeDimensions: timeDimensions.map(({ dimension, granularity, dateRange, compareDateRange }) => ({
      dimension,
      ...(granularity === null ? {} : { granularity }),
      ...((dateRange === null && compareDateRange === null) || from === undefined || to === undefined
        ? {}
        : { dateRange: [`${from}T00:00:00.000`, `${to}T23:59:59.999`] }),
    })),
    order: order.map(([id, direction]) => ({ id, desc: direction === 'desc' })),
    timezone: timeZone,
    limit,
    rowLimit: limit,
    offset,
    ...(total ? { total } : {}),
    ...(responseFormat === 'default' ? {} : { responseFormat }),
    queryType: 'regularQuery',
  }
}
