import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TableName } from '../../src/sample-data/files/company-columns.ts'
import type { AccountTruth, CaseName, CaseTruth } from '../../src/sample-data/files/truth.ts'
import { generateTestCompany } from './generated-company.ts'
import type { GeneratedCompany, TextRow } from './generated-company.ts'

/*
 * The cases that the sample company shows on purpose, counted from its files as an analyst would, and compared
 * with `truth/cases.ndjson`. The company is that of the demo.
 */
const END = '2026-01-01T00:00:00Z'
const DAY = 86_400_000

let company: GeneratedCompany
let cases: readonly CaseTruth[]
let accounts: ReadonlyMap<string, AccountTruth>
const tables = new Map<TableName, readonly Readonly<Record<string, string>>[]>()

beforeAll(async () => {
  company = await generateTestCompany({ users: 2000, seed: 1 })
  cases = await company.truth('cases')
  accounts = new Map((await company.truth('accounts')).map((account) => [account.accountId ?? '', account]))
  for (const table of ['invoices', 'subscription_periods', 'usage_daily', 'product_events', 'workspaces', 'users', 'memberships', 'billing_customers', 'contracts', 'opportunities', 'sales_touches', 'accounts', 'reps', 'conversation_tags'] as const) tables.set(table, await company.rows(table)) // prettier-ignore
})

afterAll(() => company.remove())

const rows = <Table extends TableName>(table: Table): readonly TextRow<Table>[] => tables.get(table) ?? []
const examples = (...names: readonly CaseName[]): readonly CaseTruth[] => {
  const found = cases.filter((one) => names.includes(one.case))
  expect(found.length, names.join()).toBeGreaterThan(0)
  return found
}
const one = <Row>(found: readonly Row[]): Row => {
  expect(found).toHaveLength(1)
  return found[0] as Row
}
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY
const mrr = ({ accountId }: CaseTruth): readonly number[] =>
  (accounts.get(accountId ?? '')?.mrr ?? []).map(Number)
const code = ({ accountId }: CaseTruth): string => accountId?.slice(4) ?? ''
const codeOf = (id: string): string => id.split('-')[1] ?? ''
const invoicesOf = ({ invoiceIds = [] }: CaseTruth): readonly TextRow<'invoices'>[] =>
  invoiceIds.map((id) => one(rows('invoices').filter((row) => row.invoice_id === id)))
const deedsOf = (example: CaseTruth): readonly TextRow<'product_events'>[] => {
  const ids = new Set<string>()
  return rows('product_events').filter((row) => {
    if (codeOf(row.workspace_id) !== code(example) || row.event_name === 'workspace_created') return false
    if (ids.has(row.event_id)) return false
    ids.add(row.event_id)
    return true
  })
}
const activeIn = (example: CaseTruth, until: string): number => {
  const active = deedsOf(example).filter(({ occurred_at: at }) => at < until && days(at, until) <= 28)
  return new Set(active.map((row) => row.user_id)).size
}
const firstPaid = (example: CaseTruth): string =>
  rows('subscription_periods')
    .filter((row) => codeOf(row.subscription_id) === code(example) && row.is_trial === 'false')
    .map((row) => row.started_at)
    .sort()[0] ?? '9999'

test('the expected payment of an example is the account’s actual payment at the end', () => {
  const paying = cases.filter(
    ({ facts }) => facts['mrrUsd'] !== undefined && facts['tenureMonth'] === undefined,
  )
  expect(paying.length).toBeGreaterThan(30)
  for (const example of paying) expect(mrr(example).at(-1), code(example)).toBe(example.facts['mrrUsd'])
})

test('an invoice paid long after its due date is revenue in every month', () => {
  for (const example of examples('invoice_paid_late', 'contract_invoice_paid_late')) {
    const [late] = invoicesOf(example)
    expect(days(late?.issued_at ?? '', late?.due_at ?? '')).toBe(30)
    expect(Math.round(days(late?.issued_at ?? '', late?.paid_at ?? ''))).toBe(example.facts['paidAfterDays'])
    expect(mrr(example).slice(-5), code(example)).toEqual(Array(5).fill(example.facts['monthlyUsd']))
  }
})

test('an invoice that is not due yet is open and reduces nothing', () => {
  for (const example of examples('invoice_not_due_yet')) {
    for (const invoice of invoicesOf(example)) {
      expect(invoice).toMatchObject({ status: 'open', paid_at: '' })
      expect(invoice.due_at > END).toBe(true)
    }
    expect(mrr(example).at(-1)).toBe(example.facts['monthlyUsd'])
  }
})

