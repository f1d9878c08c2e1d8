import { formatNumber, type Measure } from '../../words/format-value.ts'
import { toWords } from '../../words/to-words.ts'
import { groupOf, numberOf, type Answer, type AnswerShape, type Placed } from '../answer.ts'
import { baseOption, valueAxis } from './axis-option.ts'
import { colorOf, type ChartColors } from './chart-colors.ts'
import type { ChartOption } from './echarts.ts'
import { ranked } from './ranked.ts'

/** More bars than this are better read in the table. */
export const maxBars = 30

/** Bars side by side, one for each combination of values, or for each metric where there is none. */
export function rankOption(
  { rows }: Pick<Answer, 'rows'>,
  { dimensions }: Pick<AnswerShape, 'dimensions'>,
  metrics: readonly Placed[],
  measure: Measure,
  colors: ChartColors,
): ChartOption {
  const shown = ranked(rows, dimensions, metrics).slice(0, maxBars)
  const isByMetric = dimensions.length === 0
  const labels = isByMetric
    ? metrics.map(({ column }) => toWords(column.name))
    : shown.map((row) => groupOf(row, dimensions))
  const series = isByMetric
    ? [{ name: 'Value', values: metrics.map(({ index }) => numberOf(shown[0]?.[index])) }]
    : metrics.map(({ column, index }) => ({
        name: toWords(column.name),
        values: shown.map((row) => numberOf(row[index])),
      }))
  const isOnly = series.length === 1
  return {
    ...baseOption(measure, colors),
    yAxis: {
      type: 'category',
      inverse: true,
      data: labels,
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { color: colors.text, width: 140, overflow: 'truncate' },
    },
    xAxis: valueAxis(measure, colors),
    series: series.map(({ name, values }, index) => ({
      type: 'bar',
      name,
      data: values,
      barMaxWidth: 26,
      color: colorOf(colors, name, index),
      label: {
        show: isOnly,
        position: 'right',
        color: colors.text,
        formatter: ({ value }) => (typeof value === 'number' ? formatNumber(value, measure, true) : ''),
      },
    })),
  }
}

/** The height at which each bar has its place. */
export function rankHeight(bars: number, metrics: number): number {
  return Math.max(160, 60 + bars * (metrics > 1 ? 14 * metrics + 12 : 30))
}
