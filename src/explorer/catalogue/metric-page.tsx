import { MetricPageDocument, type Metric } from '../../generated/explorer/graphql.ts'
import { useDefinitions } from '../client/use-definitions.ts'
import { useServer } from '../client/use-server.ts'
import { toAddress } from '../explore/question/address.ts'
import { emptyQuestion, toEnum } from '../explore/question/question.ts'
import { Answered } from '../parts/answered.tsx'
import { Sentence } from '../parts/sentence.tsx'
import { formatMoment } from '../words/format-value.ts'
import { textOf } from '../words/text-of.ts'
import { toWords } from '../words/to-words.ts'
import { Choices } from './choices.tsx'
import { FactTable } from './fact-table.tsx'
import { Lineage } from './lineage.tsx'
import { OverTime } from './over-time.tsx'
import { SqlText } from './sql-text.tsx'
import type { MetricDetails } from './metric-details.ts'
import { Title } from '../parts/title.tsx'

/** Everything about one metric. */
export function MetricPage({ name }: { readonly name: string }) {
  const query = useServer(MetricPageDocument, { name: toEnum<Metric>(name) })
  return (
    <div className="place">
      <Answered query={query} what="Reading the definition">
        {({ catalog }) => <Details metric={catalog.metric} />}
      </Answered>
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
        <Facts metric={metric} />
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

function Facts({ metric }: { readonly metric: MetricDetails }) {
  const { definitions } = useDefinitions()
  const dataAsOf = definitions?.dataAsOf ?? null
  const { view } = metric
  const facts: readonly (readonly [string, string])[] = [
    ['Name', metric.name],
    ['Kind', metric.kind.toLowerCase().replaceAll('_', ' ')],
    ['Unit', metric.unit.toLowerCase()],
    ...(metric.explainedBy === null ? [] : [['Formula', metric.explainedBy] as const]),
    ['Version', String(metric.version)],
    ['Hash', metric.definitionHash],
    ['Owner', view.owner],
    ['One row is', view.grain],
    ['Needs', metric.requires.map((table) => table.replaceAll('|', ' or ')).join(', ') || 'no table'],
    ['Data to', dataAsOf === null ? 'no data yet' : formatMoment(dataAsOf)],
    ['Used by', view.usedBy.join(', ') || 'not recorded'],
    ['By', metric.dimensions.map((dimension) => dimension.name).join(', ')],
  ]
  return (
    <section>
      <h2>Facts</h2>
      <FactTable facts={facts} />
    </section>
  )
}

function OptionList({ metric: { options } }: { readonly metric: MetricDetails }) {
  if (options.length === 0) return null
  return (
    <section>
      <h2>Options</h2>
      {options.map(({ name, description, canonical, values, unit }) => (
        <details key={name} className="option">
          <summary>
            {toWords(name)}{' '}
            <span className="faint">
              canonical: {textOf(canonical)}
              {unit === null ? '' : ` ${unit}`}
            </span>
          </summary>
          <p>
            <Sentence text={description} />
            {values === null ? '' : ` Values: ${values.join(', ')}.`}
          </p>
        </details>
      ))}
    </section>
  )
}
