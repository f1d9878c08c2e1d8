import type { Plan } from '../../semantic/model/plan.ts'

/** A column that every row of a shape has, requested or not. */
export interface CellColumn {
  readonly name: 'cohort' | 'age' | 'active_periods'
  readonly type: 'date' | 'bigint'
  readonly description: string
}

const cohort: CellColumn = {
  name: 'cohort',
  type: 'date',
  description: 'The first day of the period in which the members entered.',
}

/** What identifies a row besides dimensions, in results whose rows are no periods. */
export const cellColumns: Readonly<Record<Plan['resultShape'], readonly CellColumn[]>> = {
  series: [],
  cohort: [cohort, { name: 'age', type: 'bigint', description: 'Periods since the cohort entered.' }],
  cohort_summary: [cohort],
  distribution: [
    {
      name: 'active_periods',
      type: 'bigint',
      description: 'The number of periods in which a member was active.',
    },
  ],
}

/** The columns that are no time: results have them without a request. */
export const givenColumns: ReadonlySet<string> = new Set(
  Object.values(cellColumns).flatMap((cells) =>
    cells.map(({ name }) => name).filter((name) => name !== cohort.name),
  ),
)
