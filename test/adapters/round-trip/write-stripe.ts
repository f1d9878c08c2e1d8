import type { RawRows } from '../given-raw.ts'
import type { ContractRow, ContractRows } from './contract-rows.ts'

/**
 * The company's bills as Stripe by Fivetran has them, with histories. Written from Stripe's documentation, and not from
 * the adapter: a price per period, whose packages are as large as the number of seats; a version of the item per
 * period; a version of the subscription per change of its status.
 */
export const writeStripe = (company: ContractRows, syncedAt: string): RawRows => {
  const synced = { _fivetran_synced: syncedAt }
  const periods = company('subscription_periods')
  const bySubscription = grouped(periods, 'subscription_id')
  const byItem = grouped(periods, 'item_id')
  const licensed = periods.filter(({ usage_type }) => usage_type !== 'metered')
  return {
    customer: company('billing_customers').map((row) => ({
      id: row['customer_id'],
      email: row['payer_email'],
      created: row['created_at'],
      is_deleted: row['is_deleted'],
      livemode: 'true',
      metadata: JSON.stringify({
        account_id: row['account_id'] ?? undefined,
        workspace_id: row['workspace_id'] ?? undefined,
        user_id: row['payer_user_id'] ?? undefined,
      }),
      ...synced,
    })),
    price: periods.map((row) => ({ ...priceOf(row), ...synced })),
    subscription_item: [...byItem].flatMap(([, states]) =>
      itemVersions(states).map((row) => ({ ...row, ...synced })),
    ),
    subscription_history: [...bySubscription].flatMap(([id, rows]) =>
      versionsOf(id, rows, syncedAt).map((row) => ({ ...row, ...synced })),
    ),
    coupon: licensed.filter(isDiscounted).map((row) => ({
      id: `co-${row['period_id'] ?? ''}`,
      duration: 'repeating',
      amount_off: cents(row['discount_amount']),
      currency: row['currency']?.toLowerCase(),
    })),
    subscription_discount: licensed.filter(isDiscounted).map((row) => ({
      id: `di-${row['period_id'] ?? ''}`,
      coupon_id: `co-${row['period_id'] ?? ''}`,
      subscription_id: row['subscription_id'],
      start: row['started_at'],
      end: row['ended_at'],
    })),
    invoice_line_item: periods
      .filter(({ usage_type }) => usage_type === 'metered')
      .map((row) => ({
        id: `il-${row['period_id'] ?? ''}`,
        subscription_id: row['subscription_id'],
        subscription_item_id: row['item_id'],
        price_id: `price-${row['period_id'] ?? ''}`,
        type: 'subscription',
        proration: 'false',
        livemode: 'true',
        amount: cents(row['amount']),
        currency: row['currency']?.toLowerCase(),
        period_start: row['started_at'],
        period_end: row['ended_at'],
      })),
    invoice: company('invoices').map((row) => ({
      id: row['invoice_id'],
      customer_id: row['customer_id'],
      subscription_id: row['subscription_id'],
      status: row['status'],
      livemode: 'true',
      currency: row['currency']?.toLowerCase(),
      created: row['issued_at'],
      due_date: row['due_at'],
      period_start: row['period_start'],
      period_end: row['period_end'],
      status_transitions_finalized_at: row['issued_at'],
      status_transitions_paid_at: row['paid_at'],
      subtotal: cents(row['subtotal']),
      tax: cents(row['tax']),
      total: cents(row['total']),
      amount_paid: cents(row['amount_paid']),
      ...synced,
    })),
  }
}

const grouped = (
  rows: readonly ContractRow[],
  column: string,
): ReadonlyMap<string, readonly ContractRow[]> => {
  const groups = new Map<string, ContractRow[]>()
  for (const row of rows) groups.set(row[column] ?? '', [...(groups.get(row[column] ?? '') ?? []), row])
  return groups
}

const cents = (amount: string | null | undefined): string | null =>
  amount === null || amount === undefined ? null : String(Math.round(Number(amount) * 1e6) / 1e4)

const isDiscounted = ({ discount_amount, is_trial }: ContractRow): boolean =>
  is_trial !== 'true' && Number(discount_amount ?? 0) > 0

/** Quarters are three months to Stripe. */
const priceOf = (row: ContractRow) => {
  const isQuarter = row['interval'] === 'quarter'
  const count = Number(row['interval_count'] ?? 1) * (isQuarter ? 3 : 1)
  return {
    id: `price-${row['period_id'] ?? ''}`,
    type: 'recurring',
    nickname: row['plan'],
    currency: row['currency']?.toLowerCase(),
    unit_amount: row['usage_type'] === 'metered' ? null : cents(row['amount']),
    transform_quantity_divide_by: row['seats'],
    transform_quantity_round: row['seats'] === null ? null : 'up',
    recurring_interval: isQuarter ? 'month' : row['interval'],
    recurring_interval_count: String(count),
    recurring_usage_type: row['usage_type'] ?? 'licensed',
  }
}

const itemVersions = (states: readonly ContractRow[]) =>
  inOrder(states).map((row, index, all) => ({
    id: row['item_id'],
    subscription_id: row['subscription_id'],
    price_id: `price-${row['period_id'] ?? ''}`,
    quantity: row['seats'],
    created: all[0]?.['started_at'],
    _fivetran_start: row['started_at'],
    _fivetran_end: all[index + 1]?.['started_at'] ?? '9999-12-31T23:59:59Z',
    _fivetran_active: index === all.length - 1 ? 'true' : 'false',
  }))

const versionsOf = (id: string, rows: readonly ContractRow[], syncedAt: string) => {
  const ordered = inOrder(rows)
  const paid = ordered.filter(({ is_trial }) => is_trial !== 'true')
  const trial = ordered.find(({ is_trial }) => is_trial === 'true')
  const start = ordered[0]?.['started_at'] ?? ''
  const ends = ordered.map((row) => row['ended_at'] ?? '9999')
  const end = ends.reduce((latest, one) => (one > latest ? one : latest))
  const hasEnded = end <= syncedAt
  const first = paid[0]?.['started_at']
  const statuses = [
    ...(trial === undefined ? [] : [{ status: 'trialing', at: start }]),
    ...(first === undefined || first === null ? [] : [{ status: 'active', at: first }]),
    ...(hasEnded ? [{ status: 'canceled', at: end }] : []),
  ]
  return statuses.map(({ status, at }, index) => ({
    id,
    customer_id: ordered[0]?.['customer_id'],
    status,
    livemode: 'true',
    created: start,
    start_date: start,
    trial_start: trial?.['started_at'],
    trial_end: trial?.['trial_end'],
    canceled_at: ordered.at(-1)?.['cancelled_at'],
    ended_at: status === 'canceled' ? end : null,
    cancel_at: !hasEnded && end < '9999' ? end : null,
    _fivetran_start: at,
    _fivetran_end: statuses[index + 1]?.at ?? '9999-12-31T23:59:59Z',
    _fivetran_active: index === statuses.length - 1 ? 'true' : 'false',
  }))
}

const inOrder = (rows: readonly ContractRow[]): readonly ContractRow[] =>
  [...rows].sort((one, other) => ((one['started_at'] ?? '') < (other['started_at'] ?? '') ? -1 : 1))
