import { useMemo } from 'react'
import type { Definitions } from '../client/use-definitions.ts'
import type { ChartForm } from '../../catalog/boards/chart-forms.ts'
import type { AnswerColumn } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import { byUnit, partialLabels, shapeOf, type Answer, type AnswerShape, type Placed } from './answer.ts'
import { axisOption } from './options/axis-option.ts'
import { useChartColors } from './options/chart-colors.ts'
import { CohortTable } from './cohort-table.tsx'
import { curveOption } from './options/curve-option.ts'
import { curvesOf } from './options/curves.ts'
import { Funnel } from './funnel.tsx'
import { withHatchedPeriods } from './options/hatched-periods.ts'
import { LegendChart } from './legend-chart.tsx'
import { Numbers } from './numbers.tsx'
import { Payback } from './payback.tsx'
import { PaybackCurves } from './payback-curves.tsx'
import { maxBars, rankHeight, rankOption } from './options/rank-option.ts'
import { seriesOf } from './options/series.ts'
import { stepsOf, waterfallOption } from './options/waterfall-option.ts'

interface PictureProps {
  readonly answer: Answer
  readonly form: ChartForm
  readonly grain: string | null
  readonly definitions: Definitions
}

/** An answer as a picture. Metrics of different units have a picture each. */
export function Picture(props: PictureProps) {
  const { answer, form, grain } = props
  const shape = useMemo(() => shapeOf(answer), [answer])
  if (answer.rows.length === 0)
    return <p className="empty">No rows: the data have nothing for this question.</p>
  if (form === 'numbers') return <Numbers answer={answer} shape={shape} />
  if (form === 'funnel') return <Funnel answer={answer} shape={shape} />
  if (form === 'payback' && shape.age !== null)
    return <PaybackCurves answer={answer} shape={shape} grain={grain} />
  if (form === 'payback') return <Payback answer={answer} shape={shape} grain={grain} />
  if (form === 'cohorts') {
    const [metric] = shape.metrics.toSorted((one, other) => Number(isRatio(other)) - Number(isRatio(one)))
    return metric === undefined ? null : (
      <CohortTable answer={answer} shape={shape} metric={metric} grain={grain} />
    )
  }
  const units = byUnit(shape.metrics)
  return (
    <>
      {units.map((metrics) => (
        <UnitPicture
          key={metrics[0]?.column.name}
          {...props}
          shape={shape}
          metrics={metrics}
          isOnly={units.length === 1}
        />
      ))}
    </>
  )
}

function isRatio({ column }: Placed): boolean {
  return column.unit === 'RATIO'
}

interface UnitPictureProps extends PictureProps {
  readonly shape: AnswerShape
  /** The metrics of one unit. */
  readonly metrics: readonly Placed[]
  /** Whether no other picture is next to it. */
  readonly isOnly: boolean
}

function UnitPicture({ answer, form, grain, definitions, shape, metrics, isOnly }: UnitPictureProps) {
  const colors = useChartColors()
  const partial = useMemo(() => partialLabels(answer, shape, grain), [answer, shape, grain])
  const drawn = useMemo(() => {
    const measure = metrics[0]?.column ?? { unit: null, currency: null }
    const axis = shape.period ?? shape.activePeriods ?? shape.cohort
    if (form === 'waterfall') {
      const steps = stepsOf(answer, metrics, definitions)
      return {
        option: waterfallOption(steps, measure, colors, false),
        narrow: waterfallOption(steps, measure, colors, true),
        leftOut: 0,
      }
    }
    if (form === 'curves') {
      const { curves, count } = curvesOf(answer, shape, metrics, grain)
      const axisName = ageName(shape, grain)
      return { option: curveOption(curves, axisName, measure, colors), leftOut: count - curves.length }
    }
    if (axis === null) {
      const bars = Math.min(maxBars, shape.dimensions.length === 0 ? metrics.length : answer.rows.length)
      return {
        option: rankOption(answer, shape, metrics, measure, colors),
        height: rankHeight(bars, metrics.length),
        leftOut: shape.dimensions.length === 0 ? 0 : answer.rows.length - bars,
      }
    }
    const compared = shape.earlier.filter(({ column }) => metrics.some((one) => isOf(column, one.column)))
    const set = seriesOf(answer, shape, axis, [...metrics, ...compared], grain)
    const axisForm = form === 'stacked' ? stackOf(metrics, definitions) : form === 'line' ? form : 'bars'
    const axisName = axis === shape.activePeriods ? `active ${grain ?? 'period'}s` : ''
    const option = axisOption(set, axisForm, measure, colors, axisName)
    return {
      option: withHatchedPeriods(option, set.labels, partial, colors),
      leftOut: set.count - set.series.length,
    }
  }, [answer, form, grain, definitions, shape, metrics, partial, colors])
  const title = metrics.map(({ column }) => toWords(column.name)).join(', ')
  return (
    <>
      <LegendChart
        {...drawn}
        title={isOnly ? null : title}
        label={`${title}: a chart. The table has its numbers.`}
      />
      {partial.size > 0 && (
        <p className="legend-line">
          <span className="legend-box partial" /> only a part of the period: {[...partial].join(', ')}
        </p>
      )}
    </>
  )
}

/** Whether a column is a part of a metric, or its value in another period. */
function isOf(column: AnswerColumn, metric: AnswerColumn): boolean {
  return column.name.startsWith(`${metric.name}.`)
}

/** Levels, such as recurring revenue, are between two periods, too. Amounts of a period are not. */
function stackOf(metrics: readonly Placed[], definitions: Definitions): 'areas' | 'columns' {
  const kindOf = ({ column }: Placed) => definitions.metrics.get((column.metric ?? '').toLowerCase())?.kind
  return metrics.every((metric) => kindOf(metric) === 'BALANCE') ? 'areas' : 'columns'
}

/** What the axis of a curve counts. */
function ageName({ age }: AnswerShape, grain: string | null): string {
  if (age?.column.dimension === 'age') return `${grain ?? 'period'}s since the start of the cohort`
  return toWords(age?.column.dimension ?? '').toLowerCase()
}
