import { Card } from './parts/card.tsx'
import { HealthCard } from './parts/health.tsx'
import { PeopleCard } from './parts/people.tsx'
import { RenewalsCard } from './parts/renewals.tsx'
import { RevenueCard } from './parts/revenue.tsx'
import { SeatsCard } from './parts/seats.tsx'
import { SignalsCard } from './parts/signals.tsx'
import type { Client } from './plumbline/index.ts'
import { useAccount } from './use-account.ts'
import { inWords } from './words.ts'

interface PanelProps {
  readonly client: Client
  readonly id: string
}

/** One account. Parts that are still being read, or may not be seen, say so in their place. */
export function Panel({ client, id }: PanelProps) {
  const { first, more, error } = useAccount(client, id)
  if (first === null)
    return <p className="faint">{error instanceof Error ? error.message : 'Reading the account…'}</p>
  const { account, missing } = first
  if (account === null) return <p className="faint">No account has the key {id}.</p>
  const facts = [account.industry, account.country, account.sizeBand].filter((fact) => fact !== null)
  const segment = more?.account?.segment ?? null
  const currency = more?.account?.revenue?.currency ?? null
  return (
    <article>
      <header>
        <h1>{account.name ?? account.key}</h1>
        {segment !== null && <span className="chip">{inWords(segment.segment)}</span>}
        <p className="faint">{facts.join(' · ')}</p>
      </header>
      <Card title="Health" part={account.health} reason={missing.get('health')} none="It has not started.">
        {(health) => <HealthCard health={health} />}
      </Card>
      <Card
        title="Open signals"
        part={more === null ? undefined : (more.account?.signals ?? null)}
        reason={more?.missing.get('signals')}
        none="None."
      >
        {({ nodes }) => <SignalsCard signals={nodes} />}
      </Card>
      <Card
        title="Recurring revenue"
        part={account.recurringRevenue}
        reason={missing.get('recurringRevenue')}
        none="It has never paid."
      >
        {(revenue) => <RevenueCard revenue={revenue} currency={currency} />}
      </Card>
      <Card title="Seats" part={account.seats} reason={missing.get('seats')} none="It has none.">
        {(seats) => <SeatsCard seats={seats} />}
      </Card>
      <Card title="People" part={account.people} reason={missing.get('people')} none="None yet.">
        {(people) => <PeopleCard people={people} users={account.users} reason={missing.get('users')} />}
      </Card>
      <Card
        title="Renewals"
        part={account.contracts}
        reason={missing.get('contracts')}
        none="It has no contract."
      >
        {(contracts) => <RenewalsCard contracts={contracts} currency={currency} />}
      </Card>
    </article>
  )
}
