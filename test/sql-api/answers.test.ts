import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { comparable, openSqlApi, rejection, type SqlApi } from './open-sql-api.ts'

let api: SqlApi
let client: pg.Client

beforeAll(async () => {
  api = await openSqlApi()
  client = await api.connect()
})
afterAll(() => api.close())

const rows = async (sql: string, values: readonly unknown[] = []): Promise<unknown[][]> =>
  (await client.query<unknown[]>({ text: sql, values: [...values], rowMode: 'array' })).rows

const revenue = 'plumbline_metrics.revenue'

/** Statements of BI tools, and the questions of every other interface that they ask. */
const questions: Readonly<Record<string, MetricsRequestInput>> = {
  [`select sum(mrr) from ${revenue}`]: { metrics: ['mrr'] },
  [`select month, sum(mrr), sum(new_mrr) from ${revenue} group by month`]: {
    metrics: ['mrr', 'new_mrr'],
    grain: 'month',
  },
  [`select month, origin_motion, mrr from ${revenue}`]: {
    metrics: ['mrr'],
    by: ['origin_motion'],
    grain: 'month',
  },
  // Metabase: a nested question
  [`select "source"."month", sum("source"."mrr") from (select "r"."month" as "month", "r"."mrr" as "mrr", "r"."plan" from ${revenue} as "r" where "r"."origin_motion" = 'PLG') as "source" group by "source"."month"`]:
    {
      metrics: ['mrr'],
      grain: 'month',
      where: [{ dimension: 'origin_motion', operator: 'eq', value: 'PLG' }],
    },
  // Superset: a virtual dataset, dates by TO_DATE
  [`select date_trunc('quarter', d)::date, sum(v) from (select month as d, mrr as v from ${revenue}) as virtual_table where d >= TO_DATE('2025-01-01', 'YYYY-MM-DD') and d < TO_DATE('2025-07-01', 'YYYY-MM-DD') group by 1`]:
    { metrics: ['mrr'], grain: 'quarter', from: '2025-01-01', to: '2025-06-30' },
  // Tableau: a total, with its condition on rows
  [`select sum("revenue"."mrr") as "sum:mrr:ok" from plumbline_metrics."revenue" "revenue" having (count(1) > 0)`]:
    {
      metrics: ['mrr'],
    },
  // Grafana: days between two instants
  [`select date_trunc('day', day)::date, sum(signups) from plumbline_metrics.signups where day between '2025-03-01T00:00:00Z' and '2025-03-31T23:59:59Z' group by 1`]:
    { metrics: ['signups'], grain: 'day', from: '2025-03-01', to: '2025-03-31' },
  // Power BI: three selects, one inside another
  [`select a0 from (select sum(mrr) as a0, month as c1 from (select month, mrr from ${revenue}) as t group by month) as u where not a0 is null`]:
    { metrics: ['mrr'], grain: 'month' },
  [`with m as (select month, mrr from ${revenue}) select month, sum(mrr) from m group by 1`]: {
    metrics: ['mrr'],
    grain: 'month',
  },
  [`select month, sum(mrr) filter (where origin_motion = 'PLG') from ${revenue} group by month`]: {
    metrics: [
      { metric: 'mrr', alias: 'plg', where: [{ dimension: 'origin_motion', operator: 'eq', value: 'PLG' }] },
    ],
    grain: 'month',
  },
  [`select sum(mrr) from ${revenue} where industry like 'fin%' or industry = 'health'`]: {
    metrics: ['mrr'],
    where: [{ dimension: 'industry', operator: 'in', value: ['finance', 'health'] }],
  },
  [`select extract(year from month)::int, extract(month from month)::int, sum(mrr) from ${revenue} where extract(year from month) = 2025 group by 1, 2`]:
    { metrics: ['mrr'], grain: 'month', from: '2025-01-01', to: '2025-12-31' },
  [`select date_trunc('week', day + 1)::date - 1, sum(signups) from plumbline_metrics.signups group by 1`]: {
    metrics: ['signups'],
    grain: 'week',
    options: { week_start: 'sunday' },
  },
  // SQLAlchemy 1.4: columns with their schema
  [`select plumbline_metrics.revenue.month, sum(plumbline_metrics.revenue.mrr) from ${revenue} group by plumbline_metrics.revenue.month`]:
    { metrics: ['mrr'], grain: 'month' },
  // Metabase: weeks within bounds of months, which cut the first and the last week
  [`select date_trunc('week', day)::date, is_partial, sum(signups) from plumbline_metrics.signups where month >= '2025-03-01' and month < '2025-05-01' group by 1, 2`]:
    { metrics: ['signups'], grain: 'week', from: '2025-03-01', to: '2025-04-30', partial: 'keep' },
  // the last 30 days by month
  [`select month, is_partial, signups from plumbline_metrics.signups where day > date '2025-11-20' - 30 and day <= '2025-11-20'`]:
    { metrics: ['signups'], grain: 'month', from: '2025-10-22', to: '2025-11-20', partial: 'keep' },
  [`select quarter, is_partial, sum(mrr), sum(new_mrr) from ${revenue} where month between '2025-02-01' and '2025-11-01' group by 1, 2`]:
    { metrics: ['mrr', 'new_mrr'], grain: 'quarter', from: '2025-02-01', to: '2025-11-30', partial: 'keep' },
  [`select sum(mrr) from ${revenue} where industry = 'finance' or origin_motion = 'PLG'`]: {
    metrics: ['mrr'],
    where: [
      {
        anyOf: [
          { dimension: 'industry', operator: 'eq', value: 'finance' },
          { dimension: 'origin_motion', operator: 'eq', value: 'PLG' },
        ],
      },
    ],
  },
  [`select month, sum(mrr) filter (where not (industry in ('finance', 'health') and origin_motion = 'PLG')) from ${revenue} group by month`]:
    {
      metrics: [
        {
          metric: 'mrr',
          alias: 'others',
          where: [
            {
              anyOf: [
                {
                  allOf: [
                    { dimension: 'industry', operator: 'notIn', value: ['finance', 'health'] },
                    { dimension: 'industry', operator: 'isNull', value: false },
                  ],
                },
                {
                  allOf: [
                    { dimension: 'origin_motion', operator: 'ne', value: 'PLG' },
                    { dimension: 'origin_motion', operator: 'isNull', value: false },
                  ],
                },
              ],
            },
          ],
        },
      ],
      grain: 'month',
    },
  [`select plumbline_metrics.measure(net_revenue_retention) from plumbline_metrics.revenue_retention`]: {
    metrics: ['net_revenue_retention'],
  },
  [`select month, avg(net_revenue_retention) from plumbline_metrics.revenue_retention group by month`]: {
    metrics: ['net_revenue_retention'],
    grain: 'month',
  },
}

