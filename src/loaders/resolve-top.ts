import type { Catalog } from '../catalog/catalog.ts'
import { PlumblineError } from '../errors.ts'
import type { MetricsAnswer } from '../semantic/answer.ts'
import type { Knowledge } from '../semantic/knowledge.ts'
import { planRequest } from '../semantic/plan-request.ts'
import { metricsRequestSchema, type MetricsRequestInput } from '../semantic/request.ts'
import { findMetric } from '../semantic/resolve-leaves.ts'
import { optionsTaken } from '../semantic/resolve-parameters.ts'
import { shownDays } from '../semantic/shown-days.ts'

/**
 * The request with its `top` put into values to keep: those of the dimension that have the most of a metric
 * over all periods together, or of cohorts by how many entered them. Everything else becomes one group, so the
 * rows are still all there is.
 *
 * @param ask answers the question which those are
 * @throws PlumblineError `BAD_REQUEST`; `NON_ADDITIVE` when the metric has no value over all periods
 */
export async function resolveTop(
  catalog: Catalog,
  knowledge: Knowledge,
  request: MetricsRequestInput,
  ask: (request: MetricsRequestInput) => Promise<MetricsAnswer>,
): Promise<MetricsRequestInput> {
  const { top, ...rest } = request
  if (top === undefined) return request
  const aliases = request.metrics.map((one) => (typeof one === 'string' ? one : (one.alias ?? one.metric)))
  const by = top.by ?? aliases[0] ?? ''
  const ranked = request.metrics[aliases.indexOf(by)]
  if (ranked === undefined) {
    throw new PlumblineError('BAD_REQUEST', `top is ranked by a metric of the answer, not by ${by}.`, {
      subject: 'top',
      valid: aliases,
    })
  }
  const plan = planRequest(catalog, rest, knowledge)
  const metric = findMetric(catalog, typeof ranked === 'string' ? ranked : ranked.metric)
  const taken = optionsTaken(catalog, metric, metricsRequestSchema.parse(request))
  const question: MetricsRequestInput = {
    metrics: [ranked],
    by: [top.dimension],
    where: request.where,
    options: Object.fromEntries(Object.entries(request.options ?? {}).filter(([name]) => taken.has(name))),
    orderBy: [{ column: by, direction: 'desc' }],
    first: top.count,
    ...shownDays(plan.period),
    ...(request.asOf === undefined ? {} : { asOf: request.asOf }),
    ...(request.timeZone === undefined ? {} : { timeZone: request.timeZone }),
  }
  const { columns, rows } = await ask(question)
  const isByCohort = columns.some(({ name }) => name === 'cohort')
  // what has cohorts without ages, such as payback, has nobody who enters them
  if (isByCohort && !columns.some(({ name }) => name === 'age')) throw unranked(by, top.dimension)
  const values = isByCohort
    ? await largestCohorts(
        request.grain === undefined ? question : { ...question, grain: request.grain },
        by,
        top,
        ask,
      )
    : rows.map(([value]) => toValue(value))
  return { ...rest, keep: [...(request.keep ?? []), { dimension: top.dimension, values }] }
}

/** The values with the most entries into cohorts: at age 0 each entry is counted once, so they add up. */
async function largestCohorts(
  { orderBy: _orderBy, first: _first, ...question }: MetricsRequestInput,
  by: string,
  { dimension, count }: NonNullable<MetricsRequestInput['top']>,
  ask: (request: MetricsRequestInput) => Promise<MetricsAnswer>,
): Promise<(string | null)[]> {
  const { columns, rows } = await ask({
    ...question,
    where: [
      ...(question.where ?? []).filter((condition) => condition.dimension !== 'age'),
      { dimension: 'age', operator: 'eq', value: 0 },
    ],
  })
  const place = (name: string) => columns.findIndex((column) => column.name === name)
  if (columns[place(by)]?.unit !== 'count') throw unranked(by, dimension)
  const entries = new Map<string | null, number>()
  for (const row of rows) {
    const value = toValue(row[place(dimension.toLowerCase())])
    entries.set(value, (entries.get(value) ?? 0) + Number(row[place(by)]))
  }
  return [...entries]
    .sort(
      ([one, many], [other, more]) => more - many || (one ?? '\uffff').localeCompare(other ?? '\uffff', 'en'),
    )
    .slice(0, count)
    .map(([value]) => value)
}

/** A dimension that is no text is refused where its values are read. */
function toValue(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function unranked(metric: string, dimension: string): PlumblineError {
  return new PlumblineError(
    'NON_ADDITIVE',
    `${metric} has no value over all cohorts by which to rank ${dimension}; name the values to keep with keep.`,
    { subject: 'top' },
  )
}
