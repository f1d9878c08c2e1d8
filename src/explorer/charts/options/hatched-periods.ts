import type { ChartColors } from './chart-colors.ts'
import type { ChartOption } from './echarts.ts'

type SeriesOption = NonNullable<Extract<ChartOption['series'], unknown[]>>[number]

/** A chart over periods, with a hatched band over those that are not whole. */
export function withHatchedPeriods(
  option: ChartOption,
  labels: readonly string[],
  partial: ReadonlySet<string>,
  colors: ChartColors,
): ChartOption {
  if (partial.size === 0) return option
  const [xAxis] = [option.xAxis ?? []].flat()
  const [yAxis] = [option.yAxis ?? []].flat()
  // axes of their own: the bands take the whole height, and no width from other bars
  const bandAxis = { ...xAxis, show: false, axisPointer: { show: false, triggerTooltip: false } }
  const band: SeriesOption = {
    type: 'bar',
    xAxisIndex: 1,
    yAxisIndex: 1,
    data: labels.map((label) => (partial.has(label) ? 1 : null)),
    barWidth: '100%',
    silent: true,
    tooltip: { show: false },
    itemStyle: { color: { image: hatch(colors.faint), repeat: 'repeat' } },
    z: 5,
  }
  return {
    ...option,
    xAxis: [xAxis ?? {}, bandAxis] as NonNullable<ChartOption['xAxis']>,
    yAxis: [yAxis ?? {}, { type: 'value', show: false, min: 0, max: 1 }],
    series: [...[option.series ?? []].flat(), band],
  }
}

/** One tile of diagonal lines. */
function hatch(color: string): HTMLCanvasElement {
  const size = 8
  const tile = document.createElement('canvas')
  tile.width = size
  tile.height = size
  const pen = tile.getContext('2d')
  if (pen === null) return tile
  pen.strokeStyle = color
  pen.globalAlpha = 0.55
  pen.beginPath()
  // three lines, so that the tiles join
  for (const start of [-size, 0, size]) {
    pen.moveTo(start, size)
    pen.lineTo(start + size, 0)
  }
  pen.stroke()
  return tile
}
