import { ViewPageDocument } from '../../generated/explorer/graphql.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'
import { CopiedText } from '../parts/copied-text.tsx'
import { Sentence } from '../parts/sentence.tsx'
import { toWords } from '../words/to-words.ts'
import { Lineage } from './lineage.tsx'

/** Everything about one view: what a row is, what it is computed from, and its SQL. */
export function ViewPage({ name }: { readonly name: string }) {
  const query = useServer(ViewPageDocument, { name })
  return (
    <div className="place">
      <p className="faint">
        <a href="#/catalogue">Catalogue</a> / Views
      </p>
      <h1>{name}</h1>
      <Answered query={query} what="Reading the view">
        {({ catalog: { view } }) =>
          view === null ? (
            <p className="empty">There is no view {name}.</p>
          ) : (
            <>
              <p className="lead">
                <Sentence text={view.description} />
              </p>
              <dl className="facts">
                <dt>One row is</dt>
                <dd>{view.grain}</dd>
                <dt>Key</dt>
                <dd>{view.key.join(', ') || 'none'}</dd>
                <dt>Owner</dt>
                <dd>{view.owner}</dd>
                <dt>Served</dt>
                <dd>{view.isStored ? 'as stored by the last refresh' : 'computed for each question'}</dd>
                <dt>Used by</dt>
                <dd>{view.usedBy.join(', ') || 'not recorded'}</dd>
                {view.metrics.length > 0 && (
                  <>
                    <dt>Metrics</dt>
                    <dd>
                      {view.metrics.map((metric, index) => (
                        <span key={metric.name}>
                          {index > 0 && ', '}
                          <a href={`#/catalogue/${metric.name}`}>{toWords(metric.name)}</a>
                        </span>
                      ))}
                    </dd>
                  </>
                )}
              </dl>
              <Lineage view={view.name} />
              <section>
                <h2>SQL</h2>
                <p className="faint">{view.file}</p>
                <CopiedText text={view.sql} label={`SQL of ${view.name}`} />
              </section>
            </>
          )
        }
      </Answered>
    </div>
  )
}
