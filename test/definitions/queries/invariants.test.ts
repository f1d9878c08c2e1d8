import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import { neededDimensions } from '../../../src/semantic/plan/checks/needed-dimensions.ts'
import { generateTestCompany } from '../../sample-data/generated-company.ts'
import { ownCatalog } from '../../harness/own-catalog.ts'
import { openLoaded } from '../../harness/loaded-warehouse.ts'
import type { LoadedWarehouse } from '../../harness/loaded-warehouse.ts'
import type { Row, Warehouse } from '../../harness/warehouse.ts'
import { shareOf, slowTest } from '../../harness/slow-test.ts'

let warehouse: LoadedWarehouse
let ask: Warehouse['ask']

beforeAll(async () => {
  const company = await generateTestCompany({ users: 400, seed: 7 })
  warehouse = await openLoaded('postgres', company.directory)
  await company.remove()
  ask = (request) => warehouse.ask(request)
})
afterAll(() => warehouse.close())

const number = (row: Row | undefined, column: string): number => Number(row?.[column] ?? 0)
const sum = (rows: readonly Row[], column: string): number =>
  rows.reduce((total, row) => total + number(row, column), 0)
const group = (rows: readonly Row[], ...columns: readonly string[]): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = columns.map((column) => String(row[column])).join(' ')
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return groups
}

const movements = ['new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr', 'reactivation_mrr', 'fx_mrr']

describe('1. opening revenue plus movements equals closing revenue', () => {
  test.each(
    shareOf(
      [
        { of: 'the company', by: [], compared: 'account' },
        { of: 'every segment', by: ['icp_segment'], compared: 'account' },
        { of: 'every segment', by: ['icp_segment'], compared: 'customer' },
        { of: 'every segment', by: ['icp_segment'], compared: 'subscription_item' },
        { of: 'every plan of every size', by: ['account_size_band', 'industry'], compared: 'account' },
        { of: 'every account', by: ['account'], compared: 'account' },
        { of: 'every account', by: ['account'], compared: 'customer' },
        { of: 'every account', by: ['account'], compared: 'subscription_item' },
      ],
      1,
    ),
  )('of $of, in every month, $compared by $compared', async ({ by, compared }) => {
    const rows = await ask({
      metrics: ['starting_mrr', ...movements, 'net_new_mrr', 'mrr'],
      by,
      grain: 'month',
      options: { movement_grain: compared },
    })
    expect(rows.length).toBeGreaterThan(12)
    for (const row of rows) {
      const moved = movements.reduce((total, movement) => total + number(row, movement), 0)
      expect(number(row, 'starting_mrr') + moved).toBeCloseTo(number(row, 'mrr'), 4)
      expect(moved).toBeCloseTo(number(row, 'net_new_mrr'), 4)
    }
    for (const months of group(rows, ...by).values()) {
      months.slice(1).forEach((month, index) => {
        expect(number(month, 'starting_mrr')).toBeCloseTo(number(months[index], 'mrr'), 4)
      })
    }
  })
})

