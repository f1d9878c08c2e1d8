import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'
import { company as companyOf, domain, users } from './company-rows.ts'

let number = 0
const did = (user_id: string, event_name: string, day: string, received?: string): Row => {
  number += 1
  return {
    event_id: `${event_name} ${String(number)}`,
    user_id,
    event_name,
    occurred_at: `${day}T10:00:00Z`,
    received_at: `${received ?? day}T10:00:00Z`,
  }
}

const company = (account_id: string): Row => companyOf(account_id, 'icp_1')

const people = (account: string, count: number, created_at = '2025-01-01'): readonly Row[] =>
  users(account, count, created_at)

/** Three users draw; a week later one of them uses two more features, and the account shows both signals. */
const qualifying = (account_id: string, drawn: string, used: string, received?: string): readonly Row[] => [
  ...people(account_id, 3).map(({ user_id }) => did(String(user_id), 'draw', drawn)),
  did(`${account_id} 0`, 'share', used),
  did(`${account_id} 0`, 'print', used, received),
]

const won = (account_id: string, closed_at: string): Row => ({
  opportunity_id: `of ${account_id}`,
  account_id,
  created_at: '2025-06-01',
  closed_at,
  is_won: true,
  is_closed: true,
  stage: 'won',
  type: 'new',
  arr: 1000,
})

const names = ['acme', 'beta', 'gamma', 'delta', 'epsilon']
const asOf = '2026-01-31'

const tables = () => ({
  accounts: names.map(company),
  account_domains: names.map(domain),
  users: [
    ...['acme', 'beta', 'gamma'].flatMap((name) => people(name, 3)),
    ...people('delta', 1, '2025-06-05'),
    ...people('epsilon', 1, '2025-06-05'),
  ],
  product_events: [
    // weeks end on Sundays: 8, 15, 22 and 29 June
    ...qualifying('acme', '2025-06-03', '2025-06-10'),
    ...qualifying('beta', '2025-06-03', '2025-06-10'),
    // the third feature was received when the three users were no longer active
    ...qualifying('gamma', '2025-06-03', '2025-06-10', '2025-07-02'),
    // true again after 6 weeks, and again after 14
    ...qualifying('acme', '2025-08-05', '2025-08-06'),
    ...qualifying('acme', '2025-12-02', '2025-12-03'),
    did('epsilon 0', 'draw', '2026-01-31'),
  ],
  sales_touches: [
    { touch_id: 't', account_id: 'acme', kind: 'meeting_held', occurred_at: '2025-06-20' },
    // fifteen days are too late
    { touch_id: 'late', account_id: 'beta', kind: 'meeting_held', occurred_at: '2025-07-01' },
  ],
  opportunities: [won('acme', '2025-07-20'), won('delta', '2025-07-10')],
})

