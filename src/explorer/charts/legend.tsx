import { colorOf, type ChartColors } from './options/chart-colors.ts'

interface LegendProps {
  /** The names of the series, in the order in which they are drawn. */
  readonly names: readonly string[]
  readonly hidden: ReadonlySet<string>
  readonly colors: ChartColors
  readonly onToggle: (name: string) => void
}

/** The series of a chart by color. A click hides a series, or shows it again. */
export function Legend({ names, hidden, colors, onToggle }: LegendProps) {
  return (
    <ul className="legend" aria-label="Legend">
      {names.map((name, index) => (
        <li key={name}>
          <button type="button" aria-pressed={!hidden.has(name)} onClick={() => onToggle(name)}>
            <span className="legend-mark" style={{ background: colorOf(colors, name, index) }} />
            {name}
          </button>
        </li>
      ))}
    </ul>
  )
}
