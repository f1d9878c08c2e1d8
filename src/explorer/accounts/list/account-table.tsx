import type { AccountListQuery, AccountOrderField } from '../../../generated/explorer/graphql.ts'
import { countOf } from '../../words/count-of.ts'
import { formatCount, formatDay, noValue } from '../../words/format-value.ts'
import type { AccountsView } from './accounts-address.ts'
import { useStates } from './use-states.ts'

interface AccountTableProps {
  readonly accounts: NonNullable<AccountListQuery['accounts']>
  readonly view: AccountsView
  readonly onChange: (part: Partial<AccountsView>) => void
}

/** A column of the list, and what the list is sorted by for it; null where it cannot be. */
interface Column {
  readonly title: string
  readonly order: AccountOrderField | null
  readonly isNumber: boolean
}

const columns = [
  { title: 'Name', order: 'NAME', isNumber: false },
  { title: 'Industry', order: null, isNumber: false },
  { title: 'Country', order: null, isNumber: false },
  { title: 'ICP segment', order: null, isNumber: false },
  { title: 'Employees', order: 'EMPLOYEE_COUNT', isNumber: true },
  { title: 'Owner', order: null, isNumber: false },
  { title: 'Signed up', order: 'CREATED_AT', isNumber: false },
] as const satisfies readonly Column[]

/** A page of the list. States of the accounts come later than their names. */
export function AccountTable({
  accounts: { nodes, totalCount, pageInfo },
  view,
  onChange,
}: AccountTableProps) {
  const states = useStates(nodes.map(({ key }) => key))
  return (
    <>
      <p className="faint" role="status">
        {countOf(totalCount, 'account')}
      </p>
      <div className="table-frame tall" tabIndex={0} role="region" aria-label="Accounts">
        <table className="table accounts">
          <thead>
            <tr>
              <Heading column={columns[0]} view={view} onChange={onChange} />
              {states.map((state) => (
                <Heading key={state.title} column={state} view={view} onChange={onChange} />
              ))}
              {columns.slice(1).map((column) => (
                <Heading key={column.title} column={column} view={view} onChange={onChange} />
              ))}
            </tr>
          </thead>
          <tbody>
            {nodes.map((account) => (
              <tr key={account.key}>
                <th scope="row">
                  <a href={`#/accounts/${encodeURIComponent(account.key)}`}>{account.name ?? account.key}</a>
                </th>
                {states.map(({ title, isNumber, cells }) => (
                  <td
                    key={title}
                    className={isNumber ? 'state number' : 'state words'}
                    title={cells?.get(account.key)}
                  >
                    {cells === undefined ? '…' : cells.get(account.key) || noValue}
                  </td>
                ))}
                <td>{account.industry ?? noValue}</td>
                <td>{account.country ?? noValue}</td>
                <td>{account.icpSegment ?? noValue}</td>
                <td className="number">
                  {account.employeeCount === null ? noValue : formatCount(account.employeeCount)}
                </td>
                <td>{account.ownerRepId ?? noValue}</td>
                <td>{account.createdAt === null ? noValue : formatDay(account.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="pages">
        {view.after !== null && (
          <button type="button" className="button" onClick={() => onChange({ after: null })}>
            First page
          </button>
        )}
        {pageInfo.hasNextPage && (
          <button type="button" className="button" onClick={() => onChange({ after: pageInfo.endCursor })}>
            Next page
          </button>
        )}
      </div>
    </>
  )
}

interface HeadingProps extends Pick<AccountTableProps, 'view' | 'onChange'> {
  readonly column: Column
}

/** Orders whose newest come first. */
const byTime: ReadonlySet<AccountOrderField | null> = new Set(['CREATED_AT', 'LATEST_SIGNAL'])

/** The heading of a column; a click sorts by it: the largest numbers, the newest, or the first names come first. */
function Heading({ column: { title, order, isNumber }, view, onChange }: HeadingProps) {
  const isSorted = view.order === order
  return (
    <th
      scope="col"
      className={isNumber ? 'number' : undefined}
      aria-sort={isSorted ? (view.isDescending ? 'descending' : 'ascending') : 'none'}
    >
      {order === null ? (
        title
      ) : (
        <button
          type="button"
          onClick={() =>
            onChange({ order, isDescending: isSorted ? !view.isDescending : isNumber || byTime.has(order) })
          }
        >
          {title}
        </button>
      )}
    </th>
  )
}
