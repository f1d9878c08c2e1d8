import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const signedUp = (
  ...days: readonly (readonly [day: string, country: string | null])[]
): { users: readonly Row[] } => ({
  users: days.map(([created_at, country], index) => ({ user_id: `u${String(index)}`, created_at, country })),
})

const threeMonths = signedUp(
  ['2024-03-05', 'DE'],
  ['2025-02-01', 'DE'],
  ['2025-02-28', 'FR'],
  ['2025-03-01', 'DE'],
  ['2025-03-20', 'DE'],
  ['2025-03-31', null],
)

onBothEngines((test) => {
  test('a month is compared with the previous month and with the same month of last year', async ({
    given,
  }) => {
    const { ask } = await given(threeMonths)
    expect(
      await ask({
        metrics: ['signups'],
        grain: 'month',
        from: '2025-02-01',
        asOf: '2025-04-01T00:00:00Z',
        compareTo: ['previous', '1 year'],
        to: '2025-03-31',
      }),
    ).toEqual([
      {
        period: '2025-02-01',
        signups: 2,
        'signups.1_month_ago': 0,
        'signups.1_month_change': 2,
        'signups.1_month_growth': null,
        'signups.1_year_ago': null,
        'signups.1_year_change': null,
        'signups.1_year_growth': null,
      },
      {
        period: '2025-03-01',
        signups: 3,
        'signups.1_month_ago': 2,
        'signups.1_month_change': 1,
        'signups.1_month_growth': 0.5,
        'signups.1_year_ago': 1,
        'signups.1_year_change': 2,
        'signups.1_year_growth': 2,
      },
    ])
  })

  test('before the first data, comparisons are null, not zero', async ({ given }) => {
    const { ask } = await given(threeMonths)
    const rows = await ask({ metrics: ['signups'], grain: 'year', asOf: '2025-04-01', compareTo: ['1 year'] })
    expect(rows.map((row) => [row['period'], row['signups'], row['signups.1_year_ago']])).toEqual([
      ['2024-01-01', 1, null],
      ['2025-01-01', 5, 1],
    ])
  })

  test('before the first data, comparisons are null for every from, and a note gives the first day', async ({
    given,
  }) => {
    const { answer } = await given(threeMonths)
    const request = {
      metrics: ['signups'],
      grain: 'month' as const,
      asOf: '2025-04-01T00:00:00Z',
      compareTo: ['previous'],
    }
    const since =
      'The data of signups start on 2024-03-05: earlier periods before that day are null, and the period of that day counts from it on.'
    const [first] = (await answer(request)).rows
    expect(first).toEqual(['2024-03-01', '1', null, null, null])
    for (const from of ['2024-03-01', '2024-03-31', '2023-06-01']) {
      const { rows, provenance } = await answer({ ...request, from, to: '2024-04-30' })
      expect(rows.find(([period]) => period === '2024-03-01')).toEqual(first)
      expect(rows.find(([period]) => period === '2024-04-01')).toEqual(['2024-04-01', '0', '1', '-1', '-1'])
      expect(provenance.notes).toContain(since)
    }
    expect((await answer({ ...request, from: '2025-02-01' })).provenance.notes).not.toContain(since)
    // filtered users do not change the first known day
    const french = await answer({
      ...request,
      where: [{ dimension: 'user_country', operator: 'eq', value: 'FR' }],
    })
    expect(french.rows[0]).toEqual(['2025-02-01', '1', '0', '1', null])
  })

  test('a month to date before the first data is null', async ({ given }) => {
    const { ask } = await given(signedUp(['2025-01-20', 'DE'], ['2025-02-03', 'DE'], ['2025-02-25', 'FR']))
    const request: MetricsRequestInput = {
      metrics: ['signups'],
      grain: 'month',
      period: 'this month',
      compareTo: ['previous'],
      toDate: true,
    }
    expect(await ask({ ...request, asOf: '2025-02-10T00:00:00Z' })).toMatchObject([
      { signups: 1, 'signups.1_month_ago': null },
    ])
    expect(await ask({ ...request, asOf: '2025-02-26T00:00:00Z' })).toMatchObject([
      { signups: 2, 'signups.1_month_ago': 1 },
    ])
  })

  const compared = (alias: string, span: string, ...values: readonly unknown[]) =>
    Object.fromEntries(
      ['', `.${span}_ago`, `.${span}_change`, `.${span}_growth`].map((end, index) => [
        `${alias}${end}`,
        values[index],
      ]),
    )

  test('the total is compared with the total of the previous range, equal to the query without groups', async ({
    given,
  }) => {
    const { answer } = await given({
      ...threeMonths,
      product_events: ['2024-03-09', '2025-01-03', '2025-02-03', '2025-03-07', '2025-03-08'].map(
        (occurred_at, index) => ({ user_id: `u${String(index % 3)}`, occurred_at }),
      ),
    })
    const totalsOf = async (request: MetricsRequestInput) => {
      const { columns, totals } = await answer({
        asOf: '2025-04-01T00:00:00Z',
        ...request,
        totals: true,
      })
      return Object.fromEntries(columns.map(({ name }, index) => [name, totals?.[index]]))
    }
    for (const [grain, from, to, span] of [
      ['month', '2025-03-01', '2025-03-31', 'previous'],
      ['month', '2025-03-01', '2025-03-31', '1 year'],
      ['quarter', '2025-01-01', '2025-03-31', 'previous'],
      ['day', '2025-03-07', '2025-03-07', '1 month'],
      ['week', '2025-03-03', '2025-03-09', '1 week'],
    ] as const) {
      const request: MetricsRequestInput = {
        metrics: ['signups', 'active_users', 'monthly_active_users'],
        grain,
        from,
        to,
        asOf: '2025-04-01T00:00:00Z',
        compareTo: [span],
      }
      const { columns, rows } = await answer(request)
      const alone = Object.fromEntries(columns.map(({ name }, index) => [name, rows[0]?.[index]]))
      expect(await totalsOf({ ...request, by: ['user_country'] }), grain).toEqual({
        ...alone,
        period: null,
        user_country: null,
      })
    }
    // several periods: the range of the same length before, recounted
    expect(
      await totalsOf({
        metrics: ['signups', { metric: 'signups', alias: 'ever', over: 'all_time' }, 'active_users'],
        grain: 'month',
        from: '2025-02-01',
        to: '2025-03-31',
        compareTo: ['previous', '1 year'],
        by: ['user_country'],
      }),
    ).toMatchObject({
      ...compared('signups', '1_month', '5', '2', '3', '1.5'),
      ...compared('ever', '1_month', '6', '3', '3', '1'),
      ...compared('signups', '1_year', '5', '1', '4', '4'),
      ...compared('active_users', '1_month', '3', '2', '1', '0.5'),
    })
    // from the first known day on
    expect(
      await totalsOf({ metrics: ['signups'], grain: 'year', compareTo: ['1 year', '3 years'] }),
    ).toMatchObject({
      ...compared('signups', '1_year', '6', '1', '5', '5'),
      ...compared('signups', '3_years', '6', null, null, null),
    })
  })

  test('the total of hours is compared with the hours before, across midnight', async ({ given }) => {
    const { answer } = await given(
      signedUp(
        ['2025-02-28T22:30:00Z', 'DE'],
        ['2025-03-01T01:30:00Z', 'DE'],
        ['2025-03-01T23:30:00Z', 'FR'],
      ),
    )
    const { totals } = await answer({
      metrics: ['signups'],
      by: ['user_country'],
      grain: 'hour',
      from: '2025-03-01',
      to: '2025-03-01',
      asOf: '2025-03-03T00:00:00Z',
      compareTo: ['2 hours', '1 day'],
      totals: true,
    })
    expect(totals).toEqual([null, null, '2', '2', '0', '0', '1', '1', '1'])
  })

  test('the total of a rate is the overall rate, compared with the earlier overall rate', async ({
    given,
  }) => {
    const { answer } = await given({
      subscription_periods: [
        { customer_id: 'a', started_at: '2025-01-01', amount: 10 },
        { customer_id: 'b', started_at: '2025-02-01', amount: 30 },
        { customer_id: 'c', started_at: '2025-02-01', amount: 10 },
      ],
    })
    const { columns, totals, subtotals } = await answer({
      metrics: ['arpa'],
      by: ['account'],
      grain: 'month',
      from: '2025-02-01',
      to: '2025-02-28',
      asOf: '2025-03-01',
      compareTo: ['1 month'],
      parts: true,
      totals: true,
      subtotals: true,
    })
    expect(columns.map(({ name }, index) => [name, totals?.[index]])).toEqual([
      ['period', null],
      ['account', null],
      ['arpa', '16.666667'],
      ['arpa.1_month_ago', '10'],
      ['arpa.1_month_change', '6.666667'],
      ['arpa.1_month_growth', '0.666666666667'],
      ['arpa.numerator', '50'],
      ['arpa.denominator', '3'],
    ])
    expect(subtotals).toEqual([{ by: [], rows: [['2025-02-01', ...(totals?.slice(1) ?? [])]] }])
  })

  test('every group is compared with itself, also a group without earlier data', async ({ given }) => {
    const { ask } = await given(threeMonths)
    const rows = await ask({
      metrics: ['signups'],
      by: ['user_country'],
      grain: 'month',
      from: '2025-03-01',
      to: '2025-03-31',
      asOf: '2025-04-01',
      compareTo: ['previous'],
    })
    expect(rows.map((row) => [row['user_country'], row['signups'], row['signups.1_month_ago']])).toEqual([
      ['DE', 2, 1],
      ['FR', 0, 1],
      [null, 1, 0],
    ])
  })

  test('a month to date is compared with the same elapsed part of the month before', async ({ given }) => {
    const { ask } = await given(
      signedUp(
        ['2024-12-31', 'DE'],
        ['2025-01-31', 'DE'],
        ['2025-02-10T11:59:00Z', 'DE'],
        ['2025-02-10T12:01:00Z', 'DE'],
        ['2025-03-01', 'DE'],
        ['2025-03-10T11:00:00Z', 'DE'],
      ),
    )
    const rows = await ask({
      metrics: ['signups'],
      grain: 'month',
      period: 'this month',
      asOf: '2025-03-10T12:00:00Z',
      compareTo: ['previous', '2 months'],
      toDate: true,
    })
    expect(rows).toMatchObject([
      { period: '2025-03-01', signups: 2, 'signups.1_month_ago': 1, 'signups.2_months_ago': 0 },
    ])
  })

  test('a rate is compared with the earlier rate', async ({ given }) => {
    const { ask } = await given({
      subscription_periods: [
        { customer_id: 'a', started_at: '2025-01-01', amount: 10 },
        { customer_id: 'b', started_at: '2025-02-01', amount: 40 },
      ],
    })
    const rows = await ask({
      metrics: ['arpa'],
      grain: 'month',
      from: '2025-02-01',
      asOf: '2025-03-01',
      compareTo: ['1 month'],
    })
    expect(rows).toMatchObject([
      { arpa: 25, 'arpa.1_month_ago': 10, 'arpa.1_month_change': 15, 'arpa.1_month_growth': 1.5 },
    ])
  })

  test('conditions on numbers apply to the result, and pages continue after them', async ({ given }) => {
    const { ask, answer } = await given(threeMonths)
    const request: MetricsRequestInput = {
      metrics: ['signups'],
      by: ['user_country'],
      grain: 'month',
      asOf: '2025-04-01',
      having: [{ column: 'signups', operator: 'gte', value: 1 }],
    }
    const shown = await ask(request)
    expect(shown.map((row) => [row['period'], row['user_country'], row['signups']])).toEqual([
      ['2024-03-01', 'DE', 1],
      ['2025-02-01', 'DE', 1],
      ['2025-02-01', 'FR', 1],
      ['2025-03-01', 'DE', 2],
      ['2025-03-01', null, 1],
    ])
    const first = await answer({ ...request, first: 3 })
    const rest = await answer({ ...request, first: 3, after: first.pageInfo.endCursor ?? '' })
    expect([...first.rows, ...rest.rows]).toEqual((await answer(request)).rows)
  })

  test('the two largest groups are separate, and all others are one group without double counting', async ({
    given,
  }) => {
    const { ask } = await given({
      users: [
        { user_id: 'a', created_at: '2025-01-01', signup_source: 'ads' },
        { user_id: 'b', created_at: '2025-01-01', signup_source: 'ads' },
        { user_id: 'c', created_at: '2025-01-01', signup_source: 'ads' },
        { user_id: 'd', created_at: '2025-01-01', signup_source: 'blog' },
        { user_id: 'e', created_at: '2025-01-01', signup_source: 'blog' },
        { user_id: 'f', created_at: '2025-01-01', signup_source: 'fair' },
        { user_id: 'g', created_at: '2025-01-01', signup_source: null },
      ],
      product_events: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'g'].map((user_id, index) => ({
        event_id: `e${String(index)}`,
        user_id,
        occurred_at: `2025-01-0${String(index + 1)}`,
      })),
    })
    expect(
      await ask({
        metrics: ['signups', 'active_users'],
        by: ['signup_source'],
        asOf: '2025-02-01',
        top: { dimension: 'signup_source', count: 2 },
        orderBy: [{ column: 'signups', direction: 'desc' }],
      }),
    ).toEqual([
      { signup_source: 'ads', signups: 3, active_users: 3 },
      { signup_source: '(other)', signups: 2, active_users: 2 },
      { signup_source: 'blog', signups: 2, active_users: 2 },
    ])
    expect(
      await ask({
        metrics: ['signups'],
        by: ['signup_source'],
        asOf: '2025-02-01',
        keep: [{ dimension: 'signup_source', values: ['fair', null] }],
      }),
    ).toEqual([
      { signup_source: '(other)', signups: 5 },
      { signup_source: 'fair', signups: 1 },
      { signup_source: null, signups: 1 },
    ])
  })

  test('the total covers the whole periods shown, also when the range starts or ends within one', async ({
    given,
  }) => {
    const { ask, answer } = await given(threeMonths)
    const request = {
      metrics: ['signups'],
      by: ['user_country'],
      grain: 'month' as const,
      from: '2025-02-10',
      to: '2025-03-10',
      asOf: '2025-04-01',
    }
    const { totals } = await answer({ ...request, totals: true })
    expect(totals).toEqual([null, null, '5'])
    const top = await ask({ ...request, top: { dimension: 'user_country', count: 1 } })
    // three from Germany, while a month cut at the tenth would have one
    expect(new Set(top.map((row) => row['user_country']))).toEqual(new Set(['DE', '(other)']))
  })

  test('ranks use the options of the ranking metric, independent of the other metrics', async ({ given }) => {
    const { ask } = await given({
      ...threeMonths,
      product_events: [{ user_id: 'u1', occurred_at: '2025-03-02' }],
    })
    const rows = await ask({
      metrics: ['signups', 'active_users'],
      by: ['user_country'],
      asOf: '2025-04-01',
      options: { active_event: '*' },
      top: { dimension: 'user_country', count: 1, by: 'signups' },
    })
    expect(rows).toEqual([
      { user_country: '(other)', signups: 2, active_users: 0 },
      { user_country: 'DE', signups: 4, active_users: 1 },
    ])
  })

  test('previous and one month before are the same', async ({ given }) => {
    const { ask } = await given(threeMonths)
    const [row] = await ask({
      metrics: ['signups'],
      grain: 'month',
      from: '2025-03-01',
      asOf: '2025-04-01',
      compareTo: ['previous', '1 month'],
    })
    expect(row).toMatchObject({ signups: 3, 'signups.1_month_ago': 2 })
  })

  test('every level is recounted: a user in two groups counts once in their total', async ({ given }) => {
    const { answer } = await given({
      users: [
        { user_id: 'a', created_at: '2025-01-01', country: 'DE' },
        { user_id: 'b', created_at: '2025-01-01', country: 'DE' },
      ],
      product_events: [
        { event_id: '1', user_id: 'a', occurred_at: '2025-01-02', event_name: 'edit', workspace_id: 'w1' },
        { event_id: '2', user_id: 'a', occurred_at: '2025-02-02', event_name: 'edit', workspace_id: 'w2' },
        { event_id: '3', user_id: 'b', occurred_at: '2025-02-03', event_name: 'view', workspace_id: 'w2' },
      ],
    })
    const { subtotals, totals, rows } = await answer({
      metrics: ['active_users'],
      by: ['user_country', 'signup_source'],
      grain: 'month',
      asOf: '2025-03-01T00:00:00Z',
      to: '2025-02-28',
      subtotals: true,
      totals: true,
    })
    expect(rows).toEqual([
      ['2025-01-01', 'DE', null, '1'],
      ['2025-02-01', 'DE', null, '2'],
    ])
    expect(subtotals).toEqual([
      {
        by: ['user_country'],
        rows: [
          ['2025-01-01', 'DE', null, '1'],
          ['2025-02-01', 'DE', null, '2'],
        ],
      },
      {
        by: [],
        rows: [
          ['2025-01-01', null, null, '1'],
          ['2025-02-01', null, null, '2'],
        ],
      },
    ])
    expect(totals).toEqual([null, null, null, '2'])
  })

  test.for([
    ['today', ['2025-05-14']],
    ['yesterday', ['2025-05-13']],
    ['last 2 days', ['2025-05-12', '2025-05-13']],
    ['this week', ['2025-05-12', '2025-05-13', '2025-05-14']],
    [
      'last week',
      ['2025-05-05', '2025-05-06', '2025-05-07', '2025-05-08', '2025-05-09', '2025-05-10', '2025-05-11'],
    ],
  ] as const)('the period %s is relative to as_of', async ([period, days], { given }) => {
    const { ask } = await given(signedUp(['2025-05-01', 'DE']))
    const rows = await ask({ metrics: ['signups'], grain: 'day', period, asOf: '2025-05-14T09:00:00Z' })
    expect(rows.map((row) => row['period'])).toEqual(days)
  })

  test('relative quarters and years are those of the fiscal year', async ({ given }) => {
    const { ask } = await given(signedUp(['2024-01-01', 'DE']))
    const months = async (period: string) =>
      (
        await ask({
          metrics: ['signups'],
          grain: 'month',
          period,
          asOf: '2025-05-14',
          options: { fiscal_year_start: 2 },
        })
      ).map((row) => row['period'])
    expect(await months('last quarter')).toEqual(['2025-02-01', '2025-03-01', '2025-04-01'])
    expect(await months('this year')).toEqual(['2025-02-01', '2025-03-01', '2025-04-01', '2025-05-01'])
    expect(
      (
        await ask({
          metrics: ['signups'],
          grain: 'quarter',
          from: '2024-01-15',
          to: '2024-05-01',
          asOf: '2025-05-14',
          options: { fiscal_year_start: 2 },
        })
      ).map((row) => [row['period'], row['signups']]),
    ).toEqual([
      ['2023-11-01', 1],
      ['2024-02-01', 0],
      ['2024-05-01', 0],
    ])
  })

  test('the night in which the clock goes forward has 23 hours, the one in which it goes back 25', async ({
    given,
  }) => {
    const everyHour = (first: string, hours: number): { users: readonly Row[] } =>
      signedUp(
        ...Array.from(
          { length: hours },
          (_, hour) => [new Date(Date.parse(first) + hour * 3_600_000).toISOString(), 'DE'] as const,
        ),
      )
    const question = (day: string, grain: 'day' | 'hour'): MetricsRequestInput => ({
      metrics: ['signups'],
      grain,
      from: day,
      to: day,
      timeZone: 'Europe/Berlin',
      asOf: '2025-12-31',
    })
    const spring = await given(everyHour('2025-03-29T12:00:00Z', 48))
    expect(await spring.ask(question('2025-03-30', 'day'))).toEqual([{ period: '2025-03-30', signups: 23 }])
    const hours = await spring.ask(question('2025-03-30', 'hour'))
    expect(hours).toHaveLength(23)
    expect(hours.every((row) => row['signups'] === 1)).toBe(true)
    const autumn = await given(everyHour('2025-10-25T12:00:00Z', 48))
    expect(await autumn.ask(question('2025-10-26', 'day'))).toEqual([{ period: '2025-10-26', signups: 25 }])
    const back = await autumn.ask(question('2025-10-26', 'hour'))
    expect(back).toHaveLength(25)
    expect(back.every((row) => row['signups'] === 1)).toBe(true)
  })

  test('an earlier hour exists in the night in which the clock goes back', async ({ given }) => {
    const { ask } = await given(
      signedUp(['2025-10-01', 'DE'], ['2025-10-26T00:30:00Z', 'DE'], ['2025-10-26T01:30:00Z', 'DE']),
    )
    const rows = await ask({
      metrics: ['signups'],
      grain: 'hour',
      from: '2025-10-26',
      to: '2025-10-26',
      timeZone: 'Europe/Berlin',
      asOf: '2025-10-26T02:00:00Z',
      compareTo: ['1 hour'],
    })
    expect(rows.map((row) => [row['period'], row['signups'], row['signups.1_hour_ago']])).toEqual([
      ['2025-10-25T22:00:00Z', 0, 0],
      ['2025-10-25T23:00:00Z', 0, 0],
      ['2025-10-26T00:00:00Z', 1, 0],
      ['2025-10-26T01:00:00Z', 1, 1],
      ['2025-10-26T02:00:00Z', 0, 1],
    ])
  })
})
