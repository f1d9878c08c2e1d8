import { formatPeriod } from '../../words/format-value.ts'
import { groupOf, numberOf, type Answer, type AnswerShape } from '../answer.ts'
import { baseOption, valueAxis } from './axis-option.ts'
import { colorOf, type ChartColors } from './chart-colors.ts'
import type { ChartOption } from './echarts.ts'

/** More curves than this cannot be distinguished. */
const maxCurves = 8

/** One cohort on the curve of its group. */
interface Point {
  readonly name: string
  readonly value: readonly [age: number, share: number | null]
  readonly hasPaidBack: boolean
}

/** The curves, and how many of them are not drawn. */
export interface PaybackCurves {
  readonly option: ChartOption
  readonly leftOut: number
}

/**
 * The share of its cost that each cohort has recovered, over the age of the cohort. The point of a cohort that has not
 * paid back yet is hollow. Null without a share.
 */
export function paybackCurves(
  answer: Answer,
  shape: AnswerShape,
  grain: string | null,
  colors: ChartColors,
): PaybackCurves | null {
  const share = shape.metrics.find(({ column }) => column.unit === 'RATIO')
  const months = shape.metrics.find(({ column }) => column.unit === 'MONTHS')
  const { cohort } = shape
  if (share === undefined || cohort === null) return null
  const groups = [...Map.groupBy(answer.rows, (row) => groupOf(row, shape.dimensions))]
  const ages = answer.rows.map((row) => ageOf(String(row[cohort.index]), answer.provenance.asOf))
  const curves = groups.slice(0, maxCurves).map(([group, rows], index) => {
    const points = rows
      .map((row): Point => {
        const start = String(row[cohort.index])
        const recovered = numberOf(row[share.index])
        return {
          name: formatPeriod(start, grain ?? 'month'),
          value: [ageOf(start, answer.provenance.asOf), recovered],
          hasPaidBack: months === undefined ? (recovered ?? 0) >= 1 : row[months.index] !== null,
        }
      })
      .toSorted((one, other) => one.value[0] - other.value[0])
    return curveOption(group === '' ? 'Recovered' : group, points, colorOf(colors, group, index))
  })
  const oldest = Math.max(1, ...ages)
  return {
    leftOut: groups.length - curves.length,
    option: {
      ...baseOption({ unit: 'RATIO', currency: null }, colors),
      xAxis: {
        type: 'value',
        name: 'age of the cohort in months',
        nameLocation: 'middle',
        nameGap: 24,
        nameTextStyle: { color: colors.faint },
        min: 0,
        max: oldest,
        minInterval: 1,
        axisLabel: { color: colors.faint, hideOverlap: true },
        axisLine: { lineStyle: { color: colors.line } },
        splitLine: { show: false },
      },
      yAxis: valueAxis({ unit: 'RATIO', currency: null }, colors),
      grid: { left: 8, right: 16, top: 12, bottom: 24, containLabel: true },
      series: [...curves, paidBackLine(oldest, colors)],
    },
  }
}

function curveOption(name: string, points: readonly Point[], color: string) {
  return {
    type: 'line' as const,
    name,
    color,
    symbol: 'circle',
    showSymbol: true,
    symbolSize: 8,
    lineStyle: { width: 2 },
    data: points.map((point) => ({
      name: point.name,
      value: [...point.value],
      ...(!point.hasPaidBack && { symbol: 'emptyCircle' }),
    })),
  }
}

/** Where the cost is recovered. It has no name, and so no place in the legend. */
function paidBackLine(oldest: number, colors: ChartColors) {
  return {
    type: 'line' as const,
    color: colors.gain,
    silent: true,
    showSymbol: false,
    lineStyle: { width: 1.5, type: 'dashed' as const },
    data: [
      [0, 1],
      [oldest, 1],
    ],
  }
}

/** Whole months from the start of a cohort to the moment of the answer. */
function ageOf(start: string, asOf: string): number {
  const [from, to] = [new Date(start), new Date(asOf)]
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
}
