import type { Data } from './data.ts'
import { remembered } from './memo.ts'

/** The newest moment that any fact speaks of. */
export const newestMoment: (data: Data) => number | null = remembered((data) => {
  const moments = [
    ...(data.product_events ?? []).flatMap((row) => [row.occurred_at, row.received_at]),
    ...(data.users ?? []).map((row) => row.created_at),
    ...(data.workspaces ?? []).map((row) => row.created_at),
    ...(data.memberships ?? []).map((row) => row.valid_from),
    ...(data.invitations ?? []).map((row) => row.sent_at),
    ...(data.subscription_periods ?? []).map((row) => row.started_at),
    ...(data.billing_customers ?? []).map((row) => row.created_at),
    ...(data.invoices ?? []).map((row) => row.issued_at),
    ...(data.opportunities ?? []).map((row) => row.created_at),
    ...(data.sales_touches ?? []).map((row) => row.occurred_at),
    ...(data.accounts ?? []).map((row) => row.created_at),
    ...(data.usage_daily ?? []).map((row) => `${row.day}T00:00:00Z`),
  ].flatMap((moment) => (moment === null ? [] : [Date.parse(moment)]))
  return moments.length === 0 ? null : Math.max(...moments)
})
