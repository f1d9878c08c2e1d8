import { useMemo } from 'react'
import type { Definitions } from '../client/use-definitions.ts'
import type { ChartForm } from '../../catalog/boards/chart-forms.ts'
import { toWords } from '../words/to-words.ts'
import { byUnit, partialLabels, shapeOf, type Answer, type AnswerShape, type Placed } from './answer.ts'
import { axisOption } from './options/axis-option.ts'
import { useChartColors } from './options/chart-colors.ts'
import { CohortTable } from './cohort-table.tsx'
import { curvesOf } from './options/curves.ts'
import { Funnel } from './funnel.tsx'
import { withHatchedPeriods } from './options/hatched-periods.ts'
import { LegendChart } from './legend-chart.tsx'
import { Numbers } from './numbers.tsx'
import { Payback } from './payback.tsx'
import { maxBars, rankHeight, rankOption } from './options/rank-option.ts'
import { seriesOf } from './options/series.ts'
import { stepsOf, waterfallOption } from './options/waterfall-option.ts'

interface PictureProps {
  readonly answer: Answer
  readonly form: ChartForm
  readonly grain: string | null
  readonly definitions: Definitions
  /** Whether the place is small, so that details are closed at first. */
  readonly isBrief?: boolean
}

/** An answer as a picture. Metrics of different units have a picture each. */
export function Picture(props: PictureProps) {
  const { answer, form, grain, isBrief = false } = props
  const shape = useMemo(() => shapeOf(answer), [answer])
  if (answer.rows.length === 0)
    return <p className="empty">No rows: nothing in the data meets these conditions.</p>
  if (form === 'numbers') return <Numbers answer={answer} shape={shape} />
  if (form === 'funnel') return <Funnel answer={answer} shape={shape} />
  if (form === 'payback') return <Payback answer={answer} shape={shape} grain={grain} isBrief={isBrief} />
  if (form === 'cohorts') {
    const [metric] = shape.metrics.toSorted((one, other) => Number(isRatio(other)) - Number(isRatio(one)))
    return metric === undefined ? null : (
      <CohortTable answer={answer} shape={shape} metric={metric} grain={grain} />
    )
  }
  return (
    <>
      {byUnit(shape.metrics).map((metrics) => (
        <UnitPicture key={metrics[0]?.column.name} {...props} shape={shape} metrics={metrics} />
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
}

function UnitPicture({ answer, form, grain, definitions, shape, metrics }: UnitPictureProps) {
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
      const set = curvesOf(answer, shape, metrics, grain)
      return { option: axisOption(set, 'line', measure, colors), leftOut: set.count - set.series.length }
    }
    if (axis === null) {
      const bars = Math.min(maxBars, shape.dimensions.length === 0 ? metrics.length : answer.rows.length)
      return {
        option: rankOption(answer, shape, metrics, measure, colors),
        height: rankHeight(bars, metrics.length),
        leftOut: shape.dimensions.length === 0 ? 0 : answer.rows.length - bars,
      }
    }
    const set = seriesOf(answer, shape, axis, metrics, grain)
    const axisForm = form === 'line' || form === 'stacked' ? form : 'bars'
    const option = axisOption(set, axisForm, measure, colors)
    return {
      option: withHatchedPeriods(option, set.labels, partial, colors),
      leftOut: set.count - set.series.length,
    }
  }, [answer, form, grain, definitions, shape, metrics, partial, colors])
  const title = metrics.map(({ column }) => toWords(column.name)).join(', ')
  return (
    <>
      <LegendChart {...drawn} label={`${title}: a chart. The table has its numbers.`} />
      {partial.size > 0 && (
        <p className="legend-line">
          <span className="legend-box partial" /> only a part of the period: {[...partial].join(', ')}
        </p>
      )}
    </>
  )
}
