import { formatPeriod } from '../../words/format-value.ts'
import { groupOf, numberOf, type Answer, type AnswerShape, type Placed } from '../answer.ts'
import { nameOf } from './series.ts'

/** A line through points. */
export interface Curve {
  readonly name: string
  readonly points: readonly (readonly [age: number, value: number | null])[]
}

export interface CurveSet {
  readonly curves: readonly Curve[]
  /** How many curves there are: more than are drawn, when there are many. */
  readonly count: number
}

/** More curves than this cannot be distinguished; the newest cohorts are drawn. */
const maxCurves = 8

/** Curves by age: one for each cohort, or for each group of an average. Cells that are not complete are left out. */
export function curvesOf(
  { rows, columns }: Pick<Answer, 'rows' | 'columns'>,
  { period, cohort, age, dimensions }: AnswerShape,
  metrics: readonly Placed[],
  grain: string | null,
  most = maxCurves,
): CurveSet {
  const start = (cohort ?? period)?.index ?? -1
  const groups = [
    ...Map.groupBy(rows, (row) => {
      const first = row[start] ?? null
      const group = groupOf(row, dimensions)
      return [group, first === null ? '' : formatPeriod(String(first), grain)].filter(Boolean).join(' · ')
    }),
  ]
  const curves = groups.flatMap(([group, members]) =>
    metrics.map(({ column, index }): Curve => {
      const maturity = columns.findIndex(({ name }) => name === `${column.name}.maturity`)
      const complete = members.filter(
        (row) => maturity < 0 || row[maturity] === 'COMPLETE' || row[maturity] === null,
      )
      const points = complete
        .map((row) => [Number(row[age?.index ?? 0]), numberOf(row[index])] as const)
        .toSorted(([one], [other]) => one - other)
      return { name: nameOf(group, column, metrics.length), points }
    }),
  )
  return { curves: curves.slice(-most), count: curves.length }
}
