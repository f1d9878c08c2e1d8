import type { CohortCell } from './cohort-cell.ts'
import { divide } from '../formula.ts'
import { valuesOf } from '../question/grouping.ts'
import { grouped } from '../memo.ts'
import type { Query } from '../question/query.ts'
import type { Row } from '../series.ts'

interface Column {
  readonly alias: string
  readonly cells: ReadonlyMap<string, CohortCell>
}

/** All cohorts together by age: summed, or as the mean of their rates. Immature cohorts are left out. */
export function averagesOf(
  { by = [], parts = false }: Query,
  how: 'weighted_average' | 'simple_average',
  columns: readonly Column[],
): readonly Row[] {
  const complete = columns.map(({ alias, cells }) => ({
    alias,
    ages: grouped(
      [...cells]
        .filter(([, { maturity }]) => maturity === 'COMPLETE')
        .map(([key, cell]) => {
          const [, age, group] = JSON.parse(key) as [number, number, string]
          return { key: JSON.stringify([age, group]), cell }
        }),
      ({ key }) => key,
    ),
  }))
  const keys = new Set(complete.flatMap(({ ages }) => [...ages.keys()]))
  return [...keys].map((key): Row => {
    const [age, group] = JSON.parse(key) as [number, string]
    const numbers = complete.flatMap(({ alias, ages }) => {
      const cells = (ages.get(key) ?? []).map(({ cell }) => cell)
      const shares = cells.flatMap(({ retained, base }) => divide(retained, base) ?? [])
      // the sum of no values is null
      const sum = (of: readonly number[]) => (of.length === 0 ? null : of.reduce((all, one) => all + one, 0))
      const [above, below] =
        how === 'weighted_average'
          ? [sum(cells.map(({ retained }) => retained)), sum(cells.map(({ base }) => base))]
          : [sum(shares), shares.length]
      return [
        [alias, divide(above, below)],
        ...(parts
          ? [
              [`${alias}.numerator`, above],
              [`${alias}.denominator`, below],
              [`${alias}.cohorts`, shares.length],
            ]
          : []),
      ]
    })
    return {
      age,
      ...Object.fromEntries(valuesOf(group).map((value, index) => [by[index] ?? '', value])),
      ...(Object.fromEntries(numbers) as Row),
    }
  })
}
