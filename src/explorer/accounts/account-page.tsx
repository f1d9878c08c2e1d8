import { AccountHeadDocument } from '../../generated/explorer/graphql.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'
import { useLastPart } from '../place/hash-location.ts'
import { formatCount, formatDay } from '../words/format-value.ts'
import { AccountParts } from './account-parts.tsx'
import { Facts } from './parts/facts.tsx'
import { Title } from '../parts/title.tsx'

/** One account. */
export function AccountPage() {
  const id = useLastPart()
  const query = useServer(AccountHeadDocument, { id })
  return (
    <div className="place">
      <p className="faint">
        <a href="#/accounts">Accounts</a>
      </p>
      <Answered query={query} what="Reading the account">
        {({ account }) =>
          account === null ? (
            <>
              <Title text="No such account" />
              <p className="empty">No account has the key {id}.</p>
            </>
          ) : (
            <>
              <Title text={account.name ?? account.key} />
              <Facts
                facts={[
                  ['Kind', account.kind.toLowerCase()],
                  ['Industry', account.industry],
                  ['Country', account.country],
                  ['ICP segment', account.icpSegment],
                  ['Employees', account.employeeCount === null ? null : formatCount(account.employeeCount)],
                  ['Owner', account.ownerRepId],
                  ['Signed up', account.createdAt === null ? null : formatDay(account.createdAt)],
                  ['Parent', account.parent?.name ?? account.parent?.key ?? null],
                ]}
              />
              <AccountParts id={id} account={account.key} />
            </>
          )
        }
      </Answered>
    </div>
  )
}
