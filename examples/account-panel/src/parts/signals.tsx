import type { Signal } from '../account-document.ts'
import { day, inWords } from '../words.ts'

/** The open signals, and which team acts on each. */
export function SignalsCard({ signals }: { readonly signals: readonly Signal[] }) {
  if (signals.length === 0) return <p className="faint">None.</p>
  return (
    <ul className="signals">
      {signals.map(({ signal, severity, actBy, detectedAt, description, subjectKey }) => (
        <li key={`${signal} ${subjectKey} ${detectedAt}`} title={description}>
          <span className={`dot ${severity.toLowerCase()}`} aria-hidden="true" />
          <span>
            {inWords(signal)}
            <span className="faint block">
              {inWords(severity)} · {actBy.toLowerCase()} · {day(detectedAt)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
