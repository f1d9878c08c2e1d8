import type { Plan } from '../../semantic/plan.ts'

/** What a row stands for, beside dimensions: a column of every answer of this shape. */
export interface ShapeField {
  /** The name in GraphQL, and of the column. */
  readonly name: string
  readonly type: 'Moment' | 'Int'
  readonly description: string
  /** Whether rows have it only in answers by period. */
  readonly needsGrain: boolean
  /** The condition that can be put on it; null: the argument `period` is for that. */
  readonly filter: string | null
}

const cohort: ShapeField = {
  name: 'cohort',
  type: 'Moment',
  description: "The first day of the cohort's period; its first instant when the grain is HOUR.",
  needsGrain: false,
  filter: 'DateFilterInput',
}

/** Shape of an answer → what its rows stand for. */
export const shapeFields: Readonly<Record<Plan['shape'], readonly ShapeField[]>> = {
  series: [
    {
      name: 'period',
      type: 'Moment',
      description:
        'The first day of the period; its first instant when the grain is HOUR. Null without a grain, and in totals.',
      needsGrain: true,
      filter: null,
    },
  ],
  cohort: [
    cohort,
    {
      name: 'age',
      type: 'Int',
      description: "How many periods after the cohort's own, which is 0.",
      needsGrain: false,
      filter: 'DecimalFilterInput',
    },
  ],
  curve: [cohort],
}
