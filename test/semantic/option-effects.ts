import type { Catalog, Metric } from '../../src/catalog/catalog.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { PlumblineError } from '../../src/errors.ts'
import { kindOf } from '../../src/semantic/kinds/registry.ts'
import { metricInputs } from '../../src/catalog/kind-references.ts'
import type { Warehouse } from '../harness/warehouse.ts'

type Options = Readonly<Record<string, unknown>>

/** Values that make a difference to the sample company. */
const valuesOf: Readonly<Record<string, readonly unknown[]>> = {
  reporting_currency: ['EUR'],
  passive_events: [['message_sent', 'project_created', 'file_uploaded', 'invite_sent', 'comment_added'], []],
  core_action: ['invite_sent', 'page_view'],
  active_event: ['invite_sent', 'page_view'],
  retention_start_event: ['message_sent', 'invite_sent'],
  retention_return_event: ['invite_sent', 'page_view'],
  setup_event: ['invite_sent', 'project_created'],
  conversion_opportunity_event: ['project_created', 'message_sent'],
  conversion_event: ['project_created', 'invite_sent'],
  conversion_criteria: [{ all: [{ event: 'message_sent', min_count: 5 }] }],
  conversion_same_property: ['channel'],
  start_property: ['tier'],
  qualified_touch_kinds: [['email_sent', 'call_attempted'], []],
  non_icp_segments: [['core', 'adjacent', 'other', 'none'], []],
  paid_features: [['message_sent'], ['invite_sent']],
  buyer_roles: [['champion', 'influencer'], []],
  retention_brackets: ['1-2,3-5', '1'],
  health_rule: [
    {
      components: [
        {
          component: 'usage',
          weight: 1,
          metrics: [
            {
              measure: 'active_users',
              window_days: 28,
              points: [
                [0, 0],
                [40, 100],
              ],
            },
          ],
        },
      ],
    },
  ],
  qualification_rule: [
    { require: 'all', signals: [{ measure: 'active_users', window_days: 28, op: '>=', value: 1 }] },
    { require: 'all', signals: [{ measure: 'active_users', window_days: 28, op: '>=', value: 9 }] },
  ],
}

const numbers = [2, 1, 0, 3, 7, 90, 400]

/** The options that a metric requires. */
const needed: Options = {
  setup_event: 'project_created',
  conversion_opportunity_event: 'invite_sent',
  conversion_event: 'message_sent',
}

function candidates(catalog: Catalog, option: string, canonical: unknown): readonly Options[] {
  const header = catalog.parameters.get(option)?.header
  const written =
    valuesOf[option] ??
    (header?.type === 'integer' || header?.type === 'number'
      ? numbers.filter((one) => one >= (header.min ?? 0) && one <= (header.max ?? Infinity))
      : (header?.values ?? []))
  return written
    .filter((value) => JSON.stringify(value) !== JSON.stringify(canonical) && value !== 'hour')
    .map((value) => ({
      [option]: value,
      ...(option === 'retention_brackets' ? { retention_criterion: 'bracket' } : {}),
      ...(option === 'retention_criterion' && value === 'bracket' ? { retention_brackets: '1-2,3-5' } : {}),
    }))
}

/** Metric → the options that it accepts and that change none of its numbers, for any of these values. */
export async function withoutEffect(
  { answer: answerAnew }: Pick<Warehouse, 'answer'>,
  catalog: Catalog,
  canonical: Options,
  contexts: Readonly<Record<string, readonly Partial<MetricsRequestInput>[]>>,
  isTried: (option: string) => boolean = () => true,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  const answer = remembered(answerAnew)
  for (const metrics of together(catalog)) {
    const options = [...new Set(metrics.flatMap((metric) => metric.options))].filter(
      (option) => option !== 'as_of' && option !== 'time_zone' && isTried(option),
    )
    for (const option of options) {
      let unmoved = metrics.filter((metric) => metric.options.includes(option))
      for (const context of [...(contexts[option] ?? []), {}]) {
        for (const chosen of candidates(catalog, option, canonical[option])) {
          if (unmoved.length === 0) break
          const before = await numbersOf(answer, catalog, unmoved, option, context, {})
          const after = await numbersOf(answer, catalog, unmoved, option, context, chosen)
          // a rejection is not a number
          unmoved = unmoved.filter(({ name }) => !after.has(name) || before.get(name) === after.get(name))
        }
      }
      for (const { name } of unmoved) found.set(name, [...(found.get(name) ?? []), option])
    }
  }
  return found
}

