import type {
  ColumnResolvers,
  ExplanationResolvers,
  MetricProvenanceResolvers,
  MetricsInput,
  MetricsResultResolvers,
  ProvenanceResolvers,
  QueryResolvers,
  SubtotalsResolvers,
} from '../../generated/resolvers.ts'
import { explainQuery } from '../../query/explain-query.ts'
import type {
  ResultColumn,
  MetricProvenance as AnswerMetricProvenance,
  Provenance as AnswerProvenance,
} from '../../semantic/model/result.ts'
import type { RollupChoice } from '../../semantic/model/rollup-state.ts'
import type { Complete } from '../complete.ts'
import { queryField } from '../query-field.ts'
import { toEnumValue } from '../sdl/enum-value.ts'
import { toPlainJson } from '../sdl/plain-json.ts'
import { toMetricsRequest } from './to-metrics-request.ts'

export const Query = {
  metrics: queryField(({ input }: { input: MetricsInput }) => ({
    request: toMetricsRequest(input),
    objectOf: (result) => result,
  })),
  explain: (_root, { input }, { runtime }) => explainQuery(runtime, toMetricsRequest(input)),
} satisfies QueryResolvers

export const MetricsResult = {
  rows: ({ rows }) => rows as Scalar[][],
  totals: ({ totals }) => totals as Scalar[] | null,
} satisfies MetricsResultResolvers

export const Subtotals = {
  rows: ({ rows }) => rows as Scalar[][],
} satisfies SubtotalsResolvers

export const Explanation = {
  plan: ({ plan }) => toPlainJson(plan),
} satisfies ExplanationResolvers

export const ValueSource = {
  metrics: ({ metrics }: RollupChoice) => metrics.map(toEnumValue),
  rollup: ({ part }: RollupChoice) => part?.rollup ?? null,
}

export const Column = {
  kind: ({ kind }) => toEnumValue(kind),
  unit: ({ unit }) => (unit === null ? null : toEnumValue(unit)),
  metric: ({ metric }) => (metric === null ? null : toEnumValue(metric)),
} satisfies Partial<Complete<ColumnResolvers, ResultColumn>>

export const Provenance = {
  servedFrom: ({ servedFrom }) => toEnumValue(servedFrom),
} satisfies Partial<Complete<ProvenanceResolvers, AnswerProvenance>>

export const MetricProvenance = {
  metric: ({ metric }) => toEnumValue(metric),
} satisfies Partial<Complete<MetricProvenanceResolvers, AnswerMetricProvenance>>

type Scalar = string | number | boolean | null