test('an account that never paid the first charge has revenue in no month', () => {
  for (const example of examples('first_charge_never_paid', 'contract_invoice_never_paid')) {
    const own = rows('invoices').filter((row) => codeOf(row.customer_id) === code(example))
    expect(own.length).toBeGreaterThan(0)
    expect(own.every((row) => row.paid_at === '')).toBe(true)
    expect(Math.max(...mrr(example))).toBe(0)
    expect(accounts.get(example.accountId ?? '')?.originMotion).toBeNull()
  }
})

test('an account that stopped paying has revenue until the end of its paid period', () => {
  for (const example of examples('invoice_never_paid')) {
    const [unpaid] = invoicesOf(example)
    const own = rows('invoices').filter((row) => codeOf(row.customer_id) === code(example))
    expect(own.filter((row) => row.paid_at !== '')).toHaveLength(Number(example.facts['invoicesPaid']))
    const months = mrr(example).flatMap((usd, month) => (usd > 0 ? [month] : []))
    const last = new Date(Date.UTC(2024, (months.at(-1) ?? 0) + 1, 1)).toISOString()
    expect(last <= (unpaid?.period_start ?? '')).toBe(true)
    expect(days(last, unpaid?.period_start ?? '')).toBeLessThan(31)
  }
})

test('seats added within a paid year have an invoice of their own, which ends nothing when it is unpaid', () => {
  for (const example of examples('proration_paid', 'proration_unpaid')) {
    const [extra] = invoicesOf(example)
    expect(extra?.paid_at === '').toBe(example.case === 'proration_unpaid')
    expect(days(extra?.due_at ?? '', END)).toBeGreaterThan(45)
    const periods = rows('subscription_periods').filter(
      (row) => codeOf(row.subscription_id) === code(example),
    )
    expect(periods.map((row) => Number(row.seats))).toEqual([example.facts['seatsBefore'], example.facts['seatsAfter']]) // prettier-ignore
    expect(extra?.issued_at).toBe(periods[1]?.started_at)
  }
})

test('a plan is upgraded within a quarter, and the rest of the quarter is invoiced', () => {
  for (const example of examples('plan_upgraded_mid_term')) {
    const periods = rows('subscription_periods').filter(
      (row) => codeOf(row.subscription_id) === code(example),
    )
    expect(periods.map((row) => row.plan)).toEqual([example.facts['planBefore'], example.facts['planAfter']])
    const [extra] = invoicesOf(example)
    expect(extra?.issued_at).toBe(periods[1]?.started_at)
    expect(days(extra?.period_start ?? '', extra?.period_end ?? '')).toBeLessThan(90)
  }
})

test('a change from monthly to yearly billing leaves no gap', () => {
  for (const example of examples('monthly_to_annual')) {
    const [monthly, yearly] = rows('subscription_periods').filter(
      (row) => codeOf(row.subscription_id) === code(example),
    )
    expect([monthly?.interval, yearly?.interval]).toEqual(['month', 'year'])
    expect(yearly?.started_at).toBe(monthly?.ended_at)
    expect(mrr(example)).toContain(example.facts['mrrBeforeUsd'])
  }
})

test('some workspaces cross a limit of the free plan and then pay, some do not pay, some come near', () => {
  const limits: Readonly<Record<string, number>> = { messages: 200, exports: 5 }
  for (const example of examples(
    'limit_crossed_before_paying',
    'limit_crossed_not_paying',
    'limit_approaching',
  )) {
    const meter = String(example.facts['meter'])
    const paid = firstPaid(example)
    const before = rows('usage_daily').filter(
      (row) =>
        row.workspace_id === example.workspaceIds?.[0] && row.meter === meter && row.day < paid.slice(0, 10),
    )
    const months = new Set(before.map((row) => (meter === 'exports' ? row.day.slice(0, 7) : '')))
    const used = Math.max(
      ...[...months].map((month) =>
        before.reduce((sum, row) => sum + (row.day.startsWith(month) ? Number(row.quantity) : 0), 0),
      ),
    )
    const limit = limits[meter] ?? NaN
    expect(used, code(example)).toBe(example.facts['usedBeforePaying'] ?? example.facts['used'])
    if (example.case === 'limit_approaching') expect(used >= 0.8 * limit && used < limit).toBe(true)
    else expect(used).toBeGreaterThan(limit)
    expect(paid === '9999').toBe(example.case !== 'limit_crossed_before_paying')
  }
  expect(examples('limit_crossed_before_paying').length).toBeGreaterThan(7)
})

