import type { ChartForm, CohortForm } from '../../../catalog/boards/chart-forms.ts'
import type { Grain } from '../../../catalog/headers/grain.ts'
import type { MetricsInput } from '../../../generated/explorer/graphql.ts'
import type { OperatorName } from '../../../semantic/model/request/operators.ts'
import type { PartialPeriods } from '../../../semantic/model/request/partial-periods.ts'

/** A condition on a dimension. */
export interface Condition {
  readonly dimension: string
  readonly operator: OperatorName
  /** A list for `in` and `notIn`, true or false for `isNull`. */
  readonly value: string | boolean | readonly string[]
}

/** A question as the explorer asks it. Names are those of SQL and the command line. */
export interface Question {
  readonly metrics: readonly string[]
  readonly by: readonly string[]
  readonly where: readonly Condition[]
  readonly grain: Grain | null
  /** A relative period such as `last 12 months`; null: the days below, or all data. */
  readonly period: string | null
  readonly from: string | null
  readonly to: string | null
  /** What becomes of periods that the bounds cut. */
  readonly partial: PartialPeriods
  readonly cohorts: CohortForm
  readonly compareTo: string | null
  /** Name of an option → its value. */
  readonly options: Readonly<Record<string, unknown>>
  readonly totals: boolean
  /** Null: the form that fits the result. */
  readonly chart: ChartForm | null
}

export const emptyQuestion: Question = {
  metrics: [],
  by: [],
  where: [],
  grain: null,
  period: null,
  from: null,
  to: null,
  partial: 'whole',
  cohorts: 'each',
  compareTo: null,
  options: {},
  totals: false,
  chart: null,
}

/** The question as input of GraphQL's field `metrics`. Parts come with it: a rate needs its denominator to be judged. */
export function toInput(question: Question): MetricsInput {
  const { where, grain, period, partial, cohorts, compareTo, options, totals } = question
  const { from, to } = daysOf(question)
  return {
    metrics: question.metrics.map((name) => toEnum(name)),
    ...(question.by.length > 0 && { by: question.by.map((name) => toEnum(name)) }),
    ...(where.length > 0 && {
      where: where.map(({ dimension, operator, value }) => ({
        dimension: toEnum(dimension),
        is: { [operator]: value } as NonNullable<MetricsInput['where']>[number]['is'],
      })),
    }),
    ...(grain !== null && { grain: toEnum(grain) }),
    ...(period !== null && { period: { relative: period } }),
    ...(period === null &&
      (from !== null || to !== null) && {
        period: { ...(from !== null && { from }), ...(to !== null && { to }) },
      }),
    ...(partial !== 'whole' && { partial: toEnum(partial) }),
    ...(cohorts !== 'each' && { cohorts: toEnum(cohorts) }),
    ...(compareTo !== null && { compareTo: [compareTo] }),
    ...(Object.keys(options).length > 0 && {
      options: Object.entries(options).map(([name, value]) => ({ name, value })),
    }),
    ...(totals && { totals }),
    parts: true,
  }
}

/** The first and the last day; a field that is still empty is no limit. */
export function daysOf({ from, to }: Question): Pick<Question, 'from' | 'to'> {
  return { from: from === '' ? null : from, to: to === '' ? null : to }
}

/** The value of a GraphQL enum for a name: enums are generated from the same names. */
export function toEnum<Value extends string>(name: Lowercase<Value> | (string & {})): Value {
  return name.toUpperCase() as Value
}
