import { formatCell, formatPeriod, type AnswerColumn, type Cell } from '../../words/format-value.ts'
import { toWords } from '../../words/to-words.ts'
import { groupOf, numberOf, type Answer, type AnswerShape, type Placed } from '../answer.ts'

/** A line, or a row of bars: one value for each label of the axis. */
export interface Series {
  readonly name: string
  readonly values: readonly (number | null)[]
  /** Whether it is what the series before it is compared with. */
  readonly isEarlier: boolean
}

export interface SeriesSet {
  readonly labels: readonly string[]
  readonly series: readonly Series[]
  /** How many series there are: more than are drawn, when there are many. */
  readonly count: number
}

/** More lines than this cannot be distinguished. */
const maxSeries = 8

/** One series for each metric and each combination of values, over the periods or another axis. */
export function seriesOf(
  { rows }: Pick<Answer, 'rows'>,
  { dimensions }: Pick<AnswerShape, 'dimensions'>,
  axis: Placed,
  metrics: readonly Placed[],
  grain: string | null,
): SeriesSet {
  const keys = [...new Set(rows.map((row) => row[axis.index] ?? null))].sort(compareKeys)
  const places = new Map(keys.map((key, place) => [key, place]))
  const groups = [...Map.groupBy(rows, (row) => groupOf(row, dimensions))]
  const series = groups.flatMap(([group, members]) =>
    metrics.map(({ column, index }) => {
      const values: (number | null)[] = keys.map(() => null)
      for (const row of members) values[places.get(row[axis.index] ?? null) ?? 0] = numberOf(row[index])
      const name = nameOf(group, column, metrics.length)
      return { name, values, isEarlier: column.kind === 'EARLIER' }
    }),
  )
  return {
    labels: keys.map((key) => labelOf(key, axis, grain)),
    series: largest(series),
    count: series.length,
  }
}

/** The group or the metric, or both where both differ; of an earlier period, how long ago it is. */
export function nameOf(group: string, { name }: AnswerColumn, count: number): string {
  const own = toWords(name.slice(name.indexOf('.') + 1))
  return group === '' ? own : count === 1 ? group : `${group}: ${own}`
}

/** The series with the largest values, in their order. */
function largest(series: readonly Series[]): readonly Series[] {
  if (series.length <= maxSeries) return series
  const sizeOf = ({ values }: Series) => values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0)
  const kept = new Set(series.toSorted((one, other) => sizeOf(other) - sizeOf(one)).slice(0, maxSeries))
  return series.filter((one) => kept.has(one))
}

function labelOf(key: Cell, { column }: Placed, grain: string | null): string {
  if (key === null) return 'unknown'
  return column.kind === 'PERIOD' || column.dimension === 'cohort'
    ? formatPeriod(String(key), grain)
    : formatCell(key, column)
}

function compareKeys(one: Cell, other: Cell): number {
  const [a, b] = [Number(one), Number(other)]
  return Number.isNaN(a) || Number.isNaN(b) ? String(one).localeCompare(String(other)) : a - b
}
