import { PlumblineError } from '../../errors.ts'
import type { AccountMetricsArgs } from '../../generated/resolvers.ts'
import type { SeriesRequest } from '../../loaders/metric-series.ts'
import { fromEnumValue } from '../sdl/enum-value.ts'

/** The largest number of metrics of one object in one field. */
const maxNames = 50

/** The metrics requested by the arguments of a field `metrics` of an object. */
export function toSeriesRequest({ names, grain, period }: AccountMetricsArgs): SeriesRequest {
  if (names.length === 0 || names.length > maxNames)
    throw new PlumblineError(
      'BAD_REQUEST',
      `names has ${String(names.length)} items; it must have from 1 to ${String(maxNames)}.`,
      { subject: 'names' },
    )
  return {
    metrics: names.map(fromEnumValue),
    grain: grain ? fromEnumValue(grain) : undefined,
    from: period?.from ?? undefined,
    to: period?.to ?? undefined,
    period: period?.relative ?? undefined,
  }
}
