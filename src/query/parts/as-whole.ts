import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'

/** The request without pages, order, conditions on numbers, totals and subtotals. */
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
