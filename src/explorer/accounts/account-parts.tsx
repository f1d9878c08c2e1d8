import {
  AccountBuyersDocument,
  AccountContractsDocument,
  AccountHealthDocument,
  AccountPeopleDocument,
  AccountRevenueDocument,
  AccountSeatsDocument,
  AccountSegmentDocument,
  AccountSignalsDocument,
  AccountUsersDocument,
  AccountWorkspacesDocument,
} from '../../generated/explorer/graphql.ts'
import { useDefinitions } from '../client/use-definitions.ts'
import { formatCount, formatNumber } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import { AccountPart } from './account-part.tsx'
import { AccountQuestions } from './parts/account-questions.tsx'
import { Buyers } from './parts/buyers.tsx'
import { ClosedSignals } from './parts/closed-signals.tsx'
import { Contracts } from './parts/contracts.tsx'
import { Facts } from './parts/facts.tsx'
import { Health } from './parts/health.tsx'
import { Revenue } from './parts/revenue.tsx'
import { SegmentHistory } from './parts/segment-history.tsx'
import { SignalList } from './parts/signal-list.tsx'
import { Users } from './parts/users.tsx'
import { Workspaces } from './parts/workspaces.tsx'

interface AccountPartsProps {
  readonly id: string
  /** The key of the account. */
  readonly account: string
}

/** What is known of an account. Each part is asked for by itself, so that the quick ones do not wait for the slow ones. */
export function AccountParts({ id, account }: AccountPartsProps) {
  const { definitions } = useDefinitions()
  return (
    <div className="parts">
      <AccountPart
        title="Health"
        document={AccountHealthDocument}
        id={id}
        partOf={(result) => result.account?.health}
      >
        {(health) => <Health health={health} />}
      </AccountPart>
      <AccountPart
        title="Segment"
        document={AccountSegmentDocument}
        id={id}
        partOf={(result) => result.account?.segment}
      >
        {({ segment, previousSegment, planState }) => (
          <>
            <Facts
              facts={[
                ['Segment', toWords(segment)],
                ['Before this month', previousSegment === null ? null : toWords(previousSegment)],
                ['Pays', toWords(planState)],
              ]}
            />
            {definitions !== undefined && <SegmentHistory account={account} definitions={definitions} />}
          </>
        )}
      </AccountPart>
      <AccountPart
        title="Recurring revenue"
        document={AccountRevenueDocument}
        id={id}
        partOf={(result) => result.account?.recurringRevenue}
      >
        {(revenue) => <Revenue revenue={revenue} />}
      </AccountPart>
      {definitions !== undefined && <AccountQuestions account={account} definitions={definitions} />}
      <AccountPart
        title="Seats"
        document={AccountSeatsDocument}
        id={id}
        partOf={(result) => result.account?.seats}
      >
        {(seats) => (
          <Facts
            facts={[
              ['Members', formatCount(seats.members)],
              ['Active seats', formatCount(seats.activeSeats)],
              ['Purchased seats', seats.purchasedSeats === null ? null : formatCount(seats.purchasedSeats)],
              ['Seat penetration', shareOf(seats.penetration)],
              ['Seat utilisation', shareOf(seats.utilisation)],
            ]}
          />
        )}
      </AccountPart>
      <AccountPart
        title="People"
        document={AccountPeopleDocument}
        id={id}
        partOf={(result) => result.account?.people}
      >
        {(people) => (
          <Facts
            facts={[
              ['Users', formatCount(people.users)],
              ['Active in 28 days', formatCount(people.activeUsers)],
              ['Champions', formatCount(people.champions)],
              ['Buyers', formatCount(people.buyers)],
              ['Buyers who are users', formatCount(people.buyersWhoAreUsers)],
              ['Buyers and users are', people.buyerClass],
            ]}
          />
        )}
      </AccountPart>
      <AccountPart
        title="Users"
        document={AccountUsersDocument}
        id={id}
        partOf={(result) => result.account?.users}
      >
        {(users) => <Users account={account} users={users} />}
      </AccountPart>
      <AccountPart
        title="Buyers"
        document={AccountBuyersDocument}
        id={id}
        partOf={(result) => result.account?.buyers}
      >
        {(buyers) => <Buyers buyers={buyers} />}
      </AccountPart>
      <AccountPart
        title="Limits, commitments and renewals"
        document={AccountContractsDocument}
        id={id}
        partOf={(result) => result.account?.contracts}
      >
        {(contracts) => <Contracts contracts={contracts} />}
      </AccountPart>
      <AccountPart
        title="Workspaces"
        document={AccountWorkspacesDocument}
        id={id}
        partOf={(result) => result.account?.workspaces}
      >
        {({ nodes }) => <Workspaces workspaces={nodes} />}
      </AccountPart>
      <AccountPart
        title="Open signals"
        document={AccountSignalsDocument}
        id={id}
        partOf={(result) => result.account?.signals}
      >
        {({ nodes }) => (
          <>
            <SignalList signals={nodes} />
            <ClosedSignals id={id} />
          </>
        )}
      </AccountPart>
    </div>
  )
}

function shareOf(share: string | null): string | null {
  return share === null ? null : formatNumber(share, { unit: 'RATIO', currency: null })
}
