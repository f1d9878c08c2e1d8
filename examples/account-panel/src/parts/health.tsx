import type { Health } from '../account-document.ts'
import { inWords, rounded } from '../words.ts'
import { Bar } from './bar.tsx'

/** The score with its change, and what it is made of. */
export function HealthCard({ health: { score, band, trend, components } }: { readonly health: Health }) {
  return (
    <>
      <p className="figure">
        <data value={score ?? ''}>{rounded(score)}</data>
        {band !== null && <span className={`chip ${band}`}>{inWords(band)}</span>}
        {trend !== null && (
          <span className="faint">
            {Number(trend) < 0 ? '▼' : '▲'} {rounded(Math.abs(Number(trend)))} in four weeks
          </span>
        )}
      </p>
      <ul className="rows">
        {components.map(({ component, score: part }) => (
          <li key={component}>
            <span>{inWords(component)}</span>
            <Bar share={Number(part ?? 0) / 100} />
            <data value={part ?? ''}>{rounded(part)}</data>
          </li>
        ))}
      </ul>
    </>
  )
}
