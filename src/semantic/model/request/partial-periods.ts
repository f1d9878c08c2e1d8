/**
 * How a period is counted of which the bounds, or `asOf`, leave days out: the whole period, as if the bounds were its own;
 * only the days within the bounds; not at all; or the request is rejected.
 */
export const partialPeriods = ['whole', 'keep', 'drop', 'reject'] as const
export type PartialPeriods = (typeof partialPeriods)[number]