describe('amounts are consistent', () => {
  test.each(
    shareOf(
      [
        { by: [], options: {} },
        { by: ['account'], options: {} },
        { by: ['icp_segment'], options: { books: 'closed', mrr_discounts: 'gross', past_due_grace_days: 3 } },
      ],
      1,
    ),
  )('arr is twelve times mrr, by $by with $options', async ({ by, options }) => {
    const rows = await ask({ metrics: ['mrr', 'arr'], by, grain: 'month', options })
    expect(rows.length).toBeGreaterThan(12)
    for (const row of rows) expect(number(row, 'arr')).toBeCloseTo(12 * number(row, 'mrr'), 4)
  })

  slowTest(
    'closed books equal the result as of each month end, and restatements explain later changes',
    async () => {
      // with a short grace period many invoices are overdue at a month's end and paid later
      const options = { past_due_grace_days: 3, contract_past_due_grace_days: 3 }
      const metrics = ['mrr', 'arr', 'paying_accounts', 'arpa']
      const closed = await ask({
        metrics: [...metrics, 'said_then', 'said_now', 'restated_mrr'],
        grain: 'month',
        to: '2025-11-30',
        options: { ...options, books: 'closed' },
      })
      const current = await ask({ metrics: ['mrr'], grain: 'month', to: '2025-11-30', options })
      expect(closed.some((row) => number(row, 'restated_mrr') !== 0)).toBe(true)
      for (const [index, month] of closed.entries()) {
        const [year = 0, number_ = 0] = String(month['period']).split('-').map(Number)
        const asOf = new Date(Date.UTC(year, number_)).toISOString()
        const [then] = await ask({ metrics, asOf, options })
        expect(then).toEqual(Object.fromEntries(metrics.map((metric) => [metric, month[metric]])))
        expect(number(month, 'said_then')).toBe(number(month, 'mrr'))
        expect(number(month, 'said_now')).toBe(number(current[index], 'mrr'))
      }
    },
  )
})

describe('2. an active actor is new, retained or resurrected; an actor of the previous period is retained or dormant', () => {
  test.each(
    shareOf(
      [
        { who: 'users', active: 'active_users', grain: 'week', by: [] },
        { who: 'users', active: 'active_users', grain: 'month', by: ['icp_segment'] },
        { who: 'accounts', active: 'active_accounts', grain: 'month', by: [] },
      ] as const,
      1,
    ),
  )('$who by $grain and $by', async ({ who, active, grain, by }) => {
    const states = [`new_active_${who}`, `retained_${who}`, `resurrected_${who}`, `dormant_${who}`]
    const rows = await ask({ metrics: [active, ...states], grain, by: [...by] })
    expect(sum(rows, `dormant_${who}`)).toBeGreaterThan(0)
    for (const periods of group(rows, ...by).values()) {
      periods.forEach((row, index) => {
        const alive = states.slice(0, 3).reduce((total, state) => total + number(row, state), 0)
        expect(number(row, active)).toBe(alive)
        const before = index === 0 ? 0 : number(periods[index - 1], active)
        expect(number(row, `retained_${who}`) + number(row, `dormant_${who}`)).toBe(before)
      })
    }
  })
})

describe('3. on_or_after retention is at least the retention at the age', () => {
  test.each(shareOf(['user', 'workspace', 'account'], 1))('%s cohorts by week', async (actor) => {
    const metrics = [`${actor}_cohort_size`, `retained_${actor}s_by_age`]
    const on = await ask({ metrics, grain: 'week' })
    const later = await ask({ metrics, grain: 'week', options: { retention_criterion: 'on_or_after' } })
    expect(later.map(({ cohort, age }) => [cohort, age])).toEqual(on.map(({ cohort, age }) => [cohort, age]))
    on.forEach((cell, index) => {
      const unbounded = number(later[index], `retained_${actor}s_by_age`)
      expect(unbounded).toBeGreaterThanOrEqual(number(cell, `retained_${actor}s_by_age`))
      if (cell['age'] === 0) {
        expect(cell[`retained_${actor}s_by_age`]).toBe(cell[`${actor}_cohort_size`])
        return
      }
      expect(unbounded).toBeLessThanOrEqual(number(later[index - 1], `retained_${actor}s_by_age`))
    })
  })
})

test('4. gross revenue retention is at most 1 and at most the net one', async () => {
  const rows = await ask({
    metrics: ['gross_revenue_retention', 'net_revenue_retention'],
    by: ['account'],
    grain: 'month',
  })
  const known = rows.filter((row) => row['gross_revenue_retention'] !== null)
  expect(known.length).toBeGreaterThan(12)
  for (const row of known) {
    expect(number(row, 'gross_revenue_retention')).toBeLessThanOrEqual(
      Math.min(1, number(row, 'net_revenue_retention')),
    )
  }
})

