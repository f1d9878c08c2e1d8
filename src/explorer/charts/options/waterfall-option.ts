import type { Definitions } from '../../client/use-definitions.ts'
import { formatNumber, type Measure } from '../../words/format-value.ts'
import { toWords } from '../../words/to-words.ts'
import { numberOf, type Answer, type Placed } from '../answer.ts'
import { baseOption, valueAxis } from './axis-option.ts'
import type { ChartColors } from './chart-colors.ts'
import type { ChartOption } from './echarts.ts'

/** A bar of the bridge. */
export interface Step {
  readonly name: string
  /** Where the bar begins, and how long it is. */
  readonly base: number
  readonly size: number
  readonly value: number
  readonly isMovement: boolean
}

/** The movements of a balance as steps from its start to its end. Balances stand on the ground. */
export function stepsOf(
  { rows: [row = []] }: Pick<Answer, 'rows'>,
  metrics: readonly Placed[],
  definitions: Pick<Definitions, 'metrics'>,
): readonly Step[] {
  let level = 0
  return metrics.map(({ column, index }) => {
    const value = numberOf(row[index]) ?? 0
    const isMovement = definitions.metrics.get((column.metric ?? '').toLowerCase())?.kind === 'MOVEMENT'
    const from = isMovement ? level : 0
    level = from + value
    const base = Math.min(from, level)
    return { name: toWords(column.name), base, size: Math.abs(value), value, isMovement }
  })
}

/** The steps from left to right or, in a narrow place, where their names have no room, from top to bottom. */
export function waterfallOption(
  steps: readonly Step[],
  measure: Measure,
  colors: ChartColors,
  isNarrow: boolean,
): ChartOption {
  const names = {
    type: 'category' as const,
    data: steps.map(({ name }) => name),
    inverse: isNarrow,
    axisLine: { lineStyle: { color: colors.line } },
    axisTick: { show: false },
    axisLabel: { color: colors.text, interval: 0, width: 90, overflow: 'break' as const, lineHeight: 14 },
  }
  const amounts = valueAxis(measure, colors)
  return {
    ...baseOption(measure, colors),
    tooltip: { show: false },
    xAxis: isNarrow ? amounts : names,
    yAxis: isNarrow ? names : amounts,
    series: [
      {
        type: 'bar',
        stack: 'steps',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: steps.map(({ base }) => base),
      },
      {
        type: 'bar',
        stack: 'steps',
        barMaxWidth: isNarrow ? 26 : 70,
        data: steps.map(({ size, value, isMovement }) => ({
          value: size,
          itemStyle: {
            color: !isMovement ? (colors.series[0] ?? '') : value < 0 ? colors.loss : colors.gain,
          },
        })),
        label: {
          show: true,
          position: isNarrow ? 'right' : 'top',
          color: colors.text,
          formatter: ({ dataIndex }) => formatNumber(steps[dataIndex]?.value ?? 0, measure, true),
        },
      },
    ],
  }
}
