import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateTestCompany } from './generated-company.ts'
import type { GeneratedCompany, TextRow } from './generated-company.ts'

const DAY = 86_400_000
const END = '2026-01-01T00:00:00Z'
let company: GeneratedCompany
let events: readonly TextRow<'product_events'>[]

beforeAll(async () => {
  company = await generateTestCompany({ users: 900, seed: 1 })
  const rows = [...(await company.rows('product_events'))].sort((a, b) =>
    a.received_at < b.received_at ? -1 : 1,
  )
  const first = new Map<string, TextRow<'product_events'>>()
  for (const row of rows) if (!first.has(row.event_id)) first.set(row.event_id, row)
  events = [...first.values()]
})

afterAll(() => company.remove())

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY

test('duplicate deliveries of an event differ only in their receipt time', async () => {
  const byId = new Map<string, string>()
  let repeated = 0
  for (const { received_at: received, ...event } of await company.rows('product_events')) {
    const text = JSON.stringify(event)
    if (byId.has(event.event_id)) {
      repeated += 1
      expect(byId.get(event.event_id)).toBe(text)
    }
    expect(received >= event.occurred_at).toBe(true)
    byId.set(event.event_id, text)
  }
  expect(repeated / byId.size).toBeGreaterThan(0.002)
  expect(repeated / byId.size).toBeLessThan(0.01)
})

test('about one event in twenty arrives a day or more late', () => {
  const late = events.filter((event) => days(event.occurred_at, event.received_at) >= 1).length
  expect(late / events.length).toBeGreaterThan(0.03)
  expect(late / events.length).toBeLessThan(0.07)
})

test('the true activation is the first core action, anonymous actions included', async () => {
  const linked = new Map((await company.rows('identities')).map((row) => [row.anonymous_id, row.user_id]))
  const first = new Map<string, string>()
  for (const event of events) {
    if (event.event_name !== 'message_sent') continue
    const user = event.user_id || (linked.get(event.anonymous_id) ?? '')
    const before = first.get(user)
    if (before === undefined || event.occurred_at < before) first.set(user, event.occurred_at)
  }
  for (const person of await company.truth('people')) {
    expect(first.get(person.userId) ?? null, person.userId).toBe(person.activatedAt)
  }
})

test('the true MRR is the sum of the paid subscription periods at each month end', async () => {
  const owner = new Map(
    (await company.rows('billing_customers')).map((row) => [row.customer_id, row.customer_id.split('-')[1]]),
  )
  const periods = await company.rows('subscription_periods')
  const paidUntil = await unpaidFrom()
  const monthly = (row: TextRow<'subscription_periods'>): number => {
    const amount = Number(row.amount) - Number(row.discount_amount)
    const months = { week: 12 / 52, month: 1, quarter: 3, year: 12 }[row.interval] ?? 0
    return amount / (months * Number(row.interval_count))
  }
  for (const account of await company.truth('accounts')) {
    const own = periods.filter((row) => owner.get(row.customer_id) === account.organisation)
    account.mrr.forEach((expected, month) => {
      const end = new Date(Date.UTC(2024, month + 1, 1)).toISOString()
      const live = own.filter(
        (row) =>
          row.is_trial === 'false' && row.usage_type === 'licensed' && row.started_at < end && (row.ended_at === '' || row.ended_at >= end.replace('.000', '')) && (paidUntil.get(row.subscription_id) ?? '9999') >= end.replace('.000', ''),
      ) // prettier-ignore
      const mrr = live.reduce((sum, row) => sum + monthly(row), 0)
      expect(mrr, `${account.organisation} ${month}`).toBeCloseTo(Number(expected), 6)
    })
  }
})

/**
 * The end of a subscription's paid periods: the start of a term whose invoice is overdue by more than the
 * grace days, with no later paid term. Invoices for seats added within a paid term do not count.
 */
async function unpaidFrom(): Promise<ReadonlyMap<string, string>> {
  const contracted = new Set((await company.rows('contracts')).map((row) => row.account_id.slice(4)))
  const terms = new Map<string, TextRow<'invoices'>[]>()
  for (const row of await company.rows('invoices')) {
    const own = terms.get(row.subscription_id) ?? []
    const isOnTop = own.some(
      (term) => term.period_start < row.period_start && term.period_end >= row.period_end,
    )
    if (!isOnTop) terms.set(row.subscription_id, [...own, row])
  }
  const from = new Map<string, string>()
  for (const [subscription, own] of terms) {
    const isYear = own.some((row) => days(row.period_start, row.period_end) > 360)
    const grace = isYear && contracted.has(subscription.split('-')[1] ?? '') ? 45 : 14
    const last = own.findLastIndex((row) => row.paid_at !== '')
    const late = own.slice(last + 1).find((row) => days(row.due_at || row.issued_at, END) > grace)
    if (late !== undefined) from.set(subscription, late.period_start)
  }
  return from
}

