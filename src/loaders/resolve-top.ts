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
 * over all periods together. Everything else becomes one group, so the rows are still all there is.
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
  if (columns.some(({ name }) => name === 'cohort')) throw unranked(by, top.dimension)
  // a dimension that is no text is refused where its values are read
  const values = rows.map(([value]) => (typeof value === 'string' ? value : null))
  return { ...rest, keep: [...(request.keep ?? []), { dimension: top.dimension, values }] }
}

function unranked(metric: string, dimension: string): PlumblineError {
  return new PlumblineError(
    'NON_ADDITIVE',
    `${metric} has no value over all cohorts by which to rank ${dimension}; name the values to keep with keep.`,
    { subject: 'top' },
  )
}
