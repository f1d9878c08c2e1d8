import type { Account, People } from '../account-document.ts'
import { inWords, rounded } from '../words.ts'

interface PeopleCardProps {
  readonly people: People
  readonly users: Account['users']
  /** Why the users are missing. */
  readonly reason: string | undefined
}

/** How many people there are, and some of them. Names are masked for roles that may not see personal data. */
export function PeopleCard({ people, users, reason }: PeopleCardProps) {
  const numbers = [
    ['Users', people.users],
    ['Active', people.activeUsers],
    ['Champions', people.champions],
    ['Payers', people.buyers],
  ] as const
  return (
    <>
      <dl className="numbers">
        {numbers.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{rounded(count)}</dd>
          </div>
        ))}
      </dl>
      {people.buyerClass !== null && (
        <p className="faint">Payers and users: {inWords(people.buyerClass).toLowerCase()}.</p>
      )}
      {users === null ? (
        <p className="faint">{reason}</p>
      ) : (
        <ul className="people">
          {users.nodes.map(({ key, name, jobTitle }) => (
            <li key={key}>
              {name ?? key} <span className="faint">{jobTitle}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
