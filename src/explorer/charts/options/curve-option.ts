import type { Measure } from '../../words/format-value.ts'
import { baseOption, namedAxis, valueAxis } from './axis-option.ts'
import { colorOf, type ChartColors } from './chart-colors.ts'
import type { Curve } from './curves.ts'
import type { ChartOption } from './echarts.ts'

/** Curves over an axis of numbers, so that equal distances are equal lengths. */
export function curveOption(
  curves: readonly Curve[],
  axisName: string,
  measure: Measure,
  colors: ChartColors,
): ChartOption {
  return {
    ...baseOption(measure, colors, axisName),
    xAxis: {
      type: 'value',
      ...namedAxis(axisName, colors),
      max: 'dataMax',
      minInterval: 1,
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: valueAxis(measure, colors),
    series: curves.map(({ name, points }, index) => ({
      type: 'line',
      name,
      color: colorOf(colors, name, index),
      showSymbol: points.length < 2,
      symbolSize: 7,
      lineStyle: { width: 2 },
      data: points.map((point) => [...point]),
    })),
  }
}
