import { useMemo, useState } from 'react'
import { useChartColors } from './options/chart-colors.ts'
import { Chart } from './chart.tsx'
import type { ChartOption } from './options/echarts.ts'
import { Legend } from './legend.tsx'

interface LegendChartProps {
  readonly option: ChartOption
  /** The same chart for a narrow place; it has no legend. */
  readonly narrow?: ChartOption | undefined
  readonly label: string
  readonly height?: number | undefined
  /** How many series or bars are left out. */
  readonly leftOut: number
}

/** A chart with its legend. The page has its own legend, which wraps and can be read aloud. */
export function LegendChart({ option, narrow, label, height, leftOut }: LegendChartProps) {
  const colors = useChartColors()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const names = useMemo(() => seriesNames(option), [option])
  const shown = useMemo(() => withHidden(option, names, hidden), [option, names, hidden])
  return (
    <figure className="picture">
      <Chart option={shown} narrow={narrow} label={label} {...(height !== undefined && { height })} />
      {names.length > 1 && (
        <Legend
          names={names}
          hidden={hidden}
          colors={colors}
          onToggle={(name) => setHidden((before) => toggled(before, name))}
        />
      )}
      {leftOut > 0 && (
        <figcaption className="faint">{leftOut} more are not drawn. The table has all of them.</figcaption>
      )}
    </figure>
  )
}

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return new Set(names.has(name) ? [...names].filter((one) => one !== name) : [...names, name])
}

/** The names of the series; the steps of a bridge and hatched bands have none. */
function seriesNames({ series }: ChartOption): readonly string[] {
  return [series ?? []].flat().flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
}

function withHidden(option: ChartOption, names: readonly string[], hidden: ReadonlySet<string>): ChartOption {
  const selected = Object.fromEntries(names.map((name) => [name, !hidden.has(name)]))
  return { ...option, legend: { show: false, selected } }
}