describe('statements of BI tools have the results of every other interface', () => {
  test.each(Object.entries(questions))('%s', async (sql, request) => {
    const { rows: expected } = await api.ask(request)
    const width = sql.startsWith('select a0') || sql.includes('::int, ') ? 1 : 0
    const lastOf = (row: readonly unknown[]) => (width === 0 ? row : row.slice(-1))
    const simple = await rows(sql)
    expect(comparable(simple.map(lastOf))).toEqual(comparable(expected.map(lastOf)))
    const prepared = await client.query<unknown[]>({
      text: sql,
      rowMode: 'array',
      name: `q${String(sql.length)}${sql.slice(-20)}`,
    })
    expect(comparable(prepared.rows)).toEqual(comparable(simple))
  })
})

test('parameters of prepared statements are the values of conditions', async () => {
  const sql = `select month, sum(mrr) from ${revenue} where origin_motion = $1 and month >= $2 group by 1`
  for (const motion of ['PLG', 'SLG']) {
    const { rows: expected } = await api.ask({
      metrics: ['mrr'],
      grain: 'month',
      from: '2025-06-01',
      where: [{ dimension: 'origin_motion', operator: 'eq', value: motion }],
    })
    expect(comparable(await rows(sql, [motion, '2025-06-01']))).toEqual(comparable(expected))
  }
})

test('a sum over all months is the balance of today, not its multiple', async () => {
  const [[nested] = []] = await rows(`select sum(m) from (select month, mrr as m from ${revenue}) as s`)
  const [[total] = []] = await rows(`select sum(mrr) from ${revenue}`)
  expect(nested).toBe(total)
})

