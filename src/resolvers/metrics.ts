import type {
  ColumnResolvers,
  FilterInput,
  MetricProvenanceResolvers,
  MetricsInput,
  MetricsResultResolvers,
  ProvenanceResolvers,
  QueryResolvers,
} from '../generated/resolvers.ts'
import { answerMetrics, explainMetrics } from '../loaders/answer-metrics.ts'
import type { AnswerColumn, MetricProvenance as AnswerMetricProvenance, Provenance as AnswerProvenance } from '../semantic/answer.ts'
import { operators } from '../semantic/request.ts'
import type { MetricsRequestInput } from '../semantic/request.ts'
import { fromEnumValue, toEnumValue } from './enum-value.ts'
import type { Complete } from './complete.ts'

export const Query = {
  metrics: (_root, { input }, { runtime, signal }) => answerMetrics(runtime, toRequest(input), { signal }),
  explain: (_root, { input }, { runtime }) => explainMetrics(runtime, toRequest(input)),
} satisfies QueryResolvers

export const MetricsResult = {
  rows: ({ rows }) => rows as Scalar[][],
  totals: ({ totals }) => totals as Scalar[] | null,
} satisfies MetricsResultResolvers

export const Column = {
  kind: ({ kind }) => toEnumValue(kind),
  unit: ({ unit }) => (unit === null ? null : toEnumValue(unit)),
  metric: ({ metric }) => (metric === null ? null : toEnumValue(metric)),
} satisfies Partial<Complete<ColumnResolvers, AnswerColumn>>

export const Provenance = {
  servedFrom: ({ servedFrom }) => toEnumValue(servedFrom),
} satisfies Partial<Complete<ProvenanceResolvers, AnswerProvenance>>

export const MetricProvenance = {
  metric: ({ metric }) => toEnumValue(metric),
} satisfies Partial<Complete<MetricProvenanceResolvers, AnswerMetricProvenance>>

type Scalar = string | number | boolean | null
type FilterRequest = NonNullable<MetricsRequestInput['where']>[number]

/** The question as every door asks it: names in small letters, what was left out left out. */
function toRequest(input: MetricsInput): MetricsRequestInput {
  const { metrics = [], columns = [], by = [], where = [], orderBy = [], options = [] } = input
  const requested = columns.map(({ metric, alias, where: own = [] }) => ({
    metric: fromEnumValue(metric),
    ...(alias == null ? {} : { alias }),
    where: own.map(toFilter),
  }))
  return {
    metrics: [...metrics.map(fromEnumValue), ...requested],
    by: by.map(fromEnumValue),
    where: where.map(toFilter),
    orderBy: orderBy.map(({ column, direction = 'ASC' }) => ({ column, direction: fromEnumValue(direction) })),
    options: Object.fromEntries(options.map(({ name, value }) => [name, value ?? null])),
    parts: input.parts ?? false,
    totals: input.totals ?? false,
    ...(input.grain == null ? {} : { grain: fromEnumValue(input.grain) }),
    ...(input.period?.from == null ? {} : { from: input.period.from }),
    ...(input.period?.to == null ? {} : { to: input.period.to }),
    ...(input.asOf == null ? {} : { asOf: input.asOf }),
    ...(input.timeZone == null ? {} : { timeZone: input.timeZone }),
    ...(input.first == null ? {} : { first: input.first }),
    ...(input.after == null ? {} : { after: input.after }),
  }
}

function toFilter({ dimension, is }: FilterInput): FilterRequest {
  const operator = operators.find((name) => is[name] != null) ?? 'isNull'
  return { dimension: fromEnumValue(dimension), operator, value: is[operator] as FilterRequest['value'] }
}
