import type { Data } from './oracle/data/data.ts'

const dayMs = 86_400_000

/** The data with more rows; columns that are left out are null. */
function withRows(data: Data, tables: Readonly<Record<string, readonly object[]>>): Data {
  const added = Object.entries(tables).map(([table, rows]) => [
    table,
    [...((data[table as keyof Data] as readonly object[] | undefined) ?? []), ...rows],
  ])
  return { ...data, ...(Object.fromEntries(added) as Data) }
}

/** The first and the last event; without events, a day in each of two months. */
function momentsOf(data: Data): { readonly first: string; readonly last: string } {
  const moments = (data.product_events ?? []).map(({ occurred_at: at }) => at).sort()
  return { first: moments[0] ?? '2025-01-01T00:00:00Z', last: moments.at(-1) ?? '2025-03-01T00:00:00Z' }
}

function subscriptionOf(customer: string, startedAt: string) {
  return {
    period_id: customer,
    subscription_id: `${customer} s`,
    customer_id: customer,
    started_at: startedAt,
    amount: 72,
    interval: 'month',
  }
}

/**
 * Accounts that random data rarely have: one with three payers, one with a won deal whose contract is due for renewal, and
 * a paying one with several workspaces whose usage grows.
 */
export function withRareCases(data: Data): Data {
  const { first, last } = momentsOf(data)
  const soon = new Date(Date.parse(last) + 30 * dayMs).toISOString().slice(0, 10)
  const payers = ['1', '2', '3'].map((number) => `rare ${number}`)
  return withRows(data, {
    billing_customers: [
      ...payers.map((id) => ({
        customer_id: id,
        account_id: 'rare payers',
        payer_email: `${id.replace(' ', '')}@rare.example`,
      })),
      { customer_id: 'rare grower', account_id: 'rare grower' },
    ],
    subscription_periods: [...payers, 'rare grower'].map((id) => subscriptionOf(id, first)),
    invoices: payers.map((id) => ({
      invoice_id: id,
      customer_id: id,
      subscription_id: `${id} s`,
      issued_at: first,
      paid_at: first,
      status: 'paid',
      subtotal: 72,
      total: 72,
    })),
    opportunities: [
      {
        opportunity_id: 'rare',
        account_id: 'rare signer',
        created_at: first,
        closed_at: last,
        is_won: true,
        is_closed: true,
        stage: 'won',
        type: 'new',
        arr: 600,
      },
    ],
    contracts: [
      {
        contract_id: 'rare',
        account_id: 'rare signer',
        start_date: first.slice(0, 10),
        end_date: soon,
        arr: 1200,
        auto_renew: false,
      },
    ],
    workspaces: ['1', '2', '3', '4'].map((number) => ({
      workspace_id: `rare ${number}`,
      name: 'rare',
      created_at: first,
      account_id: 'rare grower',
    })),
    product_events: [
      {
        event_id: 'rare',
        event_name: 'make',
        occurred_at: last,
        user_id: 'rare grower',
        workspace_id: 'rare 1',
        account_id: null,
      },
    ],
  })
}

/** Two payers who changed the employer a day before the last event: to the other tenant, and from it. */
export function withMovers(data: Data): Data {
  const { last } = momentsOf(data)
  const movedAt = new Date(Date.parse(last) - dayMs).toISOString()
  const startedAt = new Date(Date.parse(last) - 100 * dayMs).toISOString()
  const employers = ['rare payers', 'other tenant rare payers']
  const movers = [
    { id: 'mover out', from: employers[0], to: employers[1] },
    { id: 'mover in', from: employers[1], to: employers[0] },
  ]
  return withRows(data, {
    users: movers.map(({ id }) => ({ user_id: id, created_at: startedAt })),
    identity_accounts: movers.flatMap(({ id, from, to }) => [
      { user_id: id, account_id: from, valid_from: startedAt, valid_to: movedAt },
      { user_id: id, account_id: to, valid_from: movedAt, valid_to: null },
    ]),
    billing_customers: movers.map(({ id }) => ({ customer_id: id, payer_user_id: id })),
    subscription_periods: movers.map(({ id }) => subscriptionOf(id, startedAt)),
    invoices: movers.map(({ id }) => ({
      invoice_id: id,
      customer_id: id,
      subscription_id: `${id} s`,
      issued_at: startedAt,
      paid_at: startedAt,
      status: 'paid',
      subtotal: 72,
      total: 72,
    })),
  })
}
