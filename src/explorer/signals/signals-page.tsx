import { useState } from 'react'
import type { SignalActor, SignalSeverity } from '../../generated/explorer/graphql.ts'
import { useDefinitions } from '../client/use-definitions.ts'
import { toRejection } from '../client/rejection.ts'
import { Choose } from '../parts/choose.tsx'
import { Rejected } from '../parts/rejected.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { formatMoment } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import { SignalGroups, type Grouping } from './signal-groups.tsx'
import { useFeed, type Feed } from './use-feed.ts'
import { daysBefore } from './days-before.ts'

const spans = ['7', '28', '90'] as const

/** What is worth acting on now, with its evidence. */
export function SignalsPage() {
  const { definitions, error } = useDefinitions()
  const [span, setSpan] = useState<(typeof spans)[number]>('28')
  const [severity, setSeverity] = useState<SignalSeverity | ''>('')
  const [actBy, setActBy] = useState<SignalActor | ''>('')
  const [grouping, setGrouping] = useState<Grouping>('account')
  const dataAsOf = definitions?.dataAsOf ?? null
  const feed = useFeed(
    {
      since: dataAsOf === null ? null : daysBefore(dataAsOf, Number(span)),
      severities: severity === '' ? null : [severity],
      actBy: actBy === '' ? null : [actBy],
    },
    definitions !== undefined,
  )
  return (
    <div className="place">
      <h1>Signals</h1>
      <p className="lead">
        What is worth acting on: open signals, the newest first, with the numbers behind them.
      </p>
      <div className="filters">
        <Choose
          label="Detected in"
          value={span}
          choices={spans.map((days) => ({ value: days, text: `the last ${days} days` }))}
          onChoose={setSpan}
        />
        <Choose
          label="How soon"
          value={severity}
          choices={[
            { value: '', text: 'any time' },
            { value: 'HIGH', text: 'the same day' },
            { value: 'MEDIUM', text: 'this week' },
            { value: 'LOW', text: 'the next weeks' },
          ]}
          onChoose={setSeverity}
        />
        <Choose
          label="For"
          value={actBy}
          choices={[
            { value: '', text: 'all teams' },
            { value: 'SALES', text: 'sales' },
            { value: 'SUCCESS', text: 'customer success' },
            { value: 'PRODUCT', text: 'product' },
          ]}
          onChoose={setActBy}
        />
        <Choose
          label="Group by"
          value={grouping}
          choices={[
            { value: 'account', text: 'account' },
            { value: 'owner', text: 'owner' },
            { value: 'signal', text: 'signal' },
          ]}
          onChoose={setGrouping}
        />
      </div>
      <FeedView feed={{ ...feed, error: feed.error ?? error }} grouping={grouping} />
    </div>
  )
}

function FeedView({ feed, grouping }: { readonly feed: Feed; readonly grouping: Grouping }) {
  const { signals, unavailable, failed, asOf, count, done, isDone, skip } = feed
  // a role is granted all kinds or none
  const refused = failed.find(({ error }) => toRejection(error).code === 'FORBIDDEN')
  const error = refused?.error ?? feed.error
  if (error !== null) return <Rejected error={error} />
  return (
    <>
      {!isDone && (
        <Waiting
          key={done}
          what={`Detecting signals: ${done} of ${count} kinds`}
          onCancel={skip}
          cancel="Skip this kind"
        />
      )}
      <p className="faint" role="status">
        {signals.length} open signals{asOf !== null && ` · as of ${formatMoment(asOf)}`}
      </p>
      {(isDone || signals.length > 0) && <SignalGroups signals={signals} grouping={grouping} />}
      {failed.map(({ signal, error, retry }) => (
        <section key={signal} aria-label={toWords(signal)}>
          <h2>{toWords(signal)}</h2>
          <Rejected error={error} onRetry={retry} />
        </section>
      ))}
      {unavailable.map(({ signal, reason }) => (
        <p key={signal} className="note">
          {toWords(signal)} cannot be detected: {reason}
        </p>
      ))}
    </>
  )
}