describe('5. PLG, PLS, SLG and unknown add up to the total', () => {
  test.each(
    shareOf(
      [
        { motion: 'movement_motion', compared: 'account' },
        { motion: 'origin_motion', compared: 'account' },
        { motion: 'movement_motion', compared: 'customer' },
        { motion: 'origin_motion', compared: 'subscription_item' },
      ],
      1,
    ),
  )('by $motion, every movement of every month, $compared by $compared', async ({ motion, compared }) => {
    const asked = { metrics: movements, grain: 'month' as const, options: { movement_grain: compared } }
    const parts = group(await ask({ ...asked, by: [motion] }), 'period')
    const totals = await ask(asked)
    expect(totals.length).toBeGreaterThan(12)
    for (const total of totals) {
      const month = parts.get(String(total['period'])) ?? []
      for (const movement of movements) expect(sum(month, movement)).toBeCloseTo(number(total, movement), 4)
    }
  })

  slowTest('for every touch window', async () => {
    const [total] = await ask({ metrics: ['new_mrr'] })
    for (const qualified_touch_window_days of [30, 90, 180]) {
      const parts = await ask({
        metrics: ['new_mrr'],
        by: ['movement_motion'],
        options: { qualified_touch_window_days },
      })
      expect(sum(parts, 'new_mrr')).toBeCloseTo(number(total, 'new_mrr'), 4)
    }
  })
})

describe('8. a roll-up counts each user once and keeps all revenue', () => {
  slowTest(
    'the users of an account are at most the sum over its workspaces, and at least the largest',
    async () => {
      const workspaces = group(
        await ask({ metrics: ['active_users'], by: ['account', 'workspace_name'] }),
        'account',
      )
      const accounts = await ask({ metrics: ['active_users'], by: ['account'] })
      expect(accounts.length).toBeGreaterThan(10)
      for (const account of accounts) {
        const parts = workspaces.get(String(account['account'])) ?? []
        const users = number(account, 'active_users')
        expect(users).toBeLessThanOrEqual(sum(parts, 'active_users'))
        expect(users).toBeGreaterThanOrEqual(Math.max(...parts.map((part) => number(part, 'active_users'))))
      }
    },
  )

  test('the revenue of an account is the sum over its customers', async () => {
    const customers = await warehouse.sql(`
      select account_key as account, round(sum(amount * rate), 6) as mrr
      from facts.subscription_months
      where month = (select max(month) from facts.subscription_months)
      group by account_key
      having sum(amount * rate) > 0
      order by account_key collate "C"`)
    const accounts = await ask({ metrics: ['mrr'], by: ['account'] })
    expect(accounts.filter(({ mrr }) => mrr !== 0)).toEqual(customers)
    expect(sum(customers, 'mrr')).toBeCloseTo(number((await ask({ metrics: ['mrr'] }))[0], 'mrr'), 4)
  })
})

slowTest('9. the retention of all users is the weighted mean of disjoint segments', async () => {
  const request: MetricsRequestInput = {
    metrics: ['user_cohort_size', 'retained_users_by_age', 'user_retention_rate'],
    grain: 'month',
  }
  const segments = group(await ask({ ...request, by: ['icp_segment'] }), 'cohort', 'age')
  const all = await ask(request)
  expect(all.length).toBeGreaterThan(50)
  for (const cell of all) {
    const parts = segments.get(`${String(cell['cohort'])} ${String(cell['age'])}`) ?? []
    const weighted = parts.reduce(
      (total, part) => total + number(part, 'user_retention_rate') * number(part, 'user_cohort_size'),
      0,
    )
    expect(sum(parts, 'user_cohort_size')).toBe(cell['user_cohort_size'])
    expect(weighted / number(cell, 'user_cohort_size')).toBeCloseTo(number(cell, 'user_retention_rate'), 9)
  }
})

