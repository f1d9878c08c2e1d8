import { ViewPageDocument } from '../../generated/explorer/graphql.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'
import { Sentence } from '../parts/sentence.tsx'
import { toWords } from '../words/to-words.ts'
import { FactTable } from './fact-table.tsx'
import { Lineage } from './lineage.tsx'
import { SqlText } from './sql-text.tsx'
import { Title } from '../parts/title.tsx'

/** Everything about one view: what a row is, what it is computed from, and its SQL. */
export function ViewPage({ name }: { readonly name: string }) {
  const query = useServer(ViewPageDocument, { name })
  return (
    <div className="place">
      <p className="faint">
        <a href="#/catalogue">Catalogue</a> / Views
      </p>
      <Title text={name} />
      <Answered query={query} what="Reading the view">
        {({ catalog: { view } }) =>
          view === null ? (
            <p className="empty">There is no view {name}.</p>
          ) : (
            <>
              <p className="lead">
                <Sentence text={view.description} />
              </p>
              <FactTable
                facts={[
                  ['One row is', view.grain],
                  ['Key', view.key.join(', ') || 'none'],
                  ['Owner', view.owner],
                  ['Served', view.isStored ? 'as stored by the last refresh' : 'computed for each question'],
                  ['Used by', view.usedBy.join(', ') || 'not recorded'],
                  ...(view.metrics.length === 0
                    ? []
                    : [['Metrics', <MetricLinks key="metrics" metrics={view.metrics} />] as const]),
                ]}
              />
              <Lineage view={view.name} />
              <SqlText view={view} />
            </>
          )
        }
      </Answered>
    </div>
  )
}

function MetricLinks({ metrics }: { readonly metrics: readonly { readonly name: string }[] }) {
  return metrics.map(({ name }, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <a href={`#/catalogue/${name}`}>{toWords(name)}</a>
    </span>
  ))
}
