import { Sentence } from '../../parts/sentence.tsx'
import { toWords } from '../../words/to-words.ts'
import type { Entry } from './entries.ts'

/** With more entries than this, the groups are closed at first: the reader searches, or opens one. */
const maxOpen = 60

/** Entries under the headings of their groups. */
export function EntryList({ entries }: { readonly entries: readonly Entry[] }) {
  const groups = [...Map.groupBy(entries, ({ group }) => group)]
  const isOpen = entries.length <= maxOpen || groups.length === 1
  return groups.map(([group, members]) => (
    <details key={`${group} ${String(isOpen)}`} className="entries" open={isOpen}>
      <summary>
        <h2>{toWords(group)}</h2> <span className="faint">{members.length}</span>
      </summary>
      <ul>
        {members.map(({ name, description, href, because }) => (
          <li key={name}>
            <h3>{href === null ? titleOf(name) : <a href={href}>{titleOf(name)}</a>}</h3>
            <p>
              <Sentence text={description} />
            </p>
            {because !== null && <p className="note">{because}</p>}
          </li>
        ))}
      </ul>
    </details>
  ))
}

/** Views have the names of SQL. */
function titleOf(name: string): string {
  return name.includes('.') ? name : toWords(name)
}