/** One query of each family. */
const everyFamily: readonly MetricsRequestInput[] = [
  { metrics: ['signups'], by: ['signup_source'], grain: 'month' },
  { metrics: ['workspace_signups', 'account_signups'], grain: 'month' },
  { metrics: ['activation_rate', 'time_to_value_hours_p50'], grain: 'month', parts: true },
  { metrics: ['workspace_activation_rate'], grain: 'month', parts: true },
  {
    metrics: ['active_users', 'active_accounts', 'weekly_active_users', 'stickiness_ratio'],
    grain: 'week',
  },
  {
    metrics: ['new_active_users', 'resurrected_users', 'dormant_users'],
    by: ['icp_segment'],
    grain: 'month',
  },
  { metrics: ['user_retention_rate'], grain: 'week', parts: true },
  { metrics: ['account_retention_rate'], grain: 'month', parts: true },
  { metrics: ['mrr', ...movements], by: ['account'], grain: 'month' },
  { metrics: ['new_mrr', 'expansion_mrr'], by: ['movement_motion', 'origin_motion'], grain: 'month' },
  { metrics: ['net_revenue_retention', 'gross_revenue_retention'], grain: 'month' },
  { metrics: ['arr'], grain: 'month' },
  { metrics: ['acquisition_spend', 'cac'], by: ['origin_motion'], grain: 'month' },
  { metrics: ['cac_payback_months', 'recovered_share'], grain: 'month' },
]

/** The families over events. */
const ofEvents = everyFamily.filter(({ metrics }) =>
  metrics.some((metric) => typeof metric === 'string' && /activation|active|retention_rate/.test(metric)),
)

const answers = async (
  { answer }: Warehouse,
  questions: readonly MetricsRequestInput[],
  asOf: string,
): Promise<readonly unknown[]> => {
  const rows: unknown[] = []
  for (const question of questions) rows.push((await answer({ ...question, asOf })).rows)
  return rows
}

describe('10. the result as of a past time equals the result of that time', () => {
  const then = '2025-06-01'

  test('as of a day, events received later have no effect', async () => {
    const answered = await answers(warehouse, ofEvents, then)
    const forgotten = await warehouse.whatIf(
      `delete from source.product_events where received_at > '${then}' or occurred_at > '${then}'`,
      (changed) => answers(changed, ofEvents, then),
    )
    expect(forgotten).toEqual(answered)
  })

  slowTest('an old event that arrives today changes today’s result, not last year’s', async () => {
    const question: MetricsRequestInput = { metrics: ['active_events'] }
    const [before] = await answers(warehouse, [question], then)
    const late = `
      insert into source.product_events (event_id, occurred_at, received_at, event_name, user_id)
      select 'late ' || event_id, occurred_at, '2025-12-31', 'edited', user_id
      from source.product_events
      where occurred_at < '${then}' and user_id is not null
      order by md5(event_id)
      limit 100`
    const [after, today] = await warehouse.whatIf(late, (changed) =>
      Promise.all([answers(changed, [question], then), answers(changed, [question], '2026-01-01')]),
    )
    expect(after).toEqual([before])
    expect(today).not.toEqual(await answers(warehouse, [question], '2026-01-01'))
  })
})

slowTest('11. the order of the rows in the source changes nothing', async () => {
  const tables = await warehouse.sql(
    'select table_name as name from plumbline.source_state where provided order by table_name',
  )
  const shuffle = tables
    .map(({ name }) => String(name))
    .map(
      (name) => `
        create temp table shuffled on commit drop as
          select * from source.${name} as row order by md5(row::text) desc;
        delete from source.${name};
        insert into source.${name} select * from shuffled;
        drop table shuffled`,
    )
    .join(';')
  const answered = await answers(warehouse, everyFamily, '2026-01-01')
  expect(await warehouse.whatIf(shuffle, (changed) => answers(changed, everyFamily, '2026-01-01'))).toEqual(
    answered,
  )
})

