import type { Counted, BaseMetric } from './base-metric.ts'
import { metrics, type Metric } from './metrics.ts'
import type { MetricInput, Condition } from './question/query.ts'
import type { Settings } from './question/settings.ts'
import { readOver, type Over } from './question/window.ts'

/** A number of a result: counted, or computed from other numbers. */
export type Formula =
  | { readonly kind: 'baseMetric'; readonly baseMetric: BaseMetric }
  | { readonly kind: 'ratio'; readonly numerator: Formula; readonly denominator: Formula }
  | {
      readonly kind: 'derived'
      readonly inputs: readonly Formula[]
      readonly constants: readonly number[]
      readonly value: (...inputs: (number | null)[]) => number | null
    }

/** Splits a requested metric into the base metrics to count. Only for metrics by period. */
export function formulaOf({ options }: Settings, { metric, over, where = [] }: MetricInput): Formula {
  return build(options, metric, over === undefined ? null : readOver(over), where)
}

function build(
  options: Settings['options'],
  name: string,
  over: Over | null,
  conditions: readonly Condition[],
): Formula {
  const metric = metricOf(name)
  switch (metric.kind) {
    case 'ratio':
      return {
        kind: 'ratio',
        numerator: build(options, metric.numerator, over, conditions),
        denominator: build(options, metric.denominator, over, conditions),
      }
    case 'derived':
      return {
        kind: 'derived',
        inputs: metric.inputs.map((input) => build(options, input, over, conditions)),
        constants: (metric.options ?? []).map((option) => Number(options[option])),
        value: metric.value,
      }
    case 'cumulative':
      return build(options, metric.of, over ?? readOver(metric.over), conditions)
    case 'retention':
    case 'distribution':
    case 'payback':
      throw new Error(`${name} is not counted by period`)
    case 'facts':
    case 'trailing':
    case 'lifecycle':
    case 'balance':
      return { kind: 'baseMetric', baseMetric: { metric: metric satisfies Counted, conditions, over } }
  }
}

export function metricOf(name: string): Metric {
  const metric = metrics[name]
  if (metric === undefined) throw new Error(`The oracle knows no metric ${name}`)
  return metric
}

export function baseMetricsOf(formula: Formula): readonly BaseMetric[] {
  switch (formula.kind) {
    case 'baseMetric':
      return [formula.baseMetric]
    case 'ratio':
      return [...baseMetricsOf(formula.numerator), ...baseMetricsOf(formula.denominator)]
    case 'derived':
      return formula.inputs.flatMap(baseMetricsOf)
  }
}

export function evaluate(
  formula: Formula,
  valueOf: (baseMetric: BaseMetric) => number | null,
): number | null {
  switch (formula.kind) {
    case 'baseMetric':
      return valueOf(formula.baseMetric)
    case 'ratio':
      return divide(evaluate(formula.numerator, valueOf), evaluate(formula.denominator, valueOf))
    case 'derived':
      return formula.value(...formula.inputs.map((input) => evaluate(input, valueOf)), ...formula.constants)
  }
}

/** A division by zero is null. */
export function divide(numerator: number | null, denominator: number | null): number | null {
  return numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator
}