test('periods of one item never overlap, nor do memberships of one user in one workspace', async () => {
  const spans = [
    ...(await company.rows('subscription_periods')).map(
      (r) => [r.item_id, r.started_at, r.ended_at] as const,
    ),
    ...(await company.rows('memberships')).map(
      (r) => [`${r.workspace_id}|${r.user_id}`, r.valid_from, r.valid_to] as const,
    ),
  ].sort((a, b) => (a.join() < b.join() ? -1 : 1))
  spans.forEach(([key, from, until], i) => {
    if (until !== '') expect(from < until, key).toBe(true)
    const next = spans[i + 1]
    if (next?.[0] === key) expect(until !== '' && until <= next[1], key).toBe(true)
  })
})

test('each motion occurs, with the sales activity that it requires', async () => {
  const accounts = await company.truth('accounts')
  const people = await company.truth('people')
  const shown = await company.truth('cases')
  // Sales without a touch, or with an early one: their own truth files describe them.
  const odd = new Set(
    shown
      .filter((one) => ['won_without_touch', 'assisted_sale'].includes(one.case))
      .map((one) => one.accountId),
  )
  const seen = new Map<string, number>()
  for (const account of accounts) {
    if (account.originMotion === null || odd.has(account.accountId)) continue
    seen.set(account.originMotion, (seen.get(account.originMotion) ?? 0) + 1)
    const paidFrom = account.mrr.findIndex((mrr) => Number(mrr) > 0)
    const paidBy = new Date(Date.UTC(2024, paidFrom + 1, 1)).toISOString()
    const touched = account.firstQualifiedTouchAt ?? '9999'
    const signedUp = people.filter((p) => p.companyAccountId === account.accountId).map((p) => p.signedUpAt).sort()[0] ?? '9999' // prettier-ignore
    if (account.originMotion === 'PLG') expect(touched > paidBy, account.organisation).toBe(true)
    if (account.originMotion === 'SLG') expect(touched < signedUp, account.organisation).toBe(true)
    if (account.originMotion === 'PLS') {
      expect((account.firstActivationAt ?? '9999') < touched && touched < paidBy, account.organisation).toBe(
        true,
      )
    }
  }
  expect([...seen.keys()].sort()).toEqual(['PLG', 'PLS', 'SLG'])
})

test('accounts with a paywall dip use less in the last fourteen days of their trial and never pay', async () => {
  const workspaces = new Map(
    (await company.truth('workspaces')).map((w) => [w.workspaceId, w.workspaceId.split('-')[1]]),
  )
  const trials = (await company.rows('subscription_periods')).filter((row) => row.is_trial === 'true')
  const dips = (await company.truth('accounts')).filter((account) => account.paywallDip)
  expect(dips.length).toBeGreaterThan(2)
  for (const account of dips) {
    const end =
      trials.find((row) => row.subscription_id.split('-')[1] === account.organisation)?.trial_end ?? ''
    const use = events.filter((event) => workspaces.get(event.workspace_id) === account.organisation)
    const daysBefore = use.map((event) => days(event.occurred_at, end))
    const last = daysBefore.filter((d) => d > 0 && d <= 14).length
    const before = daysBefore.filter((d) => d > 14 && d <= 28).length
    expect(last, account.organisation).toBeLessThan(before * 0.4)
    expect(account.originMotion).toBeNull()
  }
})

test('every roll-up rule assigns workspaces, and some match no rule', async () => {
  const links = new Set((await company.truth('workspaces')).map((workspace) => workspace.link))
  expect([...links].sort()).toEqual(['explicit', 'identity_override', 'member_domains', 'none', 'owner_domain', 'verified_domain']) // prettier-ignore
})

test('daily usage is the count of the workspace’s events', async () => {
  const counted = new Map<string, number>()
  for (const event of events) {
    if (event.event_name !== 'message_sent' || event.workspace_id === '') continue
    const key = `${event.workspace_id} ${event.occurred_at.slice(0, 10)}`
    counted.set(key, (counted.get(key) ?? 0) + 1)
  }
  const usage = (await company.rows('usage_daily')).filter((row) => row.meter === 'messages')
  expect(new Map(usage.map((row) => [`${row.workspace_id} ${row.day}`, Number(row.quantity)]))).toEqual(
    counted,
  )
})

test('the last plan change of a workspace leads to its current plan', async () => {
  const last = new Map<string, string>()
  for (const row of await company.rows('plan_changes')) last.set(row.workspace_id, row.plan)
  const workspaces = await company.rows('workspaces')
  expect(workspaces.map((row) => last.get(row.workspace_id))).toEqual(workspaces.map((row) => row.plan))
})

test('a workspace that crossed a limit before paying was on the free plan until then', async () => {
  const changes = await company.rows('plan_changes')
  const crossed = (await company.truth('cases')).filter((one) => one.case === 'limit_crossed_before_paying')
  expect(crossed.length).toBeGreaterThan(0)
  for (const { workspaceIds = [] } of crossed) {
    const plans = changes.filter((row) => row.workspace_id === workspaceIds[0]).map((row) => row.plan)
    expect(plans).toEqual(['free', 'pro'])
  }
})
