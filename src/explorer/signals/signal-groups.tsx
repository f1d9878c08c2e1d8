import { EvidenceText } from '../parts/evidence-text.tsx'
import { formatDay } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import type { FeedSignal } from './use-feed.ts'

export type Grouping = 'account' | 'owner' | 'signal'

interface SignalGroupsProps {
  readonly signals: readonly FeedSignal[]
  readonly grouping: Grouping
}

const severityOrder = ['HIGH', 'MEDIUM', 'LOW']
const severityWords = { HIGH: 'the same day', MEDIUM: 'this week', LOW: 'the next weeks' } as const

/** The feed in groups: those with the most urgent signals first. */
export function SignalGroups({ signals, grouping }: SignalGroupsProps) {
  if (signals.length === 0) return <p className="empty">Nothing is open. Look at a longer time.</p>
  const groups = [...Map.groupBy(signals.toReversed(), (signal) => groupOf(signal, grouping))]
  const urgency = (members: readonly FeedSignal[]) =>
    Math.min(...members.map(({ severity }) => severityOrder.indexOf(severity)))
  return (
    <div className="groups">
      {groups
        .toSorted(([, one], [, other]) => urgency(one) - urgency(other) || other.length - one.length)
        .map(([group, members]) => (
          <section key={group} className="card">
            <h2>
              {grouping === 'account' ? <a href={addressOf(members[0])}>{group}</a> : group}{' '}
              <span className="faint">{members.length}</span>
            </h2>
            {grouping === 'signal' && <p className="faint">{members[0]?.description}</p>}
            <ul className="signal-list">
              {members.map((signal) => (
                <li key={`${signal.signal} ${signal.subjectKey} ${signal.detectedAt}`}>
                  <FeedItem signal={signal} grouping={grouping} />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  )
}

function groupOf({ account, accountKey, signal }: FeedSignal, grouping: Grouping): string {
  if (grouping === 'signal') return toWords(signal)
  if (grouping === 'owner') return account?.ownerRepId ?? 'No owner'
  return account?.name ?? accountKey
}

function addressOf(signal: FeedSignal | undefined): string {
  return `#/accounts/${encodeURIComponent(signal?.accountKey ?? '')}`
}

function FeedItem({ signal, grouping }: { readonly signal: FeedSignal; readonly grouping: Grouping }) {
  const { severity, actBy, detectedAt, subject, subjectKey, accountKey, account } = signal
  return (
    <>
      <p>
        <span className={`badge ${severity.toLowerCase()}`}>{severityWords[severity]}</span>{' '}
        <strong>{toWords(signal.signal)}</strong>{' '}
        <span className="faint">
          {formatDay(detectedAt)} · for {actBy.toLowerCase()}
          {subject !== 'ACCOUNT' && ` · ${subject.toLowerCase()} ${subjectKey}`}
        </span>{' '}
        {grouping !== 'account' && <a href={addressOf(signal)}>{account?.name ?? accountKey}</a>}
      </p>
      {grouping !== 'signal' && (
        <details className="meaning">
          <summary>What it means</summary>
          <p>{signal.description}</p>
        </details>
      )}
      <EvidenceText evidence={signal.evidence} />
    </>
  )
}
