import type { MetricHeader } from './headers/view-header.ts'

/** The metrics that a metric is computed from; empty for metrics over rows. */
export function metricInputs(metric: MetricHeader): readonly string[] {
  switch (metric.kind) {
    case 'ratio':
      return [metric.numerator, metric.denominator]
    case 'cumulative':
      return [metric.of]
    case 'derived':
      return metric.inputs
    default:
      return []
  }
}
