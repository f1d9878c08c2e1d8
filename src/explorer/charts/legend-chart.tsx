import { useMemo, useState } from 'react'
import { Chart } from './chart.tsx'
import type { ChartOption } from './options/echarts.ts'
import { Legend, type LegendEntry } from './legend.tsx'

interface LegendChartProps {
  readonly option: ChartOption
  /** The same chart for a narrow place; it has no legend. */
  readonly narrow?: ChartOption | undefined
  readonly label: string
  readonly height?: number | undefined
  /** What is drawn, where other charts are next to it. */
  readonly title?: string | null
  /** How many series or bars are left out. */
  readonly leftOut: number
}

/** More series than this cannot be distinguished by their colors. */
const maxEntries = 12

/** A chart with its legend. The page has its own legend, which wraps and can be read aloud. */
export function LegendChart({ option, narrow, label, height, title = null, leftOut }: LegendChartProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const entries = useMemo(() => entriesOf(option), [option])
  const names = useMemo(() => entries.map(({ name }) => name), [entries])
  const shown = useMemo(() => withHidden(option, names, hidden), [option, names, hidden])
  return (
    <figure className="picture">
      {title !== null && <p className="picture-title">{title}</p>}
      <Chart option={shown} narrow={narrow} label={label} {...(height !== undefined && { height })} />
      {entries.length > 1 && entries.length <= maxEntries && (
        <Legend
          entries={entries}
          hidden={hidden}
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

/** The series with a name; the steps of a bridge and hatched bands have none. */
function entriesOf({ series }: ChartOption): readonly LegendEntry[] {
  return [series ?? []]
    .flat()
    .flatMap(({ name, color }) =>
      typeof name === 'string' && typeof color === 'string' ? [{ name, color }] : [],
    )
}

function withHidden(option: ChartOption, names: readonly string[], hidden: ReadonlySet<string>): ChartOption {
  const selected = Object.fromEntries(names.map((name) => [name, !hidden.has(name)]))
  return { ...option, legend: { show: false, selected } }
}
