import type { AccountSignalsQuery } from '../../../generated/explorer/graphql.ts'
import { EvidenceText } from '../../parts/evidence-text.tsx'
import { formatDay } from '../../words/format-value.ts'
import { toWords } from '../../words/to-words.ts'

interface SignalListProps {
  readonly signals: NonNullable<NonNullable<AccountSignalsQuery['account']>['signals']>['nodes']
}

/** The signals of an account, the newest first. */
export function SignalList({ signals }: SignalListProps) {
  if (signals.length === 0) return <p className="faint">There are none.</p>
  return (
    <ul className="signal-list">
      {signals.toReversed().map((signal) => (
        <li key={`${signal.signal} ${signal.subjectKey} ${signal.detectedAt}`}>
          <strong>{toWords(signal.signal)}</strong>{' '}
          <span className="faint">
            {formatDay(signal.detectedAt)}
            {signal.closedAt === null ? ' · open' : ` to ${formatDay(signal.closedAt)}`}
          </span>
          <EvidenceText evidence={signal.evidence} />
        </li>
      ))}
    </ul>
  )
}
