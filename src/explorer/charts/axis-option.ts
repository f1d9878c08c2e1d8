import { formatNumber, noValue, type Measure } from '../words/format-value.ts'
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
  return {
    ...baseOption(measure, colors, series.length > 1),
    xAxis: {
      type: 'category',
      data: [...labels],
      boundaryGap: form === 'bars' || (form === 'stacked' && needsBars),
      axisLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.faint, hideOverlap: true },
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
    lineStyle: { width: form === 'stacked' ? 1 : 2 },
    ...(form === 'stacked' && { stack: 'all', areaStyle: { opacity: 0.75 } }),
  }
}

/** What all charts share: the tooltip, the legend, the space around. */
export function baseOption(measure: Measure, colors: ChartColors, hasLegend: boolean): ChartOption {
  return {
    animation: false,
    aria: { enabled: false },
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    grid: { left: 8, right: 16, top: 12, bottom: hasLegend ? 40 : 8, containLabel: true },
    ...(hasLegend && {
      legend: {
        type: 'scroll',
        bottom: 0,
        icon: 'roundRect',
        textStyle: { color: colors.text },
        pageTextStyle: { color: colors.text },
      },
    }),
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
    axisLabel: { color: colors.faint, formatter: (value: number) => formatNumber(value, measure, true) },
    splitLine: { lineStyle: { color: colors.line } },
  }
}
