/** A series, by its color. */
export interface LegendEntry {
  readonly name: string
  readonly color: string
}

interface LegendProps {
  /** In the order in which they are drawn. */
  readonly entries: readonly LegendEntry[]
  readonly hidden: ReadonlySet<string>
  readonly onToggle: (name: string) => void
}

/** The series of a chart by color. A click hides a series, or shows it again. */
export function Legend({ entries, hidden, onToggle }: LegendProps) {
  return (
    <ul className="legend" aria-label="Legend">
      {entries.map(({ name, color }) => (
        <li key={name}>
          <button type="button" aria-pressed={!hidden.has(name)} onClick={() => onToggle(name)}>
            <span className="legend-mark" style={{ background: color }} />
            {name}
          </button>
        </li>
      ))}
    </ul>
  )
}
