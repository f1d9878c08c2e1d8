import { PlumblineError } from '../../../errors.ts'
import type { Plan } from '../../model/plan.ts'
import { grains, type Grain, type MetricsRequest, type Span } from '../../model/request/request.ts'
import { nests, readSpan, spanName } from '../../time/span.ts'

/**
 * The distances of the earlier periods to compare with.
 *
 * @throws PlumblineError `GRAIN_REQUIRED` without periods; `GRAIN_NOT_AVAILABLE` when a distance is not a
 * whole number of periods; `METRICS_DO_NOT_COMBINE` for cohorts and distributions
 */
export function resolveComparisons(
  { compareTo }: MetricsRequest,
  shape: Plan['resultShape'],
  grain: Grain | null,
): readonly Span[] {
  if (compareTo.length === 0) return []
  if (shape !== 'series') {
    throw new PlumblineError(
      'METRICS_DO_NOT_COMBINE',
      'compareTo works for time series only. Cohorts are already listed one per row; for a distribution, run ' +
        'two queries.',
      { subject: 'compareTo' },
    )
  }
  if (grain === null) {
    throw new PlumblineError(
      'GRAIN_REQUIRED',
      'compareTo compares periods with earlier ones: set a grain, for example month.',
      { subject: 'compareTo' },
    )
  }
  const spans = compareTo.map((written) => {
    const span: Span =
      written === 'previous' ? { count: 1, unit: grain } : readSpan(written, 'compareTo', ['previous'])
    const isWhole =
      grains.indexOf(span.unit) >= grains.indexOf(grain) && (nests(span.unit, grain) || grain === 'day')
    if (isWhole) return span
    const valid = grains.filter((unit) => grains.indexOf(unit) >= grains.indexOf(grain) && nests(unit, grain))
    throw new PlumblineError(
      'GRAIN_NOT_AVAILABLE',
      `${written} earlier is not a whole number of ${grain}s; compare by ${valid.join('s, ')}s.`,
      { subject: 'compareTo', valid: ['previous', ...valid.map((unit) => `1 ${unit}`)] },
    )
  })
  // `previous` and `1 month` may be the same
  return [...new Map(spans.map((span) => [spanName(span), span])).values()]
}
