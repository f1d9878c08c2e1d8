import { formatNumber, noValue, type Measure } from '../../words/format-value.ts'
import { colorOf, type ChartColors } from './chart-colors.ts'
import type { ChartOption } from './echarts.ts'
import type { Series, SeriesSet } from './series.ts'

type AxisForm = 'line' | 'stacked' | 'bars'

/** A chart over an axis of labels: lines, stacked areas or bars, or bars side by side. */
export function axisOption(
  { labels, series }: SeriesSet,
  form: AxisForm,
  measure: Measure,
  colors: ChartColors,
): ChartOption {
  // areas would bridge a gap, and cannot go below zero
  const needsBars = series.some(({ values }) => values.some((value) => value === null || value < 0))
  const hasGap = form === 'bars' || (form === 'stacked' && needsBars)
  return {
    ...baseOption(measure, colors),
    xAxis: {
      type: 'category',
      data: [...labels],
      boundaryGap: hasGap,
      axisLine: { lineStyle: { color: colors.line } },
      axisLabel: {
        color: colors.faint,
        hideOverlap: true,
        ...(!hasGap && { alignMinLabel: 'left', alignMaxLabel: 'right' }),
      },
      axisTick: { show: false },
    },
    yAxis: valueAxis(measure, colors),
    series: series.map((one, index) => seriesOption(one, form, needsBars, colorOf(colors, one.name, index))),
  }
}

function seriesOption(
  { name, values }: Series,
  form: AxisForm,
  needsBars: boolean,
  color: string,
): NonNullable<Extract<ChartOption['series'], unknown[]>>[number] {
  const data = [...values]
  if (form === 'bars' || (form === 'stacked' && needsBars))
    return {
      type: 'bar',
      name,
      data,
      itemStyle: { color },
      barMaxWidth: 36,
      ...(form === 'stacked' && { stack: 'all' }),
    }
  return {
    type: 'line',
    name,
    data,
    color,
    showSymbol: data.length < 2,
    symbolSize: 7,
    // the line of an area without a number would cover that of the area below it
    lineStyle: { width: form === 'stacked' ? 0 : 2 },
    ...(form === 'stacked' && { stack: 'all', areaStyle: { opacity: 0.75 } }),
  }
}

/** What all charts share: the tooltip, and the space around. */
export function baseOption(measure: Measure, colors: ChartColors): ChartOption {
  return {
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    // half of the label of a day at the right end
    grid: { left: 8, right: 36, top: 12, bottom: 8, containLabel: true },
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
