/** The lengths of a period, from short to long. */
export const grains = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export type Grain = (typeof grains)[number]

/** A hundred years in each unit: no records reach further back, and no calendar has to be counted that far. */
export const maxSpan: Readonly<Record<Grain, number>> = {
  hour: 876_000,
  day: 36_500,
  week: 5_200,
  month: 1_200,
  quarter: 400,
  year: 100,
}