onBothEngines((test) => {
  test('an account qualifies at the end of the first week with all signals, and again after the cooldown', async ({
    given,
  }) => {
    const { ask, sql, storeResults } = await given(tables())
    await storeResults()
    expect(
      await ask({
        metrics: ['newly_product_qualified_accounts', 'still_product_qualified_accounts'],
        by: ['account'],
        grain: 'month',
        from: '2025-06-01',
        to: '2025-12-31',
        having: [{ column: 'newly_product_qualified_accounts', operator: 'gt', value: 0 }],
        asOf: '2025-12-31',
      }),
    ).toEqual([
      {
        period: '2025-06-01',
        account: 'acme',
        newly_product_qualified_accounts: 1,
        still_product_qualified_accounts: 0,
      },
      {
        period: '2025-06-01',
        account: 'beta',
        newly_product_qualified_accounts: 1,
        still_product_qualified_accounts: 0,
      },
      {
        period: '2025-12-01',
        account: 'acme',
        newly_product_qualified_accounts: 1,
        still_product_qualified_accounts: 1,
      },
    ])
    expect(
      await sql(`
        select account_key, (qualified_at at time zone 'UTC')::date::text as qualified_on,
          (last_true_at at time zone 'UTC')::date::text as last_true_on
        from facts.qualification_spans order by account_key, qualified_at`),
    ).toEqual([
      // 31 August: the events of 5 August are in the 28 days that end with it
      { account_key: 'acme', qualified_on: '2025-06-15', last_true_on: '2025-08-31' },
      { account_key: 'acme', qualified_on: '2025-12-07', last_true_on: '2025-12-28' },
      { account_key: 'beta', qualified_on: '2025-06-15', last_true_on: '2025-06-29' },
    ])
    // with a cooldown of 30 days, the six weeks without signals are long enough
    expect(
      await ask({
        metrics: ['newly_product_qualified_accounts'],
        options: { qualification_cooldown_days: 30 },
        asOf,
      }),
    ).toEqual([{ newly_product_qualified_accounts: 4 }])
  })

  test('half of the qualified accounts were touched in time and won; the last one is immature', async ({
    given,
  }) => {
    const { ask } = await given(tables())
    const period = { grain: 'month', from: '2025-06-01', to: '2025-12-31', asOf } as const
    const touches = await ask({
      metrics: ['touchable_pqas', 'touched_pqas', 'pqa_touch_rate'],
      ...period,
    })
    expect(touches[0]).toEqual({
      period: '2025-06-01',
      touchable_pqas: 2,
      touched_pqas: 1,
      pqa_touch_rate: 0.5,
    })
    expect(touches.at(-1)).toEqual({
      period: '2025-12-01',
      touchable_pqas: 1,
      touched_pqas: 0,
      pqa_touch_rate: 0,
    })
    const wins = await ask({ metrics: ['mature_pqas', 'won_pqas', 'pqa_win_rate'], ...period })
    expect(wins[0]).toEqual({ period: '2025-06-01', mature_pqas: 2, won_pqas: 1, pqa_win_rate: 0.5 })
    // 180 days after 7 December are not over
    expect(wins.at(-1)).toEqual({ period: '2025-12-01', mature_pqas: 0, won_pqas: 0, pqa_win_rate: null })
  })

  test('an account that never qualified is compared by its start', async ({ given }) => {
    const { ask } = await given(tables())
    const rows = await ask({
      metrics: ['mature_unqualified_accounts', 'won_unqualified_accounts', 'unqualified_win_rate'],
      grain: 'month',
      from: '2025-01-01',
      to: '2025-06-30',
      asOf,
    })
    // of January, acme and beta qualified within 180 days; gamma did not, and did not win
    expect(rows[0]).toEqual({
      period: '2025-01-01',
      mature_unqualified_accounts: 1,
      won_unqualified_accounts: 0,
      unqualified_win_rate: 0,
    })
    expect(rows.at(-1)).toEqual({
      period: '2025-06-01',
      mature_unqualified_accounts: 2,
      won_unqualified_accounts: 1,
      unqualified_win_rate: 0.5,
    })
  })

  test('each past week end is what was asked as of that moment', async ({ given }) => {
    const { ask, sql, storeResults } = await given(tables())
    await storeResults()
    const weeks = await sql(`
      select (evaluated_at at time zone 'UTC')::date::text as day, count(*) as accounts
      from facts.qualified_weeks group by evaluated_at order by evaluated_at`)
    const known = new Map(weeks.map(({ day, accounts }) => [day, accounts]))
    for (const day of ['2025-06-08', '2025-06-15', '2025-06-29', '2025-07-06', '2025-08-31', '2025-12-07']) {
      const [row] = await ask({
        metrics: ['product_qualified_accounts'],
        asOf: `${day}T23:59:59.999999Z`,
      })
      expect([day, row?.['product_qualified_accounts']]).toEqual([day, known.get(day) ?? 0])
    }
    // and what happened later does not change it
    expect(await ask({ metrics: ['newly_product_qualified_accounts'], asOf: '2025-06-16' })).toEqual([
      { newly_product_qualified_accounts: 2 },
    ])
  })

  test('weeks in a row are one qualification, however short the cooldown is', async ({ given }) => {
    const { ask } = await given(tables())
    // acme in June, August and December, beta in June
    expect(
      await ask({
        metrics: ['newly_product_qualified_accounts'],
        options: { qualification_cooldown_days: 1 },
        asOf,
      }),
    ).toEqual([{ newly_product_qualified_accounts: 4 }])
  })

  test('a deal is won when it entered its last stage, not on the close date', async ({ given }) => {
    const { ask } = await given({
      ...tables(),
      opportunity_stages: [{ opportunity_id: 'of acme', stage: 'won', entered_at: '2026-01-10' }],
    })
    const rows = await ask({
      metrics: ['mature_pqas', 'won_pqas'],
      grain: 'month',
      from: '2025-06-01',
      to: '2025-06-30',
      asOf,
    })
    expect(rows).toEqual([{ period: '2025-06-01', mature_pqas: 2, won_pqas: 0 }])
  })
})
