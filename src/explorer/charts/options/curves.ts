import { formatPeriod } from '../../words/format-value.ts'
import { toWords } from '../../words/to-words.ts'
import { groupOf, numberOf, type Answer, type AnswerShape, type Placed } from '../answer.ts'
import type { SeriesSet } from './series.ts'

/** More curves than this cannot be distinguished; the newest cohorts are drawn. */
const maxCurves = 8

/** Curves by age: one for each cohort, or for each group of an average. Cells that are not complete are left out. */
export function curvesOf(
  { rows, columns }: Answer,
  { cohort, age, dimensions }: AnswerShape,
  metrics: readonly Placed[],
  grain: string | null,
): SeriesSet {
  const ages = [...new Set(rows.map((row) => Number(row[age?.index ?? 0])))].sort((a, b) => a - b)
  const groups = [
    ...Map.groupBy(rows, (row) => {
      const start = row[cohort?.index ?? -1] ?? null
      const group = groupOf(row, dimensions)
      return [group, start === null ? '' : formatPeriod(String(start), grain)].filter(Boolean).join(' · ')
    }),
  ]
  const curves = groups.flatMap(([group, members]) =>
    metrics.map(({ column, index }) => {
      const maturity = columns.findIndex(({ name }) => name === `${column.name}.maturity`)
      const complete = members.filter(
        (row) => maturity < 0 || row[maturity] === 'COMPLETE' || row[maturity] === null,
      )
      const byAge = new Map(complete.map((row) => [Number(row[age?.index ?? 0]), numberOf(row[index])]))
      const metric = toWords(column.name)
      return {
        name: group === '' ? metric : metrics.length === 1 ? group : `${group}: ${metric}`,
        values: ages.map((one) => byAge.get(one) ?? null),
      }
    }),
  )
  return { labels: ages.map(String), series: curves.slice(-maxCurves), count: curves.length }
}
