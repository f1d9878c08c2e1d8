import type { Data } from './data.ts'
import { buyersOf } from './buyers.ts'
import { excludedAccounts } from './excluded.ts'
import { allUsers } from './user-accounts.ts'
import { remembered } from '../memo.ts'
import { stitchedEvents } from './stitched-events.ts'
import { accountOf, workspacesOf } from './workspaces.ts'

export interface Account {
  readonly key: string
  readonly kind: 'company' | 'workspace' | 'customer' | 'person'
  readonly name: string | null
  readonly industry: string | null
  readonly country: string | null
  readonly segment: string | null
  readonly sizeBand: string | null
  /** The key of the company at the top of the group, or its own. */
  readonly top: string
}

/** Every account that any record names, by key, without companies that have only excluded workspaces. */
export const accountsOf: (data: Data) => ReadonlyMap<string, Account> = remembered((data) => {
  const people = [...allUsers(data).values()]
  const workspaces = [...workspacesOf(data).values()]
  const keys = new Set([
    ...[
      ...(data.accounts ?? []),
      ...(data.account_domains ?? []),
      ...(data.identity_accounts ?? []),
      ...(data.opportunities ?? []),
      ...(data.contracts ?? []),
    ].map(({ account_id }) => account_id),
    ...stitchedEvents(data).flatMap(({ named }) => named ?? []),
    ...workspaces.map(accountOf),
    ...people.map(({ account }) => account),
    ...buyersOf(data).values(),
  ])
  const payers = new Set(buyersOf(data).values())
  const counting = [...keys].filter((key) => !excludedAccounts(data).has(key) || payers.has(key))
  return new Map(
    counting.map((key) => {
      const company = data.accounts?.find(({ account_id }) => account_id === key)
      const own = workspaces.filter((workspace) => accountOf(workspace) === key)
      const [prefix, ...rest] = key.split(':')
      const kinds: Readonly<Record<string, Account['kind']>> = {
        ws: 'workspace',
        customer: 'customer',
        user: 'person',
      }
      const kind = rest.length === 0 ? 'company' : (kinds[prefix ?? ''] ?? 'company')
      return [
        key,
        {
          key,
          kind,
          name: company?.name ?? (kind === 'workspace' ? (own[0]?.name ?? null) : null),
          industry: company?.industry ?? null,
          country: company?.country ?? null,
          segment: company?.icp_segment ?? null,
          sizeBand: bandOf(company?.employee_count ?? null),
          top: topOf(data, key),
        },
      ] as const
    }),
  )
})

/** Follows parents to the top; in a circle there is none. */
function topOf(data: Data, key: string): string {
  const parentOf = (id: string) =>
    data.accounts?.find(({ account_id }) => account_id === id)?.parent_account_id ?? null
  const seen = [key]
  for (;;) {
    const above = parentOf(seen.at(-1) ?? '')
    if (above === null || above === seen.at(-1)) return seen.at(-1) ?? key
    if (seen.includes(above)) return key
    seen.push(above)
  }
}

function bandOf(employees: number | null): string | null {
  if (employees === null) return null
  if (employees < 10) return '1-9'
  if (employees < 50) return '10-49'
  if (employees < 100) return '50-99'
  if (employees < 200) return '100-199'
  return employees < 1000 ? '200-999' : '1000+'
}