test('options of the session change the results, until they are rolled back', async () => {
  const at = async (asOf?: string) =>
    comparable((await api.ask({ metrics: ['mrr'], ...(asOf === undefined ? {} : { asOf }) })).rows)
  const now = async () => comparable(await rows(`select sum(mrr) from ${revenue}`))
  const today = await now()
  expect(today).toEqual(await at())
  await rows(`set plumbline.as_of = '2025-06-30'`)
  expect(await now()).toEqual(await at('2025-06-30'))
  await rows('begin')
  await rows(`set local plumbline.as_of = '2025-03-31'`)
  expect(await now()).toEqual(await at('2025-03-31'))
  await rows('rollback')
  expect(await now()).toEqual(await at('2025-06-30'))
  await rows('reset plumbline.as_of')
  expect(await now()).toEqual(today)
})

test('the session says what becomes of partial periods', async () => {
  const sql = `select month, sum(signups) from plumbline_metrics.signups where day between '2025-03-10' and '2025-05-20' group by 1`
  const asked = { metrics: ['signups'], grain: 'month' as const, from: '2025-03-10', to: '2025-05-20' }
  await rows(`set plumbline.partial = 'drop'`)
  expect(comparable(await rows(sql))).toEqual(comparable((await api.ask({ ...asked, partial: 'drop' })).rows))
  await rows(`set plumbline.partial = 'reject'`)
  expect((await rejection(client, sql)).message).toMatch(/2025-03-01 and that of 2025-05-01 is partial/)
  await rows(`set plumbline.partial = 'whole'`)
  expect((await rejection(client, sql)).message).toMatch(/one of keep, drop, reject/)
  await rows('reset plumbline.partial')
  expect((await rows(sql)).length).toBe(3)
})

test('a preview has rows of all columns', async () => {
  const { rows: found, fields } = await client.query({
    text: `select * from ${revenue} limit 20`,
    rowMode: 'array',
  })
  expect(found).toHaveLength(20)
  const [[columns] = []] = await rows(
    `select count(*) from pg_attribute where attrelid = '${revenue}'::regclass and attnum > 0`,
  )
  expect(String(fields.length)).toBe(columns)
})

const rejections: Readonly<Record<string, readonly [code: string, message: RegExp]>> = {
  [`select count(*) from ${revenue}`]: ['0A000', /no facts/],
  [`select month, count(distinct account) from ${revenue} group by month`]: ['0A000', /no facts/],
  [`with m as (select month, account from ${revenue}) select month, count(distinct account) from m group by 1`]:
    ['0A000', /no facts/],
  [`select count(distinct account) from (select month, account from ${revenue}) as m`]: ['0A000', /no facts/],
  [`select month, account from ${revenue}`]: ['0A000', /no list of facts/],
  [`select month, sum(mrr) from ${revenue} group by 1 having count(*) > 5`]: ['0A000', /no facts/],
  [`select max(mrr) from ${revenue}`]: ['0A000', /no meaning/],
  [`select avg(mrr) from ${revenue}`]: ['0A000', /over which rows/],
  [`select extract(month from month), sum(mrr) from ${revenue} group by 1`]: ['0A000', /several periods/],
  [`select sum(case when month = '2025-01-01' then mrr end) from ${revenue}`]: ['0A000', /several periods/],
  [`select sum(r.mrr) from ${revenue} as r cross join generate_series(1, 2)`]: ['0A000', /several values/],
  [`select case when industry = 'finance' then 1 end, sum(net_revenue_retention) from plumbline_metrics.revenue_retention group by 1`]:
    ['0A000', /several values/],
  [`select sum(mrr) from ${revenue} where industry = 'finance' or origin_motion = plan`]: [
    '0A000',
    /together/,
  ],
  [`select date_trunc('week', day), sum(signups) from plumbline_metrics.signups where extract(day from day) in (3, 20) group by 1`]:
    ['0A000', /cut a week/],
  [`select is_partial, sum(mrr) from ${revenue} group by 1`]: ['0A000', /none is selected/],
  [`select month, sum(new_active_users) from plumbline_metrics.engagement where day >= '2025-03-10' group by 1`]:
    ['0A000', /whole previous one/],
  [`select month, sum(mrr) from ${revenue} group by rollup (month)`]: ['0A000', /ROLLUP|levels/],
  [`select sum(mrr) from (select month, mrr from ${revenue} limit 1000) as t`]: ['0A000', /does not group/],
  [`with m as (select distinct month, mrr from ${revenue}) select sum(mrr) from m`]: [
    '0A000',
    /does not group/,
  ],
  [`select sum(mrr) from (select * from (select month, mrr from ${revenue} limit 9) as t) as u`]: [
    '0A000',
    /does not group/,
  ],
  [`select sum(mrr) from (select month, mrr from ${revenue} union all select month, mrr from ${revenue}) as t`]:
    ['0A000', /does not group/],
  [`select * from ${revenue}`]: ['54000', /combination/],
  [`select * from ${revenue} limit 20000`]: ['54000', /combination/],
  [`select sum(mrr) from (select * from ${revenue} limit 100) as t`]: ['0A000', /does not group/],
  [`select * from plumbline_metrics.activation limit 10`]: ['42501', /personal data/],
  [`set plumbline.as_off = '2025-01-01'`]: ['42704', /no setting/],
  [`prepare p as select sum(mrr) from ${revenue}`]: ['0A000', /SELECT, cursors/],
  [`create temp table t as select sum(mrr) from ${revenue}`]: ['0A000', /SELECT, cursors/],
  [`set plumbline.as_of = '2025-01-01'; select sum(mrr) from ${revenue}`]: ['0A000', /one text/],
  [`select nonsense from ${revenue}`]: ['42703', /nonsense/],
}

