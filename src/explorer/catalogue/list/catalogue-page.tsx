import { LineageDocument } from '../../../generated/explorer/graphql.ts'
import { useServer } from '../../client/use-server.ts'
import { useDefinitions, type Definitions } from '../../client/use-definitions.ts'
import { chosen, Choose } from '../../parts/choose.tsx'
import { Rejected } from '../../parts/rejected.tsx'
import { Title } from '../../parts/title.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useParameters } from '../../place/hash-location.ts'
import { countOf } from '../../words/count-of.ts'
import { entriesOf, entriesWith, viewEntries } from './entries.ts'
import { EntryList } from './entry-list.tsx'
import { visibleViews } from './visible-views.ts'

/** Everything that is defined, to search and to browse. */
export function CataloguePage() {
  const { definitions, error } = useDefinitions()
  return (
    <div className="place">
      <Title text="Catalogue" />
      <p className="lead">
        Each number has one definition. Find it, read it, and see what it is computed from.
      </p>
      {definitions !== undefined ? (
        <Catalogue definitions={definitions} />
      ) : error !== null ? (
        <Rejected error={error} />
      ) : (
        <Waiting what="Reading the definitions" />
      )}
    </div>
  )
}

const subjects = [
  { value: 'metrics', text: 'metrics' },
  { value: 'dimensions', text: 'dimensions' },
  { value: 'parameters', text: 'parameters' },
  { value: 'views', text: 'views' },
] as const

/** The address holds the search: the way back from a definition leads to what was found. */
function Catalogue({ definitions }: { readonly definitions: Definitions }) {
  const [given, change] = useParameters()
  const subject = chosen(subjects, given.get('show')) ?? 'metrics'
  const text = given.get('search') ?? ''
  const views = useServer(LineageDocument, {}, { enabled: subject === 'views' })
  const entries =
    subject === 'views'
      ? viewEntries(visibleViews(views.data?.catalog.views ?? [], definitions))
      : entriesOf(definitions, subject)
  const found = entriesWith(entries, text)
  return (
    <>
      <div className="filters" role="search">
        <label className="field grows">
          <span>Search</span>
          <input
            className="input"
            type="search"
            value={text}
            onChange={({ target }) => change('search', target.value)}
            placeholder="retention, payback, seats …"
          />
        </label>
        <Choose label="Show" value={subject} choices={subjects} onChoose={(value) => change('show', value)} />
      </div>
      {views.isFetching && <Waiting what="Reading the views" />}
      <p className="faint" role="status">
        {countOf(found.length, subject.slice(0, -1))}
      </p>
      <EntryList entries={found} />
    </>
  )
}
