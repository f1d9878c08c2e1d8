import type { ComparisonInput, FilterInput, MetricsInput } from '../../generated/resolvers.ts'
import { operators } from '../../semantic/model/request/operators.ts'
import { PlumblineError } from '../../errors.ts'
import type { Condition } from '../../semantic/model/request/condition.ts'
import type { Filter, MetricsRequestInput } from '../../semantic/model/request/request.ts'
import { fromEnumValue } from '../sdl/enum-value.ts'

/** Converts a GraphQL input to the request shared by all interfaces. */
export function toMetricsRequest(input: MetricsInput): MetricsRequestInput {
  const { period, grain, asOf, timeZone, first, after } = input
  return {
    metrics: [
      ...input.metrics.map(fromEnumValue),
      ...input.columns.map(({ metric, alias, where, over }) => ({
        metric: fromEnumValue(metric),
        where: where.map(toCondition),
        ...withoutNulls({ alias, over }),
      })),
    ],
    by: input.by.map(fromEnumValue),
    where: input.where.map(toCondition),
    options: Object.fromEntries(input.options.map(({ name, value }) => [name, value ?? null])),
    cohorts: fromEnumValue(input.cohorts),
    parts: input.parts,
    totals: input.totals,
    subtotals: input.subtotals,
    toDate: input.toDate,
    partial: fromEnumValue(input.partial),
    fresh: input.fresh,
    having: input.having.map(({ column, is }) => ({ column, ...toComparison(is) })),
    compareTo: [...input.compareTo],
    keep: input.keep.map(({ dimension, values }) => ({
      dimension: fromEnumValue(dimension),
      values: values.map((value) => value ?? null),
    })),
    orderBy: input.orderBy.map(({ column, direction }) => ({ column, direction: fromEnumValue(direction) })),
    ...withoutNulls({
      grain: grain ? fromEnumValue(grain) : null,
      from: period?.from,
      to: period?.to,
      period: period?.relative,
      top: input.top
        ? {
            dimension: fromEnumValue(input.top.dimension),
            count: input.top.count,
            ...withoutNulls({ by: input.top.by }),
          }
        : null,
      asOf,
      timeZone,
      first,
      after,
    }),
  }
}

function toCondition({ dimension, is, anyOf, allOf, not }: FilterInput): Condition<Filter> {
  const forms: Condition<Filter>[] = [
    ...(dimension && is ? [{ dimension: fromEnumValue(dimension), ...toComparison(is) }] : []),
    ...(anyOf ? [{ anyOf: anyOf.map(toCondition) }] : []),
    ...(allOf ? [{ allOf: allOf.map(toCondition) }] : []),
    ...(not ? [{ not: toCondition(not) }] : []),
  ]
  const [condition] = forms
  if (condition !== undefined && forms.length === 1 && !(dimension && !is) && !(is && !dimension))
    return condition
  const valid = ['dimension with is', 'anyOf', 'allOf', 'not']
  throw new PlumblineError('BAD_FILTER', `A condition has exactly one of ${valid.join(', ')}.`, {
    subject: 'where',
    valid,
  })
}

function toComparison(is: ComparisonInput): Pick<Filter, 'operator' | 'value'> {
  const operator = operators.find((candidate) => is[candidate] !== undefined) ?? 'eq'
  const value = is[operator]
  return {
    operator,
    // the schema excludes nulls in the list
    value: (Array.isArray(value) ? [...(value as unknown[])] : value) as Filter['value'],
  }
}

type NonNull<Values> = { [Name in keyof Values]?: NonNullable<Values[Name]> }

/** The values without null and undefined, which both mean "not given" in GraphQL. */
function withoutNulls<Values extends object>(values: Values): NonNull<Values> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as NonNull<Values>
}
