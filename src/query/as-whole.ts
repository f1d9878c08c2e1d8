import type { MetricsRequestInput } from '../semantic/model/request.ts'

/** The question about everything: without pages, order, conditions on numbers, and levels of its own. */
export function asWhole(request: MetricsRequestInput): MetricsRequestInput {
  const {
    after: _after,
    first: _first,
    orderBy: _orderBy,
    having: _having,
    totals: _totals,
    subtotals: _subtotals,
    ...rest
  } = request
  return rest
}
