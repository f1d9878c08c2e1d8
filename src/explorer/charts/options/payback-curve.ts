import { curveOption } from './curve-option.ts'
import type { ChartColors } from './chart-colors.ts'
import type { Curve } from './curves.ts'
import type { ChartOption } from './echarts.ts'
import { paybackStates, type PaybackState } from './payback-states.ts'

const ratio = { unit: 'RATIO', currency: null } as const

/**
 * Curves with the line of the whole cost. A curve that ends below it has a hollow end: not yet. Many curves have one
 * color, the newest the strongest, and no names: each says its own under the pointer.
 */
export function paybackOption(
  curves: readonly Curve[],
  axisName: string,
  colors: ChartColors,
  isFamily: boolean,
): ChartOption {
  const drawn = curveOption(curves, axisName, ratio, colors)
  const oldest = Math.max(1, ...curves.flatMap(({ points }) => points.map(([age]) => age)))
  const states = paybackStates(curves)
  const [tooltip] = [drawn.tooltip ?? []].flat()
  return {
    ...drawn,
    ...(isFamily && { tooltip: { ...tooltip, trigger: 'item' } }),
    series: [
      ...(drawn.series as readonly object[]).map((series, index) => {
        const state = states[index]
        return {
          ...series,
          ...(isFamily && ofFamily(index, curves.length, colors)),
          ...(state?.paidBackAt === null && withHollowEnd(state.last)),
        }
      }),
      wholeCost(oldest, colors),
    ] as NonNullable<ChartOption['series']>,
  }
}

function ofFamily(index: number, count: number, colors: ChartColors) {
  const opacity = 0.25 + (0.75 * (index + 1)) / count
  return {
    color: colors.series[0],
    showSymbol: true,
    symbolSize: 4,
    lineStyle: { width: 1.5, opacity },
    itemStyle: { opacity },
  }
}

function withHollowEnd(last: PaybackState['last']) {
  return {
    symbol: 'emptyCircle',
    showSymbol: true,
    symbolSize: ([age]: readonly number[]) => (age === last?.[0] ? 10 : 0),
  }
}

/** Where the cost is earned back. It has no name, and so no place in the legend. */
function wholeCost(oldest: number, colors: ChartColors) {
  return {
    type: 'line' as const,
    color: colors.gain,
    silent: true,
    showSymbol: false,
    lineStyle: { width: 1.5, type: 'dashed' as const },
    tooltip: { show: false },
    data: [
      [0, 1],
      [oldest, 1],
    ],
  }
}
