import { expect } from 'vitest'
import type { Row, SourceRows } from '../harness/warehouse.ts'
import { onBothEngines } from '../harness/warehouse.ts'
import { referenceSet } from '../harness/reference-set.ts'

interface WorkedExample {
  readonly id: string
  readonly input: Readonly<Record<string, unknown>>
  readonly expected: Readonly<Record<string, number>> | number | string
}

/** A component of a health score, with the scores of its metrics. */
interface HealthComponent {
  readonly name: string
  readonly weight: number
  readonly metrics: readonly number[]
}

const set = referenceSet('worked-examples')
const examples = new Map(
  set.isHere ? (set.json('cases.json') as readonly WorkedExample[]).map((one) => [one.id, one]) : [],
)

/** An input or expected number of an example. */
const given = (id: string, name: string): number => {
  const value = examples.get(id)?.input[name]
  if (typeof value !== 'number') throw new Error(`${id} has no input ${name}`)
  return value
}

const expected = (id: string, name?: string): number => {
  const example = examples.get(id)
  const all = example?.expected
  const value = typeof all === 'object' ? all[name ?? ''] : all
  if (typeof value === 'string') throw new Error(`${id} expects no number`)
  if (value === undefined) throw new Error(`${id} expects no ${name ?? 'number'}`)
  return value
}

const times = <Item>(count: number, make: (index: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, index) => make(index))

const paid = (
  customer_id: string,
  amount: number,
  started_at: string,
  ended_at: string | null = null,
): Row => ({
  period_id: `${customer_id} ${started_at}`,
  customer_id,
  amount,
  started_at,
  ended_at,
})

/** The first day of a month, counted from January 2024. */
const month = (number: number): string => new Date(Date.UTC(2024, number, 1)).toISOString().slice(0, 10)

/** The monthly payments of one account. */
const payments = (customer_id: string, amounts: readonly number[]): readonly Row[] =>
  amounts.map((amount, index) =>
    paid(customer_id, Number(amount.toFixed(10)), month(index), month(index + 1)),
  )

