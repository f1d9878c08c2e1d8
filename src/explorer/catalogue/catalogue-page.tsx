import { useState } from 'react'
import { LineageDocument, type LineageQuery } from '../../generated/explorer/graphql.ts'
import { useServer } from '../client/use-server.ts'
import { useDefinitions, type Definitions } from '../client/use-definitions.ts'
import { Choose } from '../parts/choose.tsx'
import { Rejected } from '../parts/rejected.tsx'
import { Sentence } from '../parts/sentence.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { textOf } from '../words/text-of.ts'
import { toWords } from '../words/to-words.ts'
import { visibleViews } from './visible-views.ts'

type Subject = 'metrics' | 'dimensions' | 'parameters' | 'views'

/** Everything that is defined, to search and to browse. */
export function CataloguePage() {
  const { definitions, error } = useDefinitions()
  return (
    <div className="place">
      <h1>Catalogue</h1>
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

interface Entry {
  readonly name: string
  readonly group: string
  readonly description: string
  readonly href: string | null
  /** Why it has no numbers now. */
  readonly because: string | null
}

function Catalogue({ definitions }: { readonly definitions: Definitions }) {
  const [subject, setSubject] = useState<Subject>('metrics')
  const [text, setText] = useState('')
  const views = useServer(LineageDocument, {}, { enabled: subject === 'views' })
  const words = text.toLowerCase().split(/\s+/)
  const entries =
    subject === 'views'
      ? viewEntries(visibleViews(views.data?.catalog.views ?? [], definitions))
      : entriesOf(definitions, subject)
  const found = entries.filter(({ name, group, description }) => {
    const searched = `${name} ${toWords(name)} ${group} ${description}`.toLowerCase()
    return words.every((word) => searched.includes(word))
  })
  const groups = [...Map.groupBy(found, ({ group }) => group)]
  return (
    <>
      <div className="filters" role="search">
        <label className="field grows">
          <span>Search</span>
          <input
            className="input"
            type="search"
            value={text}
            onChange={({ target }) => setText(target.value)}
            placeholder="retention, payback, seats …"
          />
        </label>
        <Choose
          label="Show"
          value={subject}
          choices={[
            { value: 'metrics', text: 'metrics' },
            { value: 'dimensions', text: 'dimensions' },
            { value: 'parameters', text: 'parameters' },
            { value: 'views', text: 'views' },
          ]}
          onChoose={setSubject}
        />
      </div>
      {views.isFetching && <Waiting what="Reading the views" />}
      <p className="faint" role="status">
        {found.length} {subject}
      </p>
      {groups.map(([group, entries]) => (
        <section key={group} className="entries">
          <h2>{toWords(group)}</h2>
          <ul>
            {entries.map(({ name, description, href, because }) => (
              <li key={name}>
                <h3>{href === null ? titleOf(name) : <a href={href}>{titleOf(name)}</a>}</h3>
                <p>
                  <Sentence text={description} />
                </p>
                {because !== null && <p className="note">{because}</p>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function viewEntries(views: LineageQuery['catalog']['views']): readonly Entry[] {
  return views.map(({ name, layer, description }) => ({
    name,
    group: layer.toLowerCase(),
    description,
    href: `#/catalogue/views/${name}`,
    because: null,
  }))
}

function entriesOf(
  { metrics, dimensions, parameters }: Definitions,
  subject: Exclude<Subject, 'views'>,
): readonly Entry[] {
  switch (subject) {
    case 'metrics':
      return [...metrics.values()].map(({ name, family, description, unavailableBecause }) => ({
        name,
        group: family,
        description,
        href: `#/catalogue/${name}`,
        because: unavailableBecause[0] ?? null,
      }))
    case 'dimensions':
      return [...dimensions.values()].map(({ name, description, values }) => ({
        name,
        group: 'dimensions',
        description: values === null ? description : `${description} Values: ${values.join(', ')}.`,
        href: null,
        because: null,
      }))
    case 'parameters':
      return [...parameters.values()].map(({ name, description, canonical }) => ({
        name,
        group: 'parameters',
        description: `${description} Canonical: ${textOf(canonical)}.`,
        href: null,
        because: null,
      }))
  }
}

/** Views have the names of SQL. */
function titleOf(name: string): string {
  return name.includes('.') ? name : toWords(name)
}
