import { numberOf, type Answer, type AnswerShape } from '../answer.ts'
import type { Curve } from './curves.ts'

/**
 * The rows of ages that at least a quarter of the cost of a curve has reached. Later ones are those of a few old cohorts,
 * and are not typical of the others.
 */
export function broadRows(
  { rows, columns }: Pick<Answer, 'rows' | 'columns'>,
  { period, dimensions }: AnswerShape,
): Answer['rows'] {
  const cost = columns.findIndex(({ kind }) => kind === 'DENOMINATOR')
  const costOf = (row: Answer['rows'][number]) => numberOf(row[cost]) ?? 0
  const groups = Map.groupBy(rows, (row) =>
    JSON.stringify([row[period?.index ?? -1], ...dimensions.map(({ index }) => row[index])]),
  )
  return [...groups.values()].flatMap((own) => {
    const whole = Math.max(...own.map(costOf))
    return own.filter((row) => costOf(row) >= whole / 4)
  })
}

/** How far a curve has come. */
export interface PaybackState {
  readonly name: string
  /** The first age at which the cost was earned back; null: not yet. */
  readonly paidBackAt: number | null
  /** The age and the share of the last point; null where no cost is known. */
  readonly last: readonly [age: number, share: number] | null
}

/** Where each curve crosses the whole cost, and where it ends. */
export function paybackStates(curves: readonly Curve[]): readonly PaybackState[] {
  return curves.map(({ name, points }) => {
    const known = points.flatMap(([age, share]) => (share === null ? [] : [[age, share] as const]))
    return {
      name,
      paidBackAt: known.find(([, share]) => share >= 1)?.[0] ?? null,
      last: known.at(-1) ?? null,
    }
  })
}
