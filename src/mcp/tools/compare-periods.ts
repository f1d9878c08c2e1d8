import type { Catalog } from '../../catalog/catalog.ts'
import { movementFormula, movementIdentities } from '../../catalog/headers/movement-identity.ts'
import { z } from '../../forms.ts'
import type { Access } from '../../policy/access.ts'
import { runQuery } from '../../query/run-query.ts'
import { grains } from '../../semantic/model/request/request.ts'
import { defineTool } from '../tool.ts'
import { visibleMetrics } from '../visible-metrics.ts'
import { queryAnswer } from './query-answer.ts'
import { rowsInput } from './request-input.ts'
import { toRequest } from './to-request.ts'

export const comparePeriods = defineTool({
  name: 'compare_periods',
  title: 'Compare periods',
  description:
    'What changed: each value with the one of an earlier period, the difference and the growth. For a balance, such as mrr ' +
    'or accounts, also the movements between: what was won, lost, expanded and contracted.',
  input: z.strictObject({
    ...rowsInput,
    grain: z.enum(grains).describe('The length of the periods.'),
    period: z
      .string()
      .optional()
      .describe('The periods to compare: "last month", "last 4 weeks"; or give from and to.'),
    from: z.string().optional().describe('A day of the first period, YYYY-MM-DD.'),
    to: z.string().optional().describe('A day of the last period, YYYY-MM-DD.'),
    earlier: z
      .string()
      .default('previous')
      .describe('The distance of the earlier period: previous, "1 year", "3 months".'),
  }),
  run: async (runtime, { earlier, ...input }, options) => {
    const { metrics } = input
    const compared = await runQuery(runtime, toRequest({ ...input, compareTo: [earlier] }), options)
    const [only] =
      metrics.length === 1 ? metrics.map((one) => (typeof one === 'string' ? one : one.metric)) : []
    const identity = only === undefined ? null : explainedBy(runtime, only.toLowerCase())
    if (identity === null) return queryAnswer(compared)
    const moved = await runQuery(runtime, toRequest({ ...input, metrics: [...identity.metrics] }), options)
    return {
      ...queryAnswer(compared),
      movements: {
        formula: identity.formula,
        columns: moved.columns.map(({ name }) => name),
        rows: moved.rows,
      },
    }
  },
})

/** The movements that explain a balance, and its formula; null for other metrics, and where one of them is not granted. */
function explainedBy(
  { catalog, access }: { readonly catalog: Catalog; readonly access: Access },
  name: string,
) {
  const metric = catalog.metrics.get(name)
  const headers = metric === undefined ? {} : (catalog.views.get(metric.view)?.header.metrics ?? {})
  const identity = movementIdentities(headers).find(({ balance }) => balance === name)
  if (identity === undefined) return null
  const metrics = [identity.start, ...identity.movements, identity.balance]
  const visible = new Set(visibleMetrics(catalog, access).map((one) => one.name))
  return metrics.every((one) => visible.has(one))
    ? { metrics, formula: movementFormula(identity, headers) }
    : null
}
