import {
  AccountContractsDocument,
  AccountHealthDocument,
  AccountPeopleDocument,
  AccountRevenueDocument,
  AccountSeatsDocument,
  AccountSegmentDocument,
  AccountSignalsDocument,
  AccountWorkspacesDocument,
} from '../../generated/explorer/graphql.ts'
import { formatCount, formatNumber } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import { AccountPart } from './account-part.tsx'
import { Contracts } from './contracts.tsx'
import { Facts } from './facts.tsx'
import { Health } from './health.tsx'
import { Revenue } from './revenue.tsx'
import { SignalList } from './signal-list.tsx'
import { Workspaces } from './workspaces.tsx'

/** What is known of an account. Each part is asked for by itself, so that the quick ones do not wait for the slow ones. */
export function AccountParts({ id }: { readonly id: string }) {
  return (
    <div className="parts">
      <AccountPart
        title="Health"
        document={AccountHealthDocument}
        id={id}
        partOf={({ account }) => account?.health}
      >
        {(health) => <Health health={health} />}
      </AccountPart>
      <AccountPart
        title="Segment"
        document={AccountSegmentDocument}
        id={id}
        partOf={({ account }) => account?.segment}
      >
        {({ segment, previousSegment, planState }) => (
          <Facts
            facts={[
              ['Segment', toWords(segment)],
              ['Before this month', previousSegment === null ? null : toWords(previousSegment)],
              ['Pays', toWords(planState)],
            ]}
          />
        )}
      </AccountPart>
      <AccountPart
        title="Recurring revenue"
        document={AccountRevenueDocument}
        id={id}
        partOf={({ account }) => account?.recurringRevenue}
      >
        {(revenue) => <Revenue revenue={revenue} />}
      </AccountPart>
      <AccountPart
        title="Seats"
        document={AccountSeatsDocument}
        id={id}
        partOf={({ account }) => account?.seats}
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
        partOf={({ account }) => account?.people}
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
        title="Limits, commitments and renewals"
        document={AccountContractsDocument}
        id={id}
        partOf={({ account }) => account?.contracts}
      >
        {(contracts) => <Contracts contracts={contracts} />}
      </AccountPart>
      <AccountPart
        title="Workspaces"
        document={AccountWorkspacesDocument}
        id={id}
        partOf={({ account }) => account?.workspaces}
      >
        {({ nodes }) => <Workspaces workspaces={nodes} />}
      </AccountPart>
      <AccountPart
        title="Signals"
        document={AccountSignalsDocument}
        id={id}
        partOf={({ account }) => account?.signals}
        isOnRequest
      >
        {({ nodes }) => <SignalList signals={nodes} />}
      </AccountPart>
    </div>
  )
}

function shareOf(share: string | null): string | null {
  return share === null ? null : formatNumber(share, { unit: 'RATIO', currency: null })
}
