import type { SignalActor, SignalSeverity } from '../../generated/explorer/graphql.ts'
import { useDefinitions } from '../client/use-definitions.ts'
import { toRejection } from '../client/rejection.ts'
import { chosen, Choose, type Choice } from '../parts/choose.tsx'
import { Rejected } from '../parts/rejected.tsx'
import { Title } from '../parts/title.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useParameters } from '../place/hash-location.ts'
import { countOf } from '../words/count-of.ts'
import { daysBefore } from '../words/days-before.ts'
import { formatMoment } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import { SignalGroups, type Grouping } from './signal-groups.tsx'
import { useFeed, type Feed } from './use-feed.ts'

const spans = [
  { value: '7', text: 'the last 7 days' },
  { value: '28', text: 'the last 28 days' },
  { value: '90', text: 'the last 90 days' },
] as const
const severities: readonly Choice<SignalSeverity | ''>[] = [
  { value: '', text: 'any time' },
  { value: 'HIGH', text: 'the same day' },
  { value: 'MEDIUM', text: 'this week' },
  { value: 'LOW', text: 'the next weeks' },
]
const teams: readonly Choice<SignalActor | ''>[] = [
  { value: '', text: 'all teams' },
  { value: 'SALES', text: 'sales' },
  { value: 'SUCCESS', text: 'customer success' },
  { value: 'PRODUCT', text: 'product' },
]
const groupings: readonly Choice<Grouping>[] = [
  { value: 'account', text: 'account' },
  { value: 'owner', text: 'owner' },
  { value: 'signal', text: 'signal' },
]

/** What is worth acting on now, with its evidence. The address holds what is chosen. */
export function SignalsPage() {
  const { definitions, error } = useDefinitions()
  const [given, change] = useParameters()
  const span = chosen(spans, given.get('days')) ?? '28'
  const severity = chosen(severities, given.get('severity')) ?? ''
  const actBy = chosen(teams, given.get('for')) ?? ''
  const grouping = chosen(groupings, given.get('by')) ?? 'account'
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
      <Title text="Signals" />
      <p className="lead">
        What is worth acting on: open signals, the most urgent first, with the numbers behind them.
      </p>
      <div className="filters">
        <Choose
          label="Detected in"
          value={span}
          choices={spans}
          onChoose={(value) => change('days', value)}
        />
        <Choose
          label="How soon"
          value={severity}
          choices={severities}
          onChoose={(value) => change('severity', value)}
        />
        <Choose label="For" value={actBy} choices={teams} onChoose={(value) => change('for', value)} />
        <Choose
          label="Group by"
          value={grouping}
          choices={groupings}
          onChoose={(value) => change('by', value)}
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
        {countOf(signals.length, 'open signal')}
        {asOf !== null && ` · as of ${formatMoment(asOf)}`}
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
