import type { AccountContractsQuery } from '../../../generated/explorer/graphql.ts'
import { useMoney } from '../../explore/question/use-money.ts'
import { formatCount, formatDay, formatNumber, noValue } from '../../words/format-value.ts'
import { toWords } from '../../words/to-words.ts'

interface ContractsProps {
  readonly contracts: NonNullable<NonNullable<AccountContractsQuery['account']>['contracts']>
}

/** What limits an account, what it has committed to, and what is due for renewal. */
export function Contracts({ contracts: { limits, consumption, renewals } }: ContractsProps) {
  const money = useMoney()
  return (
    <>
      {limits.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Limits">
          <table className="table compact">
            <thead>
              <tr>
                <th scope="col">Limit</th>
                <th scope="col">State</th>
                <th scope="col" className="number">
                  Used
                </th>
                <th scope="col" className="number">
                  Of
                </th>
                <th scope="col">Reached on</th>
              </tr>
            </thead>
            <tbody>
              {limits.map((limit) => (
                <tr key={`${limit.workspaceId} ${limit.meter}`}>
                  <th scope="row">
                    {toWords(limit.meter)} <span className="faint">{limit.workspaceId}</span>
                  </th>
                  <td>{toWords(limit.state)}</td>
                  <td className="number">{formatCount(limit.used)}</td>
                  <td className="number">{formatCount(limit.limit)}</td>
                  <td>{limit.projectedReachOn === null ? noValue : formatDay(limit.projectedReachOn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {consumption.map((one) => (
        <p key={one.meter}>
          {toWords(one.meter)}: {formatCount(one.consumed)} of {formatCount(one.committed)} consumed
          {one.state === null ? '' : `, ${one.state} the even pace`}
          {one.endsOn === null ? '' : `, until ${formatDay(one.endsOn)}`}.
        </p>
      ))}
      {renewals.map((renewal) => (
        <p key={renewal.contractId}>
          Contract {renewal.contractId} ends on {formatDay(renewal.renewalOn)}
          {renewal.arr === null ? '' : `, ${formatNumber(renewal.arr, money)} a year`}
          {renewal.hasOpenExpansion ? ', with an open expansion' : ''}.
        </p>
      ))}
    </>
  )
}
