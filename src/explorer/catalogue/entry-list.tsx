import { Sentence } from '../parts/sentence.tsx'
import { toWords } from '../words/to-words.ts'
import type { Entry } from './entries.ts'

/** Entries under the headings of their groups. */
export function EntryList({ entries }: { readonly entries: readonly Entry[] }) {
  const groups = [...Map.groupBy(entries, ({ group }) => group)]
  return groups.map(([group, members]) => (
    <section key={group} className="entries">
      <h2>{toWords(group)}</h2>
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
    </section>
  ))
}

/** Views have the names of SQL. */
function titleOf(name: string): string {
  return name.includes('.') ? name : toWords(name)
}