describe('what has no correct answer is rejected with a reason', () => {
  test.each(Object.entries(rejections))('%s', async (sql, [code, message]) => {
    const error = await rejection(client, sql)
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)])
    expect(await rows('select 1')).toEqual([['1']])
  })
})

test('a rejection fails the transaction, as any error of PostgreSQL', async () => {
  await rows('begin')
  await rejection(client, `select count(*) from ${revenue}`)
  expect((await rejection(client, 'select 1')).code).toBe('25P02')
  await rows('rollback')
})

test('a join that does not repeat rows is answered, also with PostgreSQL around it', async () => {
  const months = await rows(
    `select r.month, sum(r.mrr) as mrr, lag(sum(r.mrr)) over (order by r.month) from ${revenue} as r
    join plumbline_metrics.signups as s on s.month = r.month group by r.month
    union all select null, 0, null order by 1 limit 3`,
  )
  const { rows: expected } = await api.ask({ metrics: ['mrr'], grain: 'month' })
  const mrr = new Map(expected.map(([month, value]) => [month, Number(value)]))
  for (const [month, value] of months.filter(([one]) => one !== null))
    expect(Number(value)).toBe(mrr.get(month))
})

test('the relations themselves have no rows', async () => {
  const direct = await api.connectDirectly()
  expect((await rejection(direct, `select month, sum(mrr) from ${revenue} group by 1`)).hint).toMatch(
    /SQL API/,
  )
  expect((await direct.query(`select * from ${revenue} limit 0`)).fields.length).toBeGreaterThan(20)
})

test('every column has a type and a comment with the definition', async () => {
  const columns = await rows(
    `select format_type(atttypid, atttypmod), col_description(attrelid, attnum) from pg_attribute
    where attrelid = '${revenue}'::regclass and attname in ('month', 'origin_motion', 'mrr') order by attname`,
  )
  expect(columns.map(([type]) => type)).toEqual(['date', 'numeric', 'text'])
  expect(columns[1]?.[1]).toMatch(
    new RegExp(`Adds up over dimensions.*${api.catalog.metrics.get('mrr')?.hash ?? ''}`),
  )
})

test('a query is logged with its role and definitions', async () => {
  await rows(`select sum(mrr) from ${revenue}`)
  const last = api.logged().findLast(({ event }) => event === 'audit')
  expect(last).toMatchObject({ method: 'sql', subject: api.user, role: 'analyst', rows: 1, status: 'ok' })
  expect(Object.keys(last?.['metrics'] ?? {})).toEqual(['mrr'])
})

test('conditions that leave gaps filter whole periods, and bounds in the future bound nothing', async () => {
  const { rows: all } = await api.ask({ metrics: ['mrr'], grain: 'month' })
  const inMonths = (months: readonly string[]) =>
    all.filter(([month]) => months.includes(String(month).slice(5, 7)))
  const gaps = await rows(
    `select month, sum(mrr) from ${revenue} where extract(month from month) in (2, 3) group by month`,
  )
  expect(comparable(gaps)).toEqual(comparable(inMonths(['02', '03'])))
  const future = await rows(
    `select month, sum(mrr) from ${revenue} where month <= '2099-01-15' group by month`,
  )
  expect(comparable(future)).toEqual(comparable(all))
  expect(
    await rows(`select month, sum(mrr) from ${revenue} where month = '1970-01-01' group by month`),
  ).toEqual([])
})
