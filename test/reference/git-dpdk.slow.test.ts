import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLoaded } from '../harness/loaded-warehouse.ts'
import type { LoadedWarehouse } from '../harness/loaded-warehouse.ts'
import { referenceSet } from '../harness/reference-set.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { Row } from '../harness/warehouse.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const set = referenceSet('git-dpdk')

/** A commit is the core action, and a contributor's first commit puts them into their cohort. */
const options = { core_action: 'commit' }
const cohortOptions = { ...options, retention_start_event: 'commit' }

/** Commits without an address have this domain in the stream; the expected files have no such company. */
const realCompanies = [{ dimension: 'account', operator: 'ne' as const, value: 'missing.example' }]

const hashes = new Map<string, string>()

describe.skipIf(!set.isHere).each(engineKinds)('git-dpdk on %s', (kind) => {
  let warehouse: LoadedWarehouse
  beforeAll(async () => {
    warehouse = await openLoaded(kind, set.contract)
  }, 240_000)
  afterAll(() => warehouse.close())

  /** The rows of a result, after a comparison with the same result of the previous engine. */
  const ask = async (request: MetricsRequestInput): Promise<readonly Row[]> => {
    const { columns, rows } = await warehouse.answer(request)
    const hash = createHash('sha256').update(JSON.stringify(rows)).digest('hex')
    const question = JSON.stringify(request)
    expect(hash, 'the rows on the other engine').toBe(hashes.get(question) ?? hash)
    hashes.set(question, hash)
    return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])))
  }

  test.each([
    ['user', 'active_users', 'new_active_users', 'retained_users', 'resurrected_users', 'dormant_users'],
    [
      'domain',
      'active_accounts',
      'new_active_accounts',
      'retained_accounts',
      'resurrected_accounts',
      'dormant_accounts',
    ],
  ])('monthly growth accounting by %s', async (actor, ...metrics) => {
    const answer = await ask({
      metrics,
      grain: 'month',
      options,
      where: actor === 'domain' ? realCompanies : [],
    })
    const expected = set.expected(`expected_${actor}_monthly_growth.csv`)
    expect(expected).toHaveLength(184)
    expect(answer.map((row) => Object.values(row).join())).toEqual(
      expected.map(({ month, active, new: fresh, retained, resurrected, churned }) =>
        [`${month}-01`, active, fresh, retained, resurrected, churned].join(),
      ),
    )
  })

  test.each([
    ['user', 'user_cohort_size', 'retained_users_by_age', 166],
    ['domain', 'account_cohort_size', 'retained_accounts_by_age', 72],
  ])('monthly cohorts by %s, up to an age of two years', async (actor, size, retained, cohorts) => {
    const answer = await ask({
      metrics: [size, retained],
      grain: 'month',
      where: [{ dimension: 'age', operator: 'lte', value: 24 }, ...(actor === 'domain' ? realCompanies : [])],
      options: cohortOptions,
    })
    const cells = new Map<unknown, { size: unknown; byAge: Map<number, unknown> }>()
    for (const row of answer) {
      const cohort = cells.get(row['cohort']) ?? { size: row[size], byAge: new Map<number, unknown>() }
      cohort.byAge.set(Number(row['age']), row[retained])
      cells.set(row['cohort'], cohort)
    }
    const expected = set.expected(`expected_${actor}_monthly_cohorts.csv`)
    expect(expected).toHaveLength(cohorts)
    expect(
      [...cells].map(([cohort, { size: people, byAge }]) =>
        // unobservable cells have no row
        [cohort, people, ...ages.map((age) => byAge.get(age) ?? '')].join(),
      ),
    ).toEqual(
      expected.map((row) =>
        [`${row['cohort_month']}-01`, row['cohort_size'], ...ages.map((age) => row[`m${age}`])].join(),
      ),
    )
  })

  test('users active on a day, in the 7, the 28 and the 30 days that end with it', async () => {
    const any = { active_event: '*' }
    const trailing = await ask({
      metrics: ['daily_active_users', 'weekly_active_users', 'monthly_active_users'],
      grain: 'day',
      options: any,
    })
    const longer = await ask({
      metrics: ['monthly_active_users'],
      grain: 'day',
      options: { ...any, mau_window: 30 },
    })
    const days = new Map(trailing.map((row) => [row['period'], row]))
    const inThirty = new Map(longer.map((row) => [row['period'], row['monthly_active_users']]))
    const expected = set.expected('expected_trailing_active_any_event.csv')
    expect(expected).toHaveLength(52)
    expect(
      expected.map(({ as_of }) => [...Object.values(days.get(as_of) ?? {}), inThirty.get(as_of)].join()),
    ).toEqual(expected.map((row) => Object.values(row).join()))
  })

  test.each([1, 7, 14, 28])(
    'a second day with a commit within %i days of the first activates a contributor',
    async (days) => {
      const [row] = await ask({
        metrics: ['eligible_signups', 'activated_users', 'time_to_value_hours_p50'],
        options: {
          ...options,
          activation_anchor: 'first_core_action',
          activation_distinct_days: 2,
          activation_window_hours: days * 24,
        },
      })
      const expected = set
        .expected('expected_activation_second_active_day.csv')
        .find(({ window_days }) => Number(window_days) === days)
      expect({
        window_days: String(days),
        cohort_users_with_full_window: row?.['eligible_signups'],
        activated: row?.['activated_users'],
        median_hours_to_second_day_event: Number(row?.['time_to_value_hours_p50']).toFixed(4),
      }).toEqual(expected)
    },
  )

  test('every company has its contributors and their commits', async () => {
    const companies = await ask({
      metrics: ['active_users', 'active_events'],
      by: ['account'],
      where: [{ dimension: 'account_kind', operator: 'eq', value: 'company' }],
      options,
    })
    const expected = set
      .expected('expected_domain_totals.csv')
      .filter(({ email_domain, is_freemail }) => is_freemail === '0' && !email_domain?.startsWith('solo-'))
    expect(expected).toHaveLength(116)
    expect(companies.map((row) => Object.values(row).join()).sort()).toEqual(
      expected.map(({ email_domain, users, commits }) => [email_domain, users, commits].join()).sort(),
    )
  })
})

const ages = Array.from({ length: 25 }, (_, age) => age)