test('three or more parties pay for one company without a contract', () => {
  for (const example of examples('consolidation_candidate')) {
    const own = rows('billing_customers').filter((row) => row.account_id === example.accountId)
    expect(new Set(own.map((row) => row.payer_email)).size).toBe(example.facts['payers'])
    expect(Number(example.facts['payers'])).toBeGreaterThanOrEqual(3)
    expect(rows('contracts').some((row) => row.account_id === example.accountId)).toBe(false)
  }
  const many = [...accounts.values()].filter(
    (account) => account.payers >= 3 && Number(account.mrr.at(-1)) > 0,
  )
  expect(many.length).toBeGreaterThan(5)
})

test('a large company uses the product in 250 teams, most of them independent', () => {
  const example = one(examples('many_workspaces'))
  const own = rows('workspaces').filter((row) => codeOf(row.workspace_id) === code(example))
  expect(own).toHaveLength(250)
  const { employee_count: employees } = one(
    rows('accounts').filter((row) => row.account_id === example.accountId),
  )
  expect(Number(employees)).toBe(12_000)
  const links = new Set(own.map((row) => `${row.account_id !== ''} ${row.domain !== ''}`))
  expect(links.size).toBe(3)
})

test('companies of 200 to 20,000 users stay constant or grow, with at least five active users each', () => {
  const sizes: number[] = []
  for (const example of examples('seats_on_a_plateau', 'seats_growing')) {
    const seats = ['2025-07-01T00:00:00Z', '2025-10-01T00:00:00Z', END].map((until) =>
      activeIn(example, until),
    )
    const { seatsHalfAYearAgo, seatsAQuarterAgo, seatsNow, employees } = example.facts
    expect(seats, code(example)).toEqual([seatsHalfAYearAgo, seatsAQuarterAgo, seatsNow])
    expect(Math.min(...seats)).toBeGreaterThanOrEqual(5)
    expect((seats[2] ?? 0) / Number(employees)).toBeLessThan(0.5)
    const [first = 0, second = 0, third = 0] = seats
    const hasGrown = second > first * 1.05 && third > second * 1.05
    expect(hasGrown, code(example)).toBe(example.case === 'seats_growing')
    sizes.push(Number(employees))
  }
  expect(Math.min(...sizes)).toBeLessThan(300)
  expect(Math.max(...sizes)).toBeGreaterThanOrEqual(20_000)
})

test('about one in eight paying accounts has had no usage for 28 days', () => {
  for (const example of examples('payer_nobody_uses')) expect(activeIn(example, END)).toBe(0)
  for (const example of examples('buyer_is_no_user')) {
    expect(activeIn(example, END)).toBe(example.facts['activeUsersIn28Days'])
    const own = rows('billing_customers').filter((row) => row.account_id === example.accountId)
    expect(own.every((row) => row.payer_user_id === '')).toBe(true)
  }
  const used = new Set<string>()
  for (const { event_name: name, occurred_at: at, event_id: id } of rows('product_events')) {
    if (name !== 'page_view' && days(at, END) <= 28) used.add(codeOf(`x-${id.slice(1)}`))
  }
  const payers = rows('subscription_periods').filter((row) => row.is_trial === 'false').map((row) => codeOf(row.subscription_id)) // prettier-ignore
  const paying = [...accounts.values()].filter(({ mrr: months }) => Number(months.at(-1)) > 0).map((account) => account.organisation) // prettier-ignore
  expect(new Set(payers).size).toBeGreaterThan(paying.length)
  const unused = paying.filter((organisation) => !used.has(organisation))
  expect(unused.length / paying.length).toBeGreaterThan(0.06)
  expect(unused.length / paying.length).toBeLessThan(0.18)
})