onBothEngines((test) => {
  const example = test.skipIf(!set.isHere)

  example(
    'chartmogul-trial-to-paid: five of ten trials became paying, whenever it was',
    async ({ given: warehouse }) => {
      const id = 'chartmogul-trial-to-paid'
      const started = given(id, 'trials_started_in_month')
      const { ask } = await warehouse({
        subscription_periods: [
          ...times(started, (index) => ({
            ...paid(`c${index}`, 0, '2024-01-10', '2024-01-24'),
            is_trial: true,
            trial_end: '2024-01-24',
          })),
          ...times(given(id, 'of_those_became_paying'), (index) => paid(`c${index}`, 10, month(index + 1))),
        ],
      })
      expect(
        await ask({
          metrics: ['trial_conversion_rate'],
          grain: 'month',
          to: '2024-01-31',
          options: { trial_grace_days: null },
          asOf: '2025-01-01',
        }),
      ).toEqual([{ period: '2024-01-01', trial_conversion_rate: expected(id) }])
    },
  )

  example(
    'llamafinancial-nrr: what new customers pay is not retained revenue',
    async ({ given: warehouse }) => {
      const id = 'llamafinancial-nrr'
      const start = given(id, 'starting_mrr')
      const [expansion, contraction, churn] = [
        given(id, 'expansion'),
        given(id, 'contraction'),
        given(id, 'churn'),
      ]
      const { ask } = await warehouse({
        subscription_periods: [
          ...payments('grows', [1000, 1000 + expansion]),
          ...payments('shrinks', [1000, 1000 - contraction]),
          ...payments('leaves', [churn]),
          ...payments('stays', [start - 2000 - churn, start - 2000 - churn]),
          paid('is new', given(id, 'new_mrr'), month(1), month(2)),
        ],
      })
      expect(
        await ask({
          metrics: ['net_revenue_retention'],
          grain: 'month',
          from: '2024-02-01',
          to: '2024-02-29',
          options: { revenue_retention_months: 1 },
          asOf: '2024-03-01',
        }),
      ).toEqual([{ period: '2024-02-01', net_revenue_retention: expected(id, 'nrr_excluding_new') }])
    },
  )

  example('churnzero-nrr: upsold and then partly lost', async ({ given: warehouse }) => {
    const id = 'churnzero-nrr'
    const [start, churn] = [given(id, 'starting_mrr'), given(id, 'churn')]
    const upsold = given(id, 'mrr_after_upsell')
    const { ask } = await warehouse({
      subscription_periods: [
        ...payments('leaves', [churn]),
        ...payments('grows', [start - churn, upsold - churn]),
      ],
    })
    const [row] = await ask({
      metrics: ['net_revenue_retention'],
      options: { revenue_retention_months: 1 },
      asOf: '2024-02-15',
    })
    expect(row?.['net_revenue_retention']).toBeCloseTo(expected(id, 'nrr'), 6)
  })

  example(
    'metrickit-cohort-payback: churn from month 1, expansion from month 0',
    async ({ given: warehouse }) => {
      const id = 'metrickit-cohort-payback'
      const survival = (age: number): number =>
        (1 - given(id, 'early_monthly_churn')) ** Math.min(age, given(id, 'early_months')) *
        (1 - given(id, 'steady_monthly_churn')) ** Math.max(0, age - given(id, 'early_months'))
      const revenue = times(
        18,
        (age) => given(id, 'arpa_monthly') * survival(age) * (1 + given(id, 'monthly_expansion')) ** age,
      )
      const tables: SourceRows = {
        subscription_periods: payments('the cohort', revenue).map((row) => ({ ...row, plan: 'team' })),
        spend: [{ month: month(0), motion: 'shared', amount: given(id, 'cac') }],
        gross_margin: times(18, (age) => ({
          month: month(age),
          plan: 'team',
          margin: given(id, 'gross_margin'),
        })),
      }
      const { ask } = await warehouse(tables)
      const [row] = await ask({ metrics: ['cac_payback_months'], asOf: month(18) })
      // the page prints one digit; its note gives 10.8907
      expect(Number(row?.['cac_payback_months']).toFixed(1)).toBe(expected(id, 'payback_months').toFixed(1))
      expect(row?.['cac_payback_months']).toBeCloseTo(10.8907, 4)
    },
  )

  example(
    'dnoise-survival: what is left of a cohort that loses the same share every month',
    async ({ given: warehouse }) => {
      const id = 'dnoise-survival'
      const months = given(id, 'months')
      const kept = 1 - given(id, 'monthly_churn')
      const { ask } = await warehouse({
        subscription_periods: payments(
          'the cohort',
          times(months + 1, (age) => 1000 * kept ** age),
        ),
      })
      const [row] = await ask({
        metrics: ['cohort_net_revenue_retention'],
        grain: 'month',
        to: '2024-01-31',
        where: [{ dimension: 'age', operator: 'eq', value: months }],
        asOf: month(months + 1),
      })
      expect(row?.['cohort_net_revenue_retention']).toBeCloseTo(expected(id, 'survival'), 4)
    },
  )

  example(
    'deciq-k-ceiling: who invites fewer than one newcomer each grows to a ceiling',
    async ({ given: warehouse }) => {
      const [n0, k] = [given('deciq-k-ceiling', 'n0'), given('deciq-k-ceiling', 'k')]
      const newcomers = Math.round(n0 * k)
      const { ask } = await warehouse({
        users: [
          ...times(n0, (index) => ({ user_id: `u${index}`, created_at: '2024-01-01' })),
          ...times(newcomers, (index) => ({ user_id: `v${index}`, created_at: '2024-01-05' })),
        ],
        invitations: times(newcomers, (index) => ({
          invitation_id: `i${index}`,
          inviter_user_id: `u${index}`,
          invitee_key: `v${index}`,
          sent_at: '2024-01-02',
          accepted_at: '2024-01-05',
          accepted_user_id: `v${index}`,
        })),
      })
      const [row] = await ask({
        metrics: ['k_factor'],
        grain: 'day',
        to: '2024-01-01',
        parts: true,
        asOf: '2024-06-01',
      })
      expect(row?.['k_factor']).toBe(k)
      const ceiling = Number(row?.['k_factor.denominator']) / (1 - Number(row?.['k_factor']))
      expect(ceiling).toBeCloseTo(expected('deciq-k-ceiling', 'ceiling'), 6)
    },
  )

  example(
    'deciq-k-growth: k as the data have it; how large the last of the generations would be is the page’s arithmetic, not ours',
    async ({ given: warehouse }) => {
      const id = 'deciq-k-growth'
      const [n0, k] = [given(id, 'n0'), given(id, 'k')]
      const newcomers = Math.round(n0 * k)
      const { ask } = await warehouse({
        users: [
          ...times(n0, (index) => ({ user_id: `u${index}`, created_at: '2024-01-01' })),
          ...times(newcomers, (index) => ({ user_id: `v${index}`, created_at: '2024-01-05' })),
        ],
        // the first half brings two each, the others one
        invitations: times(newcomers, (index) => ({
          invitation_id: `i${index}`,
          inviter_user_id: `u${index % n0}`,
          invitee_key: `v${index}`,
          sent_at: '2024-01-02',
          accepted_at: '2024-01-05',
          accepted_user_id: `v${index}`,
        })),
      })
      const [row] = await ask({
        metrics: ['k_factor'],
        grain: 'day',
        to: '2024-01-01',
        parts: true,
        asOf: '2024-06-01',
      })
      expect(row?.['k_factor']).toBe(k)
      expect([row?.['k_factor.numerator'], row?.['k_factor.denominator']]).toEqual([newcomers, n0])
      // no user of the second generation has sent an invitation: a twentieth cannot occur in the data
      const size = Number(row?.['k_factor.denominator']) * Number(row?.['k_factor']) ** given(id, 'cycles')
      expect(size).toBeCloseTo(expected(id, 'size_of_last_generation'), 2)
    },
  )

  example(
    'natero-health: the score of an account is the weighted mean of its components',
    async ({ given: warehouse }) => {
      const id = 'natero-health'
      const components = examples.get(id)?.input['components'] as readonly HealthComponent[]
      const [support = 0, active = 0, recent = 0, features = 0, opinion = 0] = components.flatMap(
        ({ metrics }) => metrics,
      )
      // the page gives scores; here they follow from data
      const { ask } = await warehouse({
        accounts: [{ account_id: 'acme' }],
        account_domains: [{ domain: 'acme.example', account_id: 'acme', valid_from: '2020-01-01' }],
        users: times(100, (index) => ({
          user_id: `u${index}`,
          email: `u${index}@acme.example`,
          created_at: '2024-01-01',
        })),
        product_events: [
          ...times(active, (index) => ({
            event_id: `a${index}`,
            user_id: `u${index}`,
            event_name: `feature ${index % (features / 10)}`,
            occurred_at: index < recent ? '2024-05-30' : '2024-05-10',
          })),
        ],
        support_tickets: [support - 10, support + 10].map((satisfaction) => ({
          ticket_id: `t${satisfaction}`,
          account_id: 'acme',
          opened_at: '2024-05-20',
          closed_at: '2024-05-21',
          satisfaction,
        })),
        // no table contains a success manager's opinion of an account: another score represents it
        feedback: [
          { feedback_id: 'f', user_id: 'u0', kind: 'csat', score: opinion, submitted_at: '2024-05-20' },
        ],
      })
      const scale = (measure: string, window_days: number, to: number) => ({
        measure,
        window_days,
        points: [
          [0, 0],
          [to, 100],
        ],
      })
      const measures = [
        [scale('ticket_satisfaction', 28, 100)],
        [scale('active_users', 28, 100), scale('active_users', 7, 100)],
        [scale('features_used', 28, 10)],
        [scale('csat', 28, 100)],
      ]
      const options = {
        health_rule: {
          components: components.map(({ name, weight }, index) => ({
            component: name,
            weight,
            metrics: measures[index],
          })),
        },
      }
      const asOf = '2024-06-01'
      expect(await ask({ metrics: ['health_score'], by: ['account'], options, asOf })).toEqual([
        { account: 'acme', health_score: expected(id, 'total') },
      ])
      expect(
        await ask({
          metrics: ['health_component_score'],
          by: ['health_component'],
          where: [{ dimension: 'account', operator: 'eq', value: 'acme' }],
          options,
          asOf,
        }),
      ).toEqual([
        {
          health_component: 'Account Engagement',
          health_component_score: expected(id, 'account_engagement'),
        },
        { health_component: 'CSM Score', health_component_score: opinion },
        { health_component: 'Feature Usage', health_component_score: features },
        { health_component: 'Support', health_component_score: support },
      ])
    },
  )

  example(
    'churnbase-pqa: an account qualifies by four conditions, and by none of them alone',
    async ({ given: warehouse }) => {
      expect(examples.get('churnbase-pqa')?.input['rule']).toBe(
        'users_same_domain>=3 AND paid_tier_features_used_14d>=2 AND icp=true AND (weeks of last 4 with weekly_active_users>=3)>=3',
      )
      // each account is like the first, except for the property in its name
      const names = [
        'qualifies',
        'two-of-the-domain',
        'one-paid-feature',
        'a-paid-feature-a-day-late',
        'unfit',
        'two-weeks',
        'two-people-in-a-week',
      ] as const
      const person = (name: string, index: number) => `${name} ${index}`
      // weeks of seven days that end with 28 January: from 22, 15, 8 and 1 January
      const weeks = (name: string): readonly string[] =>
        name === 'two-weeks' ? ['2024-01-28', '2024-01-15'] : ['2024-01-28', '2024-01-15', '2024-01-14']
      const { ask } = await warehouse({
        accounts: names.map((name) => ({ account_id: name, icp_segment: name === 'unfit' ? null : 'icp' })),
        account_domains: names.map((name) => ({
          domain: `${name}.example`,
          account_id: name,
          valid_from: '2020-01-01',
        })),
        workspaces: names.map((name) => ({ workspace_id: name, account_id: name, created_at: '2023-12-01' })),
        users: names.flatMap((name) =>
          times(3, (index) => ({
            user_id: person(name, index),
            // a guest with a free mail address is active here, but not of the domain
            email: `p${index}@${name === 'two-of-the-domain' && index === 2 ? 'gmail.com' : `${name}.example`}`,
            created_at: '2023-12-01',
          })),
        ),
        memberships: names.flatMap((name) =>
          times(3, (index) => ({
            workspace_id: name,
            user_id: person(name, index),
            valid_from: '2023-12-01',
          })),
        ),
        product_events: names.flatMap((name) => [
          ...weeks(name).flatMap((day, week) =>
            times(name === 'two-people-in-a-week' && week === 1 ? 2 : 3, (index) => ({
              event_id: `${name} ${day} ${index}`,
              user_id: person(name, index),
              workspace_id: name,
              event_name: 'draw',
              occurred_at: day,
            })),
          ),
          ...(name === 'one-paid-feature' ? ['audit'] : ['audit', 'export']).map((event_name, index) => ({
            event_id: `${name} ${event_name}`,
            user_id: person(name, 0),
            workspace_id: name,
            event_name,
            // 15 January is the first of 14 days
            occurred_at:
              name === 'a-paid-feature-a-day-late' && index === 1 ? '2024-01-14T23:59:59Z' : '2024-01-15',
          })),
        ]),
      })
      const options = {
        paid_features: ['audit', 'export', 'sso'],
        active_week_min_users: 3,
        qualification_rule: {
          require: 'all',
          signals: [
            { measure: 'users_of_one_domain', op: '>=', value: 3 },
            { measure: 'paid_features_used', window_days: 14, op: '>=', value: 2 },
            { measure: 'active_weeks', op: '>=', value: 3 },
          ],
        },
      }
      const asOf = '2024-01-28T12:00:00Z'
      const rows = await ask({
        metrics: ['product_qualified_accounts', 'signalling_accounts'],
        by: ['account'],
        options,
        asOf,
      })
      expect(
        Object.fromEntries(rows.map(({ account, ...counted }) => [account, Object.values(counted)])),
      ).toEqual({
        qualifies: [1, 1],
        'two-of-the-domain': [0, 0],
        'one-paid-feature': [0, 0],
        'a-paid-feature-a-day-late': [0, 0],
        unfit: [0, 1],
        'two-weeks': [0, 0],
        'two-people-in-a-week': [0, 0],
      })
      // eight days earlier only one week was active
      expect(
        await ask({ metrics: ['product_qualified_accounts'], options, asOf: '2024-01-20T12:00:00Z' }),
      ).toEqual([{ product_qualified_accounts: 0 }])
    },
  )

  example(
    'growthpigeon-activation-leverage: who stays long is activated times retained',
    async ({ given: warehouse }) => {
      const id = 'growthpigeon-activation-leverage'
      const signups = given(id, 'signups')
      const activated = signups * given(id, 'activation_rate')
      const retained = activated * given(id, 'month3_retention_of_activated')
      const { ask } = await warehouse({
        users: times(signups, (index) => ({ user_id: `u${index}`, created_at: '2024-01-01' })),
        product_events: [
          ...times(activated, (index) => ({
            event_id: `a${index}`,
            user_id: `u${index}`,
            occurred_at: '2024-01-02',
          })),
          ...times(retained, (index) => ({
            event_id: `b${index}`,
            user_id: `u${index}`,
            occurred_at: '2024-04-15',
          })),
        ],
      })
      const asOf = '2024-06-01'
      expect(await ask({ metrics: ['activation_rate'], asOf })).toEqual([
        { activation_rate: given(id, 'activation_rate') },
      ])
      const [row] = await ask({
        metrics: ['user_retention_rate'],
        grain: 'month',
        parts: true,
        options: { retention_start_event: 'made' },
        where: [{ dimension: 'age', operator: 'eq', value: 3 }],
        to: '2024-01-31',
        asOf,
      })
      expect(row?.['user_retention_rate']).toBe(given(id, 'month3_retention_of_activated'))
      expect(row?.['user_retention_rate.numerator']).toBe(expected(id, 'long_term_users'))
    },
  )

  example(
    'seed-slack-limit: reached at the ten-thousandth message, crossed with the next',
    async ({ given: warehouse }) => {
      const limit = given('seed-slack-limit', 'limit')
      const used = (workspace_id: string, quantity: number): Row => ({
        workspace_id,
        meter: 'message',
        day: '2024-01-02',
        quantity,
      })
      const { ask } = await warehouse({
        workspaces: ['below', 'at', 'over'].map((workspace_id) => ({
          workspace_id,
          plan: 'free',
          created_at: '2024-01-01',
        })),
        plan_limits: [{ plan: 'free', meter: 'message', limit_quantity: limit, kind: 'cumulative' }],
        usage_daily: [used('below', limit - 1), used('at', limit), used('over', limit + 1)],
      })
      expect(
        await ask({ metrics: ['workspaces_at_limit', 'workspaces_over_limit'], asOf: '2024-02-01' }),
      ).toEqual([{ workspaces_at_limit: 2, workspaces_over_limit: 1 }])
    },
  )
})
