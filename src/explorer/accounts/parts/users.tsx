import { AccountChampionsDocument, type AccountUsersQuery } from '../../../generated/explorer/graphql.ts'
import { useServer } from '../../client/use-server.ts'
import { formatDay, noValue } from '../../words/format-value.ts'
import { countOf } from '../../words/count-of.ts'

interface UsersProps {
  readonly account: string
  readonly users: NonNullable<NonNullable<AccountUsersQuery['account']>['users']>
}

/** The users of an account. Its champions are marked, where the reader may see signals. */
export function Users({ account, users: { nodes, totalCount } }: UsersProps) {
  const { data } = useServer(AccountChampionsDocument, { id: account })
  const champions = new Set(data?.signals?.nodes.map(({ subjectKey }) => subjectKey))
  if (nodes.length === 0) return <p className="faint">It has no users.</p>
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Users">
      <table className="table compact">
        <thead>
          <tr>
            <th scope="col">User</th>
            <th scope="col">Job title</th>
            <th scope="col">Signed up</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map(({ key, name, email, jobTitle, createdAt }) => (
            <tr key={key}>
              <th scope="row">
                {name ?? email ?? key} {champions.has(key) && <span className="badge">champion</span>}
              </th>
              <td>{jobTitle ?? noValue}</td>
              <td>{createdAt === null ? noValue : formatDay(createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {Number(totalCount) > nodes.length && (
        <p className="faint">
          The first {nodes.length} of {countOf(totalCount, 'user')}.
        </p>
      )}
    </div>
  )
}
