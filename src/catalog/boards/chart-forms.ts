/** The pictures of the explorer, by the names that boards and addresses use. */
export const chartForms = [
  'line',
  'stacked',
  'bars',
  'cohorts',
  'curves',
  'payback',
  'funnel',
  'waterfall',
  'numbers',
] as const
export type ChartForm = (typeof chartForms)[number]

/** How the cohorts of a question are shown: each by itself, or their average at each age. */
export const cohortForms = ['each', 'weighted_average', 'simple_average'] as const
export type CohortForm = (typeof cohortForms)[number]
