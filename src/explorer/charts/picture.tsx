import { useMemo, useState } from 'react'
import type { Definitions } from '../client/use-definitions.ts'
import type { ChartForm } from '../../catalog/boards/chart-forms.ts'
import { toWords } from '../words/to-words.ts'
import { byUnit, shapeOf, type Answer, type AnswerShape, type Placed } from './answer.ts'
import { axisOption } from './axis-option.ts'
import { useChartColors } from './chart-colors.ts'
import type { ChartOption } from './echarts.ts'
import { Chart } from './chart.tsx'
import { CohortTable } from './cohort-table.tsx'
import { curvesOf } from './curves.ts'
import { Funnel } from './funnel.tsx'
import { Legend } from './legend.tsx'
import { Numbers } from './numbers.tsx'
import { PaybackBars } from './payback-bars.tsx'
import { maxBars, rankHeight, rankOption } from './rank-option.ts'
import { seriesOf } from './series.ts'
import { waterfallOption } from './waterfall-option.ts'

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
    return <p className="empty">No rows: nothing in the data meets these conditions.</p>
  if (form === 'numbers') return <Numbers answer={answer} shape={shape} />
  if (form === 'funnel') return <Funnel answer={answer} shape={shape} />
  if (form === 'payback') return <PaybackBars answer={answer} shape={shape} grain={grain} />
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
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const drawn = useMemo(() => {
    const measure = metrics[0]?.column ?? { unit: null, currency: null }
    const axis = shape.period ?? shape.activePeriods ?? shape.cohort
    if (form === 'waterfall')
      return { option: waterfallOption(answer, metrics, definitions, measure, colors), hidden: 0 }
    if (form === 'curves') {
      const set = curvesOf(answer, shape, metrics, grain)
      return { option: axisOption(set, 'line', measure, colors), hidden: set.count - set.series.length }
    }
    if (axis === null) {
      const bars = Math.min(maxBars, shape.dimensions.length === 0 ? metrics.length : answer.rows.length)
      return {
        option: rankOption(answer, shape, metrics, measure, colors),
        height: rankHeight(bars, metrics.length),
        hidden: shape.dimensions.length === 0 ? 0 : answer.rows.length - bars,
      }
    }
    const set = seriesOf(answer, shape, axis, metrics, grain)
    const axisForm = form === 'line' || form === 'stacked' ? form : 'bars'
    return { option: axisOption(set, axisForm, measure, colors), hidden: set.count - set.series.length }
  }, [answer, form, grain, definitions, shape, metrics, colors])
  const names = useMemo(() => seriesNames(drawn.option), [drawn])
  const option = useMemo(() => withHidden(drawn.option, names, hidden), [drawn, names, hidden])
  const title = metrics.map(({ column }) => toWords(column.name)).join(', ')
  return (
    <figure className="picture">
      <Chart
        option={option}
        label={`${title}: a chart. The table has its numbers.`}
        {...(drawn.height !== undefined && { height: drawn.height })}
      />
      {names.length > 1 && (
        <Legend
          names={names}
          hidden={hidden}
          colors={colors}
          onToggle={(name) => setHidden((before) => toggled(before, name))}
        />
      )}
      {drawn.hidden > 0 && (
        <figcaption className="faint">
          {drawn.hidden} more are not drawn. The table has all of them.
        </figcaption>
      )}
    </figure>
  )
}

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return new Set(names.has(name) ? [...names].filter((one) => one !== name) : [...names, name])
}

/** The names of the series; the steps of a bridge have none. */
function seriesNames({ series }: ChartOption): readonly string[] {
  return [series ?? []].flat().flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
}

/** The same chart without some series. The page has its own legend, which wraps and can be read aloud. */
function withHidden(option: ChartOption, names: readonly string[], hidden: ReadonlySet<string>): ChartOption {
  const selected = Object.fromEntries(names.map((name) => [name, !hidden.has(name)]))
  return { ...option, legend: { show: false, selected } }
}
