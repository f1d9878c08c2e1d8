import type { Plan } from '../../semantic/model/plan.ts'
import type { Family } from './family.ts'

/** The key of a row next to its dimensions: a column of every result of this shape. */
export interface ShapeField {
  /** The name in GraphQL. */
  readonly name: string
  /** The name of the column. */
  readonly column: string
  readonly type: 'Moment' | 'Int'
  readonly description: string
  /** Whether some results lack it. */
  readonly isNullable: boolean
  /** The input for conditions on it; null: use the argument `period`. */
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

/** The field that says whether the period of a row is partial, in rows with a period or a cohort. */
export const partialField = {
  name: 'isPartial',
  type: 'Boolean',
  description:
    'Whether days of the period are not counted: before or after the range, or since the period is not over at `asOf`. Null unless `partial` is KEEP, and in totals.',
} as const

/** Whether the rows of a family have {@link partialField}. */
export function hasPartialField({ shape, grains }: Pick<Family, 'shape' | 'grains'>): boolean {
  return shape !== 'distribution' && grains.length > 0
}

/** Result shape → the key columns of its rows. */
export const shapeFields: Readonly<Record<Plan['resultShape'], readonly ShapeField[]>> = {
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
      description: "The number of periods since the cohort's own, which is 0.",
      isNullable: false,
      filter: 'DecimalFilterInput',
    },
  ],
  cohort_summary: [cohort],
  distribution: [
    {
      name: 'activePeriods',
      column: 'active_periods',
      type: 'Int',
      description: 'The number of different active periods in the range.',
      isNullable: false,
      filter: null,
    },
  ],
}