test('12. an event that is delivered twice counts once', async () => {
  const again = `
    insert into source.product_events
    select * from source.product_events as event where md5(event.event_id) < '4';
    insert into source.product_events
      (event_id, occurred_at, received_at, event_name, anonymous_id, user_id, workspace_id, account_id)
    select
      event_id, occurred_at + interval '3 days', coalesce(received_at, occurred_at) + interval '9 hours',
      'garbled', anonymous_id, user_id, workspace_id, account_id
    from source.product_events as event
    where md5(event.event_id) > 'c'`
  const asOf = '2026-01-01'
  const answered = await answers(warehouse, ofEvents, asOf)
  expect(await warehouse.whatIf(again, (changed) => answers(changed, ofEvents, asOf))).toEqual(answered)
})

describe('13. complete values do not change over time', () => {
  const early = '2025-07-01'
  const late = '2025-10-01'
  const onTime = 'update source.product_events set received_at = occurred_at'
  const cohorts: MetricsRequestInput = { metrics: ['user_retention_rate'], grain: 'week', parts: true }
  const activation: MetricsRequestInput = {
    metrics: ['activated_users', 'eligible_signups', 'activation_rate'],
    grain: 'month',
    to: '2025-05-31',
  }
  const answered = new Map<string, readonly Row[]>()

  beforeAll(() =>
    warehouse.whatIf(onTime, async (changed) => {
      for (const asOf of [early, late]) {
        answered.set(`cohorts ${asOf}`, await changed.ask({ ...cohorts, asOf }))
        answered.set(`activation ${asOf}`, await changed.ask({ ...activation, asOf }))
      }
    }),
  )

  test('complete cells of cohorts', () => {
    const complete = (answered.get(`cohorts ${early}`) ?? []).filter(
      (cell) => cell['user_retention_rate.maturity'] === 'COMPLETE',
    )
    const then = group(answered.get(`cohorts ${late}`) ?? [], 'cohort', 'age')
    expect(complete.length).toBeGreaterThan(100)
    for (const cell of complete)
      expect(then.get(`${String(cell['cohort'])} ${String(cell['age'])}`)).toEqual([cell])
  })

  test('activation of sign-ups whose window is complete', () => {
    const before = answered.get(`activation ${early}`)
    expect(before?.length).toBeGreaterThan(0)
    expect(answered.get(`activation ${late}`)).toEqual(before)
  })
})

/** A metric of each kind that has periods, with a dimension of text. */
const oneOfEachKind = async (): Promise<readonly { metric: string; dimension: string }[]> => {
  const catalog = await ownCatalog()
  const chosen = new Map<string, { metric: string; dimension: string }>()
  for (const { name, view, header, dimensions } of catalog.metrics.values()) {
    const dimension = dimensions.find((one) => ['plan', 'industry', 'origin_motion'].includes(one))
    const hasPeriods = catalog.views.get(view)?.header.time !== undefined
    if (dimension === undefined || !hasPeriods || neededDimensions(catalog, name).length > 0) continue
    if (!chosen.has(header.kind)) chosen.set(header.kind, { metric: name, dimension })
  }
  return [...chosen.values()]
}

slowTest(
  'joined conditions equal one comparison with the same meaning, for every kind of metric',
  async () => {
    const kinds = await oneOfEachKind()
    expect(kinds.length).toBeGreaterThan(8)
    for (const { metric, dimension } of kinds) {
      const values = ['free', 'starter', 'EdTech', 'FinTech', 'PLG', 'SLG']
      const equal = (value: string) => ({ dimension, operator: 'eq', value }) as const
      const query = (where: MetricsRequestInput['where']) =>
        ask({ metrics: [metric], where, grain: 'month', parts: true })
      expect(await query([{ anyOf: values.map(equal) }]), metric).toEqual(
        await query([{ dimension, operator: 'in', value: values }]),
      )
      expect(await query([{ not: { anyOf: values.map(equal) } }]), metric).toEqual(
        await query([{ dimension, operator: 'notIn', value: values }]),
      )
    }
  },
)