/** The metrics of each view that combine in one result. */
function together(catalog: Catalog): readonly (readonly Metric[])[] {
  const groups = new Map<string, Metric[]>()
  for (const metric of catalog.metrics.values()) {
    const key = `${metric.view} ${shape(catalog, metric)}`
    groups.set(key, [...(groups.get(key) ?? []), metric])
  }
  return [...groups.values()]
}

function shape(catalog: Catalog, metric: Metric): string {
  const [input] = metricInputs(metric.header)
  const part = input === undefined ? undefined : catalog.metrics.get(input)
  return part === undefined ? (kindOf(metric).resultShape ?? 'series') : shape(catalog, part)
}

/** Several options share queries: each is run once. */
function remembered(answer: Warehouse['answer']): Warehouse['answer'] {
  const answers = new Map<string, ReturnType<Warehouse['answer']>>()
  return (request) => {
    const key = JSON.stringify(request)
    const known = answers.get(key) ?? answer(request)
    answers.set(key, known)
    return known
  }
}

function numbersOf(
  answer: Warehouse['answer'],
  catalog: Catalog,
  metrics: readonly Metric[],
  option: string,
  context: Partial<MetricsRequestInput>,
  chosen: Options,
): Promise<ReadonlyMap<string, string>> {
  const [first] = metrics
  if (first === undefined) return Promise.resolve(new Map())
  const view = catalog.views.get(first.view)
  const grain = grainFor(option, catalog, first)
  const own = Object.fromEntries(
    Object.entries(needed).filter(([name]) => metrics.some(({ options }) => options.includes(name))),
  )
  const request: MetricsRequestInput = {
    ...context,
    metrics: metrics.map(({ name }) => name),
    ...(view?.header.time === undefined || grain === undefined ? {} : { grain }),
    options: { ...own, ...context.options, ...chosen },
  }
  return numbersOrNone(answer, request)
}

/** Metric → its numbers, with their parts; none where the query is rejected. */
async function numbersOrNone(
  answer: Warehouse['answer'],
  request: MetricsRequestInput,
): Promise<ReadonlyMap<string, string>> {
  try {
    const { columns, rows } = await answer(request)
    const keys = columns.flatMap(({ kind }, at) => (kind === 'period' || kind === 'dimension' ? [at] : []))
    return new Map(
      columns.flatMap(({ name, kind }, at) =>
        kind === 'metric'
          ? [
              [
                name,
                JSON.stringify(
                  rows
                    .map((row) => [...keys.map((key) => row[key]), row[at]])
                    .filter((row) => row.at(-1) !== null && row.at(-1) !== '0'),
                ),
              ] as const,
            ]
          : [],
      ),
    )
  } catch (error) {
    if (error instanceof PlumblineError && error.code !== 'INTERNAL') return new Map()
    throw error
  }
}

function grainFor(option: string, catalog: Catalog, metric: Metric): MetricsRequestInput['grain'] {
  if (option === 'retention_interval') return undefined
  if (shape(catalog, metric) === 'cohort' && metric.view === 'metrics.revenue_cohorts') return 'month'
  if (option === 'week_start')
    return catalog.views.get(metric.view)?.header.finest_grain === 'month' ? 'month' : 'week'
  return option === 'fiscal_year_start' ? 'year' : 'month'
}
