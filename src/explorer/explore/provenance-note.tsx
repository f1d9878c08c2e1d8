import type { Answer } from '../charts/answer.ts'
import { Sentence } from '../parts/sentence.tsx'
import { formatCount, formatMoment, formatNumber } from '../words/format-value.ts'
import { textOf } from '../words/text-of.ts'
import { toWords } from '../words/to-words.ts'

interface ProvenanceNoteProps {
  readonly provenance: Answer['provenance']
}

const servedFrom: Readonly<Record<Answer['provenance']['servedFrom'], string>> = {
  BASE: 'computed for this question',
  STORED: 'stored views',
  ROLLUP: 'stored aggregates',
}

/** Where the numbers come from, and what is not the canonical definition. */
export function ProvenanceNote({ provenance }: ProvenanceNoteProps) {
  const { metrics, asOf, timeZone, notes } = provenance
  return (
    <aside className="provenance" aria-label="Where the numbers come from">
      <h3>Definition</h3>
      {metrics.map((metric) => {
        const { column, version, definitionHash, description, deviations, immatureCount, immatureShare } =
          metric
        return (
          <div key={column} className="provenance-metric">
            <p>
              <a href={`#/catalogue/${metric.metric.toLowerCase()}`}>{toWords(column)}</a>{' '}
              <span className="faint">
                v{version} {definitionHash}
              </span>
            </p>
            <p>
              <Sentence text={description} />
            </p>
            {deviations.map(({ option, canonical, used }) => (
              <p key={option} className="deviation">
                Deviates: {toWords(option)} is {textOf(used)}, canonical is {textOf(canonical)}.
              </p>
            ))}
            {immatureCount !== null && Number(immatureCount) > 0 && (
              <p>
                Not complete yet: {formatCount(immatureCount)}
                {immatureShare !== null &&
                  ` (${formatNumber(immatureShare, { unit: 'RATIO', currency: null })})`}
              </p>
            )}
          </div>
        )
      })}
      <dl className="facts">
        <dt>As of</dt>
        <dd>{formatMoment(asOf)}</dd>
        <dt>Days and months in</dt>
        <dd>{timeZone}</dd>
        <dt>Served from</dt>
        <dd>{servedFrom[provenance.servedFrom]}</dd>
      </dl>
      {notes.map((note) => (
        <p key={note} className="note">
          <Sentence text={note} />
        </p>
      ))}
    </aside>
  )
}
