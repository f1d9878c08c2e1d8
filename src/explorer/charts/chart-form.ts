/** The pictures, by the names that boards and addresses use. */
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
