import { expect } from 'vitest'
import { onBothEngines } from '../harness/warehouse.ts'

const accounts = ['plg', 'pls', 'slg', 'auto', 'old']

const touch = (account_id: string, occurred_at: string, kind = 'meeting_held', more = {}) => ({
  touch_id: `${account_id} ${occurred_at}`,
  account_id,
  occurred_at: `${occurred_at}T00:00:00Z`,
  kind,
  ...more,
})

/** Five companies that began to pay on 1 June; only the day on which sales met them differs. */
const company = {
  accounts: accounts.map((account_id) => ({ account_id, name: account_id })),
  users: accounts.map((account_id) => ({
    user_id: `user of ${account_id}`,
    email_domain: `${account_id}.example`,
    created_at: '2024-04-01T00:00:00Z',
  })),
  account_domains: accounts.map((account_id) => ({
    domain: `${account_id}.example`,
    account_id,
    verified: true,
  })),
  product_events: accounts.map((account_id) => ({
    event_id: account_id,
    user_id: `user of ${account_id}`,
    event_name: 'edit',
    occurred_at: '2024-04-02T00:00:00Z',
  })),
  sales_touches: [
    touch('pls', '2024-05-01'),
    touch('slg', '2024-03-15'),
    touch('auto', '2024-05-01', 'meeting_held', { is_automated: true }),
    touch('auto', '2024-05-02', 'email_sent'),
    touch('old', '2024-04-03'),
  ],
  billing_customers: accounts.map((account_id) => ({ customer_id: account_id, account_id })),
  subscription_periods: accounts.map((customer_id) => ({
    period_id: customer_id,
    subscription_id: customer_id,
    customer_id,
    started_at: '2024-06-01T00:00:00Z',
    ended_at: customer_id === 'pls' ? '2024-07-01T00:00:00Z' : null,
    amount: 100,
    interval: 'month',
    currency: 'USD',
  })),
}

onBothEngines((test) => {
  test('nobody from sales is PLG, use before the touch is PLS, the touch first is SLG, mail is nobody', async ({
    given,
  }) => {
    const { ask } = await given(company)
    const asked = { metrics: ['new_mrr'], by: ['account', 'movement_motion'], grain: 'month' as const }
    expect(
      (await ask({ ...asked, from: '2024-06-01', to: '2024-06-30', asOf: '2024-08-15' }))
        .filter((row) => row['new_mrr'] !== 0)
        .map((row) => [row['account'], row['movement_motion']]),
    ).toEqual([
      ['auto', 'PLG'],
      ['old', 'PLS'],
      ['plg', 'PLG'],
      ['pls', 'PLS'],
      ['slg', 'SLG'],
    ])
  })

  test('a touch before the window does not count, and the window can be asked for', async ({ given }) => {
    const { ask } = await given(company)
    const plg = async (touch_window_days: number) =>
      (await ask({
        metrics: ['new_mrr'],
        by: ['movement_motion'],
        asOf: '2024-08-15',
        where: [{ dimension: 'movement_motion', operator: 'eq', value: 'PLG' }],
        options: { touch_window_days },
      })) as readonly unknown[]
    expect(await plg(30)).toEqual([{ movement_motion: 'PLG', new_mrr: 500 }])
    expect(await plg(60)).toEqual([{ movement_motion: 'PLG', new_mrr: 300 }])
    expect(await plg(90)).toEqual([{ movement_motion: 'PLG', new_mrr: 200 }])
  })

  test('what is lost counts against the motion that won the account, and the parts make the total', async ({
    given,
  }) => {
    const { ask } = await given(company)
    expect(
      (await ask({ metrics: ['churned_mrr'], by: ['movement_motion'], asOf: '2024-08-15' })).filter(
        (row) => row['churned_mrr'] !== 0,
      ),
    ).toEqual([{ movement_motion: 'PLS', churned_mrr: -100 }])
    const parts = await ask({ metrics: ['mrr'], by: ['origin_motion'], grain: 'month', asOf: '2024-08-15' })
    const totals = await ask({ metrics: ['mrr'], grain: 'month', asOf: '2024-08-15' })
    for (const { period, mrr } of totals) {
      const sum = parts
        .filter((row) => row['period'] === period)
        .reduce((total, row) => total + Number(row['mrr']), 0)
      expect(sum).toBe(mrr)
    }
  })

  test('a cohort has paid back within the month in which its profit reached its cost', async ({ given }) => {
    const { ask } = await given({
      ...company,
      spend: [
        { month: '2024-06-01', motion: 'PLG', channel: 'ads', category: 'media', amount: 300 },
        { month: '2024-06-01', motion: 'SLG', channel: 'field', category: 'people', amount: 1000 },
      ],
      gross_margin: [],
    })
    // two PLG accounts bring 200 a month: 300 is reached half-way through the second
    expect(
      await ask({
        metrics: ['cac_payback_months', 'recovered_share'],
        by: ['origin_motion'],
        asOf: '2024-09-01',
        from: '2024-06-01',
        to: '2024-06-30',
        where: [{ dimension: 'origin_motion', operator: 'in', value: ['PLG', 'SLG'] }],
      }),
    ).toEqual([
      { cohort: '2024-06-01', origin_motion: 'PLG', cac_payback_months: 1.5, recovered_share: 2 },
      { cohort: '2024-06-01', origin_motion: 'SLG', cac_payback_months: null, recovered_share: 0.3 },
    ])
  })
})
