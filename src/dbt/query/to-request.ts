import { PlumblineError } from '../../errors.ts'
import type { Runtime } from '../../query/runtime.ts'
import { givenColumns } from '../../resolvers/families/cell-columns.ts'
import type { ColumnKind } from '../../semantic/model/result.ts'
import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'
import { toCalendar } from '../../semantic/time/calendar.ts'
import { coversWholePeriods } from '../../semantic/time/whole-periods.ts'
import { findMetrics, metricTime, semanticMetrics } from '../model/semantic-metric.ts'
import { readWhere } from '../where/read-where.ts'
import { metricsWithValues } from './metrics-with-values.ts'
import type { Question } from './question.ts'
import { readGroup, requireRows, shortestDays, type Group } from './read-groups.ts'
import { daysOf } from './time-range.ts'

/** A column for the client. */
export interface AskedColumn {
  readonly label: string
  /** The column in the result of the request. */
  readonly column: string
  readonly kinds: readonly ColumnKind[]
}

/** A question as a request of Plumbline. */
export interface Asked {
  readonly request: MetricsRequestInput
  readonly columns: readonly AskedColumn[]
  /** Whether the client limits the rows: others are not missing. */
  readonly isLimited: boolean
}

/** The most rows of a result, on all of its pages. */
export const maxRows = 50_000

/**
 * The request of a question.
 *
 * @throws PlumblineError when a name does not exist, or the question has no correct answer
 */
export async function toRequest(
  { catalog, access, state }: Pick<Runtime, 'catalog' | 'access' | 'state'>,
  question: Question,
): Promise<Asked> {
  const visible = semanticMetrics(catalog, access)
  const warehouse = await state()
  const named = findMetrics(
    visible,
    question.metrics.map(({ name }) => name),
  )
  const isOfValues = question.valuesOnly || named.length === 0
  const metrics = named.length > 0 ? named : metricsWithValues(catalog, visible, warehouse, question)
  const groups = question.groupBy.map((group) => readGroup(group, metrics))
  if (isOfValues && groups.length === 0)
    throw new PlumblineError('BAD_REQUEST', 'The query has neither metrics nor groupBy.', {
      subject: 'metrics',
    })
  requireRows(metrics, groups)
  const grain = grainOf(groups)
  const { conditions, times } = await readWhere(
    question.where.map(({ sql }) => sql),
    (name) => name === metricTime,
  )
  const calendar = toCalendar(warehouse.parameters)
  const days = times.length === 0 ? {} : daysOf(times, shortestDays(metrics), calendar)
  const isCut = times.length > 0 && !coversWholePeriods(days, grain, calendar)
  const values = metrics.map(({ metric }, index) => ({
    metric: metric.name,
    alias: question.metrics[index]?.alias ?? metric.name,
  }))
  return {
    isLimited: typeof question.limit === 'number' && question.limit <= maxRows,
    columns: [
      ...groups.map(({ label, column }) => ({ label, column, kinds: groupKinds })),
      ...(isOfValues ? [] : values.map(({ alias }) => ({ label: alias, column: alias, kinds: valueKinds }))),
    ],
    request: {
      metrics: values.map(({ metric, alias }) => (alias === metric ? metric : { metric, alias })),
      by: [
        ...new Set(
          groups.flatMap(({ column, grain: ofTime }) =>
            ofTime === null && !givenColumns.has(column) ? [column] : [],
          ),
        ),
      ],
      where: [...conditions],
      orderBy: orderOf(question, metrics, groups, isOfValues),
      ...(grain === null ? {} : { grain }),
      ...days,
      // SQL counts within the bounds
      ...(isCut ? { partial: 'keep' as const } : {}),
      first: Math.min(question.limit ?? maxRows, maxRows),
    },
  }
}

const groupKinds = ['period', 'dimension'] as const satisfies readonly ColumnKind[]
const valueKinds = ['metric'] as const satisfies readonly ColumnKind[]

/** @throws PlumblineError `BAD_REQUEST` for two granularities */
function grainOf(groups: readonly Group[]): Group['grain'] {
  const grains = [...new Set(groups.flatMap(({ grain }) => grain ?? []))]
  if (grains.length > 1)
    throw new PlumblineError(
      'BAD_REQUEST',
      `A query has one granularity, and this one has ${grains.join(' and ')}.`,
      { subject: metricTime },
    )
  return grains[0] ?? null
}

/** Values of dimensions are in their own order, unless the client has another. */
function orderOf(
  question: Question,
  metrics: Parameters<typeof readGroup>[1],
  groups: readonly Group[],
  isOfValues: boolean,
): NonNullable<MetricsRequestInput['orderBy']> {
  const given = [...question.orderBy, ...question.order].map(({ metric, groupBy, descending }) => {
    const column = metric?.alias ?? metric?.name ?? (groupBy && readGroup(groupBy, metrics).column)
    if (typeof column !== 'string')
      throw new PlumblineError('BAD_REQUEST', 'An order has neither a metric nor a group.', {
        subject: 'orderBy',
      })
    return { column, direction: descending ? ('desc' as const) : ('asc' as const) }
  })
  if (given.length > 0 || !isOfValues) return given
  return groups.map(({ column }) => ({ column, direction: 'asc' }))
}
