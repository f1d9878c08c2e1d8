import type { Data } from './oracle/data/data.ts'

type AnyRow = Readonly<Record<string, unknown>>

/** Applies a change to every row of every table. */
function mapRows(data: Data, change: (row: AnyRow, table: string) => AnyRow): Data {
  return Object.fromEntries(
    Object.entries(data).map(([table, rows]) => [
      table,
      (rows as readonly AnyRow[]).map((row) => change(row, table)),
    ]),
  )
}

/** The same rows in another order. */
export function reordered(data: Data): Data {
  const shuffled = (rows: readonly AnyRow[]) => [
    ...rows.filter((_, index) => index % 2 === 1).reverse(),
    ...rows.filter((_, index) => index % 2 === 0),
  ]
  return Object.fromEntries(
    Object.entries(data).map(([table, rows]) => [table, shuffled(rows as readonly AnyRow[])]),
  )
}

/** Every second event is delivered again a day after all others, with different values. */
export function withLaterDeliveries(data: Data): Data {
  const events = data.product_events ?? []
  const again = events
    .filter((_, index) => index % 2 === 0)
    .map((event) => ({
      ...event,
      received_at: '2026-01-01T00:00:00Z',
      event_name: 'share',
      properties: null,
    }))
  return { ...data, product_events: [...again, ...events] }
}

/** The same users under other ids with the same sort order. */
export function renamed(data: Data): Data {
  const columns = ['user_id', 'created_by_user_id', 'invited_by_user_id', 'payer_user_id', 'anonymous_id']
  return mapRows(data, (row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        columns.includes(column) && typeof value === 'string' ? `renamed ${value}` : value,
      ]),
    ),
  )
}

/** Adds past events of registered and unregistered users and workspaces that are received after `now`. */
export function withLateEvents(data: Data, now: string): Data {
  const people = [...(data.users ?? []).map(({ user_id }) => user_id), 'seen', 'seen late']
  const workspaces = ['unknown', 'late', ...(data.workspaces ?? []).map(({ workspace_id }) => workspace_id)]
  const late = people.map((user_id, index) => ({
    event_id: `late ${user_id}`,
    occurred_at: new Date(Date.parse(now) - (index + 1) * 5 * 86_400_000).toISOString(),
    received_at: new Date(Date.parse(now) + 1000 * (index + 1)).toISOString(),
    event_name: 'make',
    anonymous_id: null,
    user_id,
    workspace_id: workspaces[index] ?? null,
    account_id: null,
    properties: { size: 1, tier: 'a' },
  }))
  return { ...data, product_events: [...(data.product_events ?? []), ...late] }
}

/** The columns that identify a table's rows, and the column with their start. */
const namedAndDated: Readonly<
  Record<string, { readonly names: readonly string[]; readonly begins: string }>
> = {
  product_events: { names: ['event_id', 'user_id', 'workspace_id', 'account_id'], begins: 'occurred_at' },
  users: { names: ['user_id'], begins: 'created_at' },
  workspaces: { names: ['workspace_id'], begins: 'created_at' },
  memberships: { names: ['workspace_id'], begins: 'valid_from' },
  plan_changes: { names: [], begins: 'valid_from' },
  invitations: { names: ['invitation_id'], begins: 'sent_at' },
  accounts: { names: ['account_id'], begins: 'created_at' },
  account_domains: { names: ['account_id'], begins: 'valid_from' },
  identity_accounts: { names: [], begins: 'valid_from' },
  billing_customers: { names: ['customer_id'], begins: 'created_at' },
  subscription_periods: { names: ['period_id', 'subscription_id'], begins: 'started_at' },
  invoices: { names: ['invoice_id'], begins: 'issued_at' },
  opportunities: { names: ['opportunity_id'], begins: 'created_at' },
  opportunity_stages: { names: [], begins: 'entered_at' },
  sales_touches: { names: ['touch_id'], begins: 'occurred_at' },
  conversation_tags: { names: ['tag_id'], begins: 'said_at' },
  usage_daily: { names: ['meter'], begins: 'day' },
  spend: { names: ['channel'], begins: 'month' },
}

/**
 * Adds records of a wrong clock: every table's rows again, dated 2150 or 9999, some with new ids and some with
 * the ids of existing rows. Only their start differs from the original.
 */
export function withFutureRecords(data: Data): Data {
  return Object.fromEntries(
    Object.entries(data).map(([table, rows]) => {
      const { names, begins } = namedAndDated[table] ?? { names: [], begins: null }
      if (begins === null) return [table, rows]
      const future = (rows as readonly AnyRow[]).map((row, index) => {
        const named = names.slice(0, index % 2 === 0 ? names.length : 1)
        const day = index % 3 === 0 ? '9999-12-01' : '2150-01-01'
        return {
          ...row,
          ...Object.fromEntries(
            named.flatMap((name) => {
              const value = row[name]
              return typeof value === 'string' ? [[name, `future ${index} ${value}`]] : []
            }),
          ),
          ...('email' in row ? { email: null } : {}),
          ...('ended_at' in row ? { ended_at: null } : {}),
          ...('currency' in row && row['currency'] !== null ? { currency: 'CHF' } : {}),
          // no two records at the same instant
          [begins]: ['day', 'month'].includes(begins)
            ? day
            : new Date(Date.parse(day) + index * 1000).toISOString(),
        }
      })
      return [table, [...(rows as readonly AnyRow[]), ...future]]
    }),
  )
}

/** Moves every instant by a duration; dates and months stay, because they are local already. */
export function moved(data: Data, by: number): Data {
  return mapRows(data, (row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)
          ? new Date(Date.parse(value) + by).toISOString()
          : value,
      ]),
    ),
  )
}
