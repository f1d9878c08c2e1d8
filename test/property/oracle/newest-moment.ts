import type { Data } from './data/data.ts'
import { remembered } from './memo.ts'

/** The newest past instant of any record, of starts and ends alike; scheduled dates do not count. */
export const newestMoment: (data: Data) => number | null = remembered((data) => {
  const read = [
    // an event cannot lie after the time at which it was received
    ...(data.product_events ?? []).flatMap(({ occurred_at, received_at }) =>
      received_at !== null && Date.parse(occurred_at) > Date.parse(received_at)
        ? [received_at]
        : [occurred_at, received_at],
    ),
    ...(data.identities ?? []).map((row) => row.linked_at),
    ...(data.users ?? []).flatMap((row) => [row.created_at, row.deleted_at]),
    ...(data.workspaces ?? []).flatMap((row) => [row.created_at, row.deleted_at]),
    ...(data.plan_changes ?? []).map((row) => row.valid_from),
    ...(data.memberships ?? []).flatMap((row) => [row.valid_from, row.valid_to]),
    ...(data.invitations ?? []).flatMap((row) => [row.sent_at, row.accepted_at, row.revoked_at]),
    ...(data.subscription_periods ?? []).flatMap((row) => [row.started_at, row.ended_at]),
    ...(data.billing_customers ?? []).map((row) => row.created_at),
    ...(data.invoices ?? []).flatMap((row) => [row.issued_at, row.paid_at]),
    ...(data.opportunities ?? []).flatMap((row) => [row.created_at, row.is_closed ? row.closed_at : null]),
    ...(data.opportunity_stages ?? []).map((row) => row.entered_at),
    ...(data.sales_touches ?? []).map((row) => row.occurred_at),
    ...(data.conversation_tags ?? []).map((row) => row.said_at),
    ...(data.accounts ?? []).map((row) => row.created_at),
    ...(data.account_domains ?? []).flatMap((row) => [row.valid_from, row.valid_to]),
    ...(data.identity_accounts ?? []).flatMap((row) => [row.valid_from, row.valid_to]),
    ...(data.usage_daily ?? []).map((row) => `${row.day}T00:00:00Z`),
  ]
  const moments = read.flatMap((moment) => (moment === null ? [] : [Date.parse(moment)]))
  const passed = moments.filter((moment) => moment <= Date.now())
  return passed.length === 0 ? null : Math.max(...passed)
})

/** The `as_of` of a query that gives none; a period that begins with the newest instant has started. */
export const defaultAsOf = (data: Data): number | null => {
  const newest = newestMoment(data)
  return newest !== null && newest % 60_000 === 0 ? newest + 1 : newest
}
