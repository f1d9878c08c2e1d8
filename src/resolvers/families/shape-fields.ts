import type { Plan } from '../../semantic/model/plan.ts'

/** What a row stands for, beside dimensions: a column of every answer of this shape. */
export interface ShapeField {
  /** The name in GraphQL. */
  readonly name: string
  /** The name of the column. */
  readonly column: string
  readonly type: 'Moment' | 'Int'
  readonly description: string
  /** Whether there are answers whose rows do not have it. */
  readonly isNullable: boolean
  /** The condition that can be put on it; null: the argument `period` is for that. */
  readonly filter: string | null
}

const cohort: ShapeField = {
  name: 'cohort',
  column: 'cohort',
  type: 'Moment',
  description:
    "The first day of the cohort's period; its first instant when the grain is HOUR. Null in an average over cohorts.",
  isNullable: true,
  filter: 'DateFilterInput',
}

/** Shape of an answer → what its rows stand for. */
export const shapeFields: Readonly<Record<Plan['shape'], readonly ShapeField[]>> = {
  series: [
    {
      name: 'period',
      column: 'period',
      type: 'Moment',
      description:
        'The first day of the period; its first instant when the grain is HOUR. Null without a grain, and in totals.',
      isNullable: true,
      filter: null,
    },
  ],
  cohort: [
    cohort,
    {
      name: 'age',
      column: 'age',
      type: 'Int',
      description: "How many periods after the cohort's own, which is 0.",
      isNullable: false,
      filter: 'DecimalFilterInput',
    },
  ],
  curve: [cohort],
  distribution: [
    {
      name: 'activePeriods',
      column: 'active_periods',
      type: 'Int',
      description: 'In how many different periods of the range somebody was active.',
      isNullable: false,
      filter: null,
    },
  ],
}
