import { MetricPageDocument, type Metric } from '../../generated/explorer/graphql.ts'
import { toRejection } from '../client/rejection.ts'
import { useServer } from '../client/use-server.ts'
import { toAddress } from '../explore/question/address.ts'
import { emptyQuestion, toEnum } from '../explore/question/question.ts'
import { Answered } from '../parts/answered.tsx'
import { Rejected } from '../parts/rejected.tsx'
import { Sentence } from '../parts/sentence.tsx'
import { goTo } from '../place/hash-location.ts'
import { toWords } from '../words/to-words.ts'
import { Choices } from './choices.tsx'
import { Lineage } from './lineage.tsx'
import { MetricFacts, OptionList } from './metric-facts.tsx'
import { OverTime } from './over-time.tsx'
import { SqlText } from './sql-text.tsx'
import type { MetricDetails } from './metric-details.ts'
import { Title } from '../parts/title.tsx'

/** Everything about one metric. */
export function MetricPage({ name }: { readonly name: string }) {
  const query = useServer(MetricPageDocument, { name: toEnum<Metric>(name) })
  if (query.error !== null)
    return <UnknownMetric name={name} error={query.error} onRetry={() => void query.refetch()} />
  return (
    <div className="place">
      <Answered query={query} what="Reading the definition">
        {({ catalog }) => <Details metric={catalog.metric} />}
      </Answered>
    </div>
  )
}

interface UnknownMetricProps {
  readonly name: string
  readonly error: unknown
  readonly onRetry: () => void
}

/** That the metric cannot be shown, and those with similar names. */
function UnknownMetric({ name, error, onRetry }: UnknownMetricProps) {
  const rejection = toRejection(error)
  const choices = rejection.alternatives.map((other) => ({
    text: toWords(other),
    onChoose: () => goTo(`/catalogue/${other}`),
  }))
  return (
    <div className="place">
      <p className="faint">
        <a href="#/catalogue">Catalogue</a>
      </p>
      <Title text={toWords(name)} />
      <Rejected error={rejection} choices={choices} onRetry={onRetry} />
    </div>
  )
}

function Details({ metric }: { readonly metric: MetricDetails }) {
  const { name, view, deprecated, unavailableBecause } = metric
  return (
    <>
      <p className="faint">
        <a href="#/catalogue">Catalogue</a> / {toWords(metric.family)}
      </p>
      <Title text={toWords(name)} />
      <p className="lead">
        <Sentence text={metric.description} />
      </p>
      {deprecated !== null && (
        <p className="note">
          Replaced by{' '}
          <a href={`#/catalogue/${deprecated.use.toLowerCase()}`}>{toWords(deprecated.use.toLowerCase())}</a>.
        </p>
      )}
      {unavailableBecause.map((because) => (
        <p key={because} className="note">
          {because}
        </p>
      ))}
      <p>
        <a className="button" href={`#${toAddress({ ...emptyQuestion, metrics: [name] })}`}>
          Explore this metric
        </a>
      </p>
      <OverTime name={name} />
      <div className="columns">
        <MetricFacts metric={metric} />
        <OptionList metric={metric} />
      </div>
      <Choices metric={metric} />
      {view.edgeCases.length > 0 && (
        <section>
          <h2>When it surprises</h2>
          <ul>
            {view.edgeCases.map((sentence) => (
              <li key={sentence}>
                <Sentence text={sentence} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Lineage view={view.name} />
      <SqlText view={view}>
        <a href={`#/catalogue/views/${view.name}`}>{view.name}</a> ·{' '}
      </SqlText>
    </>
  )
}