test('commitments are used below, at and above the expected pace, and one is used up', () => {
  for (const example of examples(
    'consumption_under',
    'consumption_on',
    'consumption_over',
    'consumption_exhausted',
  )) {
    const contract = one(rows('contracts').filter((row) => row.contract_id === example.contractIds?.[0]))
    const consumed = rows('usage_daily')
      .filter(
        ({ day, meter, workspace_id: id }) =>
          codeOf(id) === code(example) &&
          meter === contract.meter &&
          day >= contract.start_date &&
          day < contract.end_date,
      ) // prettier-ignore
      .reduce((sum, row) => sum + Number(row.quantity), 0)
    expect(consumed).toBe(example.facts['consumed'])
    const elapsed = days(contract.start_date, END) / days(contract.start_date, contract.end_date)
    const pace = consumed / (Number(contract.committed_units) * elapsed)
    expect(pace, code(example)).toBeCloseTo(Number(example.facts['pace']), 3)
    if (example.case === 'consumption_under') expect(pace).toBeLessThan(0.8)
    if (example.case === 'consumption_on') expect(Math.abs(pace - 1)).toBeLessThan(0.1)
    if (example.case === 'consumption_over') expect(pace).toBeGreaterThan(1.1)
    const isUsedUp = consumed >= Number(contract.committed_units)
    expect(isUsedUp).toBe(example.case === 'consumption_exhausted')
  }
})

test('trials end in the last week of the data, with decreasing use and with increasing use', () => {
  for (const example of examples(
    'trial_ending_use_falling',
    'trial_ending_use_rising',
    'trial_ended_unconverted',
    'trial_converted_early',
  )) {
    const own = rows('subscription_periods').filter((row) => codeOf(row.subscription_id) === code(example))
    const trial = one(own.filter((row) => row.is_trial === 'true'))
    const ends = trial.trial_end
    expect(Math.abs(days(END, ends)), code(example)).toBeLessThan(4)
    expect(ends > END).toBe(example.case.startsWith('trial_ending'))
    expect(own.some((row) => row.is_trial === 'false')).toBe(example.facts['converted'])
    // users per week, summed over the last fourteen days and over the fourteen before
    const ago = deedsOf(example).map((row) => ({ user: row.user_id, before: days(row.occurred_at, ends) }))
    const last = ago.filter(({ before }) => before > 0 && before <= 14).length
    const earlier = ago.filter(({ before }) => before > 14 && before <= 28).length
    if (example.facts['use'] === 'falling') expect(last / earlier, code(example)).toBeLessThan(0.8)
    else expect(last / earlier, code(example)).toBeGreaterThan(1.2)
  }
})

test('deals are won without a touch, and lost with several touches', () => {
  for (const example of examples('won_without_touch', 'deal_lost')) {
    const deal = one(
      rows('opportunities').filter((row) => row.opportunity_id === example.opportunityIds?.[0]),
    )
    const touches = rows('sales_touches').filter((row) => row.account_id === example.accountId || row.opportunity_id === deal.opportunity_id) // prettier-ignore
    expect(deal.is_won).toBe(String(example.case === 'won_without_touch'))
    if (example.case === 'won_without_touch') expect(touches).toHaveLength(0)
    else expect(touches.length).toBeGreaterThan(1)
  }
})

test('an assisted sale depends on the touch window: 30, 90 and 180 days give three results', () => {
  const found = examples('assisted_sale')
  for (const example of found) {
    const touch = one(rows('sales_touches').filter((row) => row.account_id === example.accountId))
    const before = days(touch.occurred_at, firstPaid(example))
    expect(Math.round(before)).toBe(example.facts['touchedDaysBefore'])
    expect(rows('opportunities').some((row) => row.account_id === example.accountId)).toBe(false)
    expect((accounts.get(example.accountId ?? '')?.firstActivationAt ?? '9999') < touch.occurred_at).toBe(
      true,
    )
    for (const window of [30, 90, 180]) {
      expect(example.facts[`within${window}`]).toBe(before <= window ? 'PLS' : 'PLG')
    }
  }
  const assisted = [30, 90, 180].map(
    (window) => found.filter(({ facts }) => facts[`within${window}`] === 'PLS').length,
  )
  expect(new Set(assisted).size).toBe(3)
})

test('some users sign up a second time with the same address', () => {
  for (const example of examples('signed_up_again', 'signed_up_again_after_deletion')) {
    const [first, second] = (example.userIds ?? []).map((id) =>
      one(rows('users').filter((row) => row.user_id === id)),
    )
    expect(second?.email.toLowerCase()).toBe(first?.email)
    expect((second?.created_at ?? '') > (first?.created_at ?? '9999')).toBe(true)
    const isAfterDeletion = example.case === 'signed_up_again_after_deletion'
    expect(first?.deleted_at !== '' && (first?.deleted_at ?? '') < (second?.created_at ?? '')).toBe(
      isAfterDeletion,
    )
    expect(second?.deleted_at).toBe('')
  }
})

