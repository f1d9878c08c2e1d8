import type { Contracts } from '../account-document.ts'
import { day, money } from '../words.ts'

interface RenewalsCardProps {
  readonly contracts: Contracts
  readonly currency: string | null
}

/** The next renewals, and whether the account is at a limit. */
export function RenewalsCard({ contracts, currency }: RenewalsCardProps) {
  const { renewals, daysToRenewal, nextRenewalOn, limitsReached } = contracts
  return (
    <>
      {nextRenewalOn !== null && (
        <p className="figure small">
          {day(nextRenewalOn)}
          {daysToRenewal !== null && <span className="faint">in {daysToRenewal} days</span>}
        </p>
      )}
      {renewals.length === 0 && <p className="faint">No renewal is near.</p>}
      <ul className="rows wide">
        {renewals.map(({ contractId, renewalOn, arr, hasOpenExpansion }) => (
          <li key={contractId}>
            <span>
              {contractId}
              <span className="faint block">{day(renewalOn)}</span>
            </span>
            {hasOpenExpansion && <span className="chip">Expansion open</span>}
            <span>{money(arr, currency)} a year</span>
          </li>
        ))}
      </ul>
      {Number(limitsReached) > 0 && <p className="chip low">{limitsReached} at a limit</p>}
    </>
  )
}
