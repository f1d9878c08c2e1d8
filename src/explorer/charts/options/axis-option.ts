import { formatNumber, noValue, type Measure } from '../../words/format-value.ts'
import { colorOf, type ChartColors } from './chart-colors.ts'
import type { ChartOption } from './echarts.ts'
import type { Series, SeriesSet } from './series.ts'

/** Columns stack amounts of periods; areas stack levels, which are between two periods, too. */
export type AxisForm = 'line' | 'areas' | 'columns' | 'bars'

/** A chart over an axis of labels: lines, stacked areas or columns, or bars side by side. */
export function axisOption(
  { labels, series }: SeriesSet,
  form: AxisForm,
  measure: Measure,
  colors: ChartColors,
  axisName = '',
): ChartOption {
  // areas would bridge a gap, and cannot go below zero
  const isWhole = series.every(({ values }) => values.every((value) => value !== null && value >= 0))
  const drawn = form === 'areas' && !isWhole ? 'columns' : form
  const hasGap = drawn === 'bars' || drawn === 'columns'
  return {
    ...baseOption(measure, colors, axisName),
    xAxis: {
      type: 'category',
      data: [...labels],
      boundaryGap: hasGap,
      axisLine: { lineStyle: { color: colors.line } },
      ...namedAxis(axisName, colors),
      axisLabel: {
        color: colors.faint,
        hideOverlap: true,
        ...(!hasGap && { alignMinLabel: 'left', alignMaxLabel: 'right' }),
      },
      axisTick: { show: false },
    },
    yAxis: valueAxis(measure, colors),
    series: series.map((one, index) => {
      const own = one.isEarlier ? index - 1 : index
      return seriesOption(one, drawn, colorOf(colors, series[own]?.name ?? one.name, own))
    }),
  }
}

function seriesOption(
  { name, values, isEarlier }: Series,
  form: AxisForm,
  color: string,
): NonNullable<Extract<ChartOption['series'], unknown[]>>[number] {
  const data = [...values]
  if (form === 'bars' || form === 'columns')
    return {
      type: 'bar',
      name,
      data,
      color,
      itemStyle: { opacity: isEarlier ? 0.4 : 1 },
      barMaxWidth: 36,
      ...(form === 'columns' && { stack: 'all' }),
    }
  return {
    type: 'line',
    name,
    data,
    color,
    showSymbol: data.length < 2,
    symbolSize: 7,
    // the line of an area without a number would cover that of the area below it
    lineStyle: { width: form === 'areas' ? 0 : 2, type: isEarlier ? 'dashed' : 'solid' },
    ...(form === 'areas' && { stack: 'all', areaStyle: { opacity: 0.75 } }),
  }
}

/** What all charts share: the tooltip, and the space around. */
export function baseOption(measure: Measure, colors: ChartColors, axisName = ''): ChartOption {
  return {
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    // half of the label of a day at the right end
    grid: { left: 8, right: 36, top: 12, bottom: axisName === '' ? 8 : 26, containLabel: true },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.text },
      valueFormatter: (value) =>
        typeof value === 'number' || typeof value === 'string' ? formatNumber(value, measure) : noValue,
    },
  }
}

/** What an axis counts, below its labels; nothing where they say it themselves. */
export function namedAxis(name: string, colors: ChartColors) {
  return {
    name,
    nameLocation: 'middle' as const,
    nameGap: 26,
    nameTextStyle: { color: colors.faint },
    axisLabel: { color: colors.faint, hideOverlap: true },
  }
}

/** The axis of numbers, in the unit of the metric. */
export function valueAxis(measure: Measure, colors: ChartColors) {
  return {
    type: 'value' as const,
    axisLabel: {
      color: colors.faint,
      hideOverlap: true,
      formatter: (value: number) => formatNumber(value, measure, true),
    },
    splitLine: { lineStyle: { color: colors.line } },
  }
}
