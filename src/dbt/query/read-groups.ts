import { PlumblineError } from '../../errors.ts'
import { cellColumns } from '../../resolvers/families/cell-columns.ts'
import { grains as allGrains, type Grain } from '../../semantic/model/request/request.ts'
import { commonGrains, metricTime, requiresTime, type SemanticMetric } from '../model/semantic-metric.ts'
import type { GivenGroup } from './question.ts'
import { readGrain } from './read-grain.ts'

/** Something that a query groups by. */
export interface Group {
  /** Its column for the client: the name of a dimension, or the time with its granularity. */
  readonly label: string
  /** Its column in the result of a request. */
  readonly column: string
  /** The granularity of the time; null for dimensions. */
  readonly grain: Grain | null
}

/**
 * Reads a group of a query over these metrics: `metric_time`, `metric_time__month`, or a dimension.
 *
 * @throws PlumblineError `GRAIN_NOT_AVAILABLE`, `BAD_REQUEST`
 */
export function readGroup(
  { name: given, grain: enumGrain, timeGranularity, datePart }: GivenGroup,
  metrics: readonly SemanticMetric[],
): Group {
  const name = given.toLowerCase()
  if (typeof datePart === 'string')
    throw new PlumblineError('BAD_REQUEST', `Parts of dates, such as ${datePart}, are not available.`, {
      subject: 'datePart',
    })
  const [, inName = null] = /^metric_time__(\w+)$/.exec(name) ?? []
  const grain = enumGrain ?? timeGranularity ?? inName
  if (name !== metricTime && inName === null) {
    if (typeof grain !== 'string') return { label: name, column: name, grain: null }
    throw new PlumblineError(
      'GRAIN_NOT_AVAILABLE',
      `${name} has no granularity: only ${metricTime} has, the time of the values.`,
      { subject: name },
    )
  }
  const read = typeof grain === 'string' ? readGrain(grain) : shortestDays(metrics)
  return { label: `${metricTime}__${read}`, column: timeColumn(metrics), grain: read }
}

/** The shortest granularity of the metrics, but no hour: what a time without a granularity means. */
export function shortestDays(metrics: readonly SemanticMetric[]): Grain {
  const shortest = commonGrains(metrics).find((grain) => grain !== 'hour')
  if (shortest !== undefined) return shortest
  const names = metrics.map(({ metric }) => metric.name).join(', ')
  throw new PlumblineError('GRAIN_NOT_AVAILABLE', `${names}: these have no time in common.`, {
    subject: metricTime,
    valid: allGrains.filter((grain) => metrics.some(({ grains }) => grains.includes(grain))),
  })
}

/** The column of the time in results. */
function timeColumn(metrics: readonly SemanticMetric[]): string {
  return metrics.some(requiresTime) ? 'cohort' : 'period'
}

/**
 * Requires all that identifies a row: values of cohorts do not add up.
 *
 * @throws PlumblineError `GRAIN_REQUIRED`, `DIMENSION_REQUIRED`
 */
export function requireRows(metrics: readonly SemanticMetric[], groups: readonly Group[]): void {
  for (const { metric, shape, grains } of metrics)
    for (const { name } of cellColumns[shape]) {
      if (groups.some(({ column }) => column === name)) continue
      if (name === 'cohort')
        throw new PlumblineError('GRAIN_REQUIRED', `${metric.name} is by cohort: group by ${metricTime}.`, {
          subject: metric.name,
          valid: grains.map((grain) => `${metricTime}__${grain}`),
        })
      throw new PlumblineError(
        'DIMENSION_REQUIRED',
        `Values of ${metric.name} do not add up over ${name}: group by ${name}.`,
        { subject: name },
      )
    }
}
