import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { AccountListDocument, type AccountListQueryVariables } from '../../../generated/explorer/graphql.ts'
import { askServer } from '../../client/ask-server.ts'
import { Answered } from '../../parts/answered.tsx'
import { goTo, useHashSearch } from '../../place/hash-location.ts'
import { AccountFilters } from './account-filters.tsx'
import { AccountTable } from './account-table.tsx'
import { readAccountsAddress, toAccountsAddress, toWhere, type AccountsView } from './accounts-address.ts'
import { Title } from '../../parts/title.tsx'

const pageSize = 50

/** All accounts, to search, filter and sort. */
export function AccountsPage() {
  const search = useHashSearch()
  const view = useMemo(() => readAccountsAddress(search), [search])
  const variables: AccountListQueryVariables = {
    first: pageSize,
    after: view.after,
    where: toWhere(view),
    orderBy: { field: view.order, direction: view.isDescending ? 'DESC' : 'ASC' },
  }
  const query = useQuery({
    queryKey: ['accounts', variables],
    queryFn: ({ signal }) => askServer(AccountListDocument, variables, signal),
    placeholderData: keepPreviousData,
  })
  // a page and an order are steps to go back to; a filter that is being typed is none
  const change = (part: Partial<AccountsView>) =>
    goTo(toAccountsAddress({ ...view, after: null, ...part }), {
      replace: !('after' in part || 'order' in part),
    })
  return (
    <div className="place">
      <Title text="Accounts" />
      <AccountFilters view={view} onChange={change} />
      <Answered query={query} what="Reading the accounts">
        {({ accounts }) =>
          accounts === null ? null : accounts.nodes.length === 0 ? (
            <p className="empty">
              No account meets these conditions. <a href="#/accounts">Show all accounts</a>
            </p>
          ) : (
            <AccountTable accounts={accounts} view={view} onChange={change} />
          )
        }
      </Answered>
      {query.error !== null && (
        <p>
          {view.after !== null && (
            <button type="button" className="button" onClick={() => change({ after: null })}>
              First page
            </button>
          )}{' '}
          <a href="#/accounts">Show all accounts</a>
        </p>
      )}
    </div>
  )
}