test('new sellers start well after the company and reach their quota within months', () => {
  const perRep = new Map<string, number[]>()
  for (const example of examples('rep_ramp')) {
    const rep = one(rows('reps').filter((row) => row.rep_id === example.repIds?.[0]))
    const deal = one(
      rows('opportunities').filter((row) => row.opportunity_id === example.opportunityIds?.[0]),
    )
    expect(deal).toMatchObject({ owner_rep_id: rep.rep_id, is_won: 'true' })
    expect(Math.floor(days(rep.start_date, deal.closed_at) / 30)).toBe(example.facts['tenureMonth'])
    expect(Number(deal.arr) / 12).toBeCloseTo(mrr(example).at(-1) ?? 0, 6)
    perRep.set(rep.rep_id, [
      ...(perRep.get(rep.rep_id) ?? []),
      Number(deal.arr) / 12 / Number(rep.monthly_quota),
    ])
  }
  for (const attainment of perRep.values()) {
    expect(attainment[0]).toBeLessThan(0.3)
    const last = attainment.slice(-3)
    expect(last.reduce((sum, share) => sum + share, 0) / 3).toBeGreaterThanOrEqual(1)
  }
})

test('conversations mention that another person decides, for users, teams and companies', () => {
  for (const example of examples('tagged_conversation')) {
    const said = rows('conversation_tags').filter((row) => codeOf(row.tag_id) === code(example))
    expect(said.map((row) => row.tag).join(' ')).toBe(example.facts['tags'])
    for (const row of said) {
      const places = [row.account_id, row.workspace_id, row.user_id].filter((id) => id !== '')
      expect(codeOf(one(places))).toBe(code(example))
      expect(days(row.said_at, END)).toBeLessThan(Number(example.facts['withinDays']))
    }
  }
})

test('every segment of paying, fitting and high usage has an account', () => {
  const segments = new Set<string>()
  for (const example of examples('segment')) {
    const segment = String(example.facts['segment'])
    const { employee_count: employees, icp_segment: icp } = one(rows('accounts').filter((row) => row.account_id === example.accountId)) // prettier-ignore
    const recent = deedsOf(example).filter(
      (row) => row.event_name !== 'page_view' && days(row.occurred_at, END) <= 28,
    )
    const features = new Set(recent.map((row) => row.event_name)).size
    const fits = icp.startsWith('icp') || Number(employees) >= 200
    const isSigned = rows('contracts').some((row) => row.account_id === example.accountId && row.end_date > END.slice(0, 10)) // prettier-ignore
    expect((mrr(example).at(-1) ?? 0) > 0, segment).toBe(['top_enterprise', 'top_self_serve_paid', 'opportunistic'].includes(segment)) // prettier-ignore
    expect(fits, segment).toBe(!['self_serve_only', 'dead_zone', 'opportunistic'].includes(segment))
    expect(isSigned, segment).toBe(segment === 'top_enterprise')
    if (['help_first', 'dead_zone', 'opportunistic'].includes(segment))
      expect(features, segment).toBeLessThan(2)
    else expect(features, segment).toBeGreaterThanOrEqual(segment === 'top_enterprise' ? 2 : 5)
    segments.add(segment)
  }
  expect(segments.size).toBe(7)
})

test('some accounts pay, have room for more seats and grow, and so have expansion potential', () => {
  for (const example of examples('expansion_qualified')) {
    const { employee_count: employees } = one(
      rows('accounts').filter((row) => row.account_id === example.accountId),
    )
    const seats = activeIn(example, END)
    expect(seats / Number(employees)).toBeCloseTo(Number(example.facts['penetration']), 4)
    expect(seats).toBeGreaterThan(activeIn(example, '2025-10-01T00:00:00Z'))
    expect(mrr(example).at(-1)).toBeGreaterThan(0)
  }
})

test('a company of 200 users has every case too, and a smaller one has random organizations only', async () => {
  const small = await generateTestCompany({ users: 200, seed: 3 })
  const shown = await small.truth('cases')
  expect(new Set(shown.map((example) => example.case))).toEqual(new Set(cases.map((example) => example.case)))
  expect((await small.truth('accounts')).reduce((sum, account) => sum + account.users, 0)).toBe(
    small.summary.tables['users'],
  )
  await small.remove()
  const tiny = await generateTestCompany({ users: 199, seed: 3 })
  expect(await tiny.truth('cases')).toEqual([])
  await tiny.remove()
})
