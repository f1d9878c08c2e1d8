import type { AccountBuyersQuery } from '../../../generated/explorer/graphql.ts'
import { countOf } from '../../words/count-of.ts'
import { noValue } from '../../words/format-value.ts'

interface BuyersProps {
  readonly buyers: NonNullable<NonNullable<AccountBuyersQuery['account']>['buyers']>
}

/** The payers of an account. */
export function Buyers({ buyers: { nodes, totalCount } }: BuyersProps) {
  if (nodes.length === 0) return <p className="faint">It has no payers.</p>
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Buyers">
      <table className="table compact">
        <thead>
          <tr>
            <th scope="col">Payer</th>
            <th scope="col">Pays for</th>
            <th scope="col">Uses the product</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map(({ key, payerEmail, isUser, workspace }) => (
            <tr key={key}>
              <th scope="row">{payerEmail ?? key}</th>
              <td>{workspace === null ? noValue : (workspace.name ?? workspace.key)}</td>
              <td>{isUser ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {Number(totalCount) > nodes.length && (
        <p className="faint">
          The first {nodes.length} of {countOf(totalCount, 'payer')}.
        </p>
      )}
    </div>
  )
}
