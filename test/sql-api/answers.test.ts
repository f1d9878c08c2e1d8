import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { asText, comparable, openSqlApi, rejection, type SqlApi } from './open-sql-api.ts'
import { equals } from './statements/equals.ts'
import { questions } from './statements/questions.ts'
import { rejections } from './statements/rejections.ts'

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

test.each(Object.entries(equals))('%s', async (sql, plainer) => {
  const found = await rows(sql)
  expect(found.length).toBeGreaterThan(0)
  expect(rounded(found)).toEqual(rounded(await rows(plainer)))
})

/** The values rounded to six decimals, in no order. */
const rounded = (found: readonly (readonly unknown[])[]) =>
  comparable(
    found.map((row) =>
      row.map((value) => (/^-?\d+\.\d+$/.test(String(value)) ? Number(value).toFixed(6) : value)),
    ),
  )

test('the size of pooled cohorts is the weighted average of every other interface', async () => {
  const { rows: expected } = await api.ask({ metrics: ['user_retention_rate'], cohorts: 'weighted_average' })
  const pooled = await rows(
    `select age, sum(retained_users_by_age) / sum(user_cohort_size) from plumbline_metrics.user_retention where not is_partial group by 1`,
  )
  expect(pooled.map(([age, rate]) => [age, Number(rate).toFixed(9)]).sort()).toEqual(
    expected.map(([age, rate]) => [age, Number(rate).toFixed(9)]).sort(),
  )
  // members of several cohorts
  await rows(`set plumbline.retention_start_event = 'message_sent'`)
  await rows(`set plumbline.retention_cohort_entry = 'recurring'`)
  const sizes = `select sum(user_cohort_size) from plumbline_metrics.user_retention where age = 0`
  expect((await rejection(client, sizes)).message).toMatch(/several values/)
  for (const name of ['cohort_entry', 'start_event']) await rows(`reset plumbline.retention_${name}`)
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

test('the same text has the result of each session', async () => {
  const sql = 'select week, sum(signups) from plumbline_metrics.signups group by week order by week'
  const [sunday, dated, plain] = [await api.connect(), await api.connect(), await api.connect()]
  const asked = { metrics: ['signups'], grain: 'week' as const }
  const requests: readonly (readonly [pg.Client, MetricsRequestInput])[] = [
    [sunday, { ...asked, options: { week_start: 'sunday' } }],
    [dated, { ...asked, asOf: '2025-06-30' }],
    [plain, asked],
  ]
  await sunday.query(`set plumbline.week_start = 'sunday'`)
  await dated.query(`set plumbline.as_of = '2025-06-30'`)
  // twice: the second time each of them is known
  for (const [session, request] of [...requests, ...requests]) {
    const { rows: found } = await session.query({ text: sql, rowMode: 'array', types: asText })
    expect(comparable(found)).toEqual(comparable((await api.ask(request)).rows))
  }
  // a name means what the search path of the session says
  const unqualified = sql.replace('plumbline_metrics.', '')
  await plain.query('set search_path = plumbline_metrics')
  expect((await plain.query(unqualified)).rows.length).toBeGreaterThan(10)
  expect((await rejection(dated, unqualified)).code).toBe('42P01')
  expect((await plain.query(unqualified)).rows.length).toBeGreaterThan(10)
  await Promise.all([sunday, dated, plain].map((session) => session.end()))
})

test('a select of no rows has the columns of the relation', async () => {
  for (const sql of [`select * from ${revenue} where 1 = 0`, `select * from ${revenue} limit 0`]) {
    const { fields, rows: none } = await client.query({ text: sql, rowMode: 'array' })
    expect(none).toEqual([])
    expect(fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['month', 'industry', 'mrr', 'is_partial']),
    )
  }
})

test('a condition has thousands of values', async () => {
  const values = Array.from({ length: 2_000 }, (_, index) => `'none-${String(index)}'`)
  const found = await rows(
    `select sum(mrr) from ${revenue} where industry in ('finance', ${values.join(', ')})`,
  )
  const { rows: expected } = await api.ask({
    metrics: ['mrr'],
    where: [{ dimension: 'industry', operator: 'eq', value: 'finance' }],
  })
  expect(comparable(found)).toEqual(comparable(expected))
})

test('a session that has changed its role queries metrics', async () => {
  const session = await api.connect()
  await session.query('set role plumbline_bi')
  const { rows: found } = await session.query({
    text: `select sum(mrr) from ${revenue}`,
    rowMode: 'array',
    types: asText,
  })
  expect(comparable(found)).toEqual(comparable((await api.ask({ metrics: ['mrr'] })).rows))
  await session.end()
})

test('cells of cohorts say whether they are mature', async () => {
  const retention = 'plumbline_metrics.user_retention'
  const found = await rows(
    `select cohort, age, user_retention_rate, is_partial from ${retention} order by cohort, age`,
  )
  const { columns, rows: expected } = await api.ask({ metrics: ['user_retention_rate'], parts: true })
  const places = ['cohort', 'age', 'user_retention_rate', 'user_retention_rate.maturity'].map((name) =>
    columns.findIndex((column) => column.name === name),
  )
  const values = expected.map((row) => places.map((place) => row[place]))
  expect(found.filter(([, , , partial]) => partial === 't').length).toBeGreaterThan(0)
  expect(
    comparable(
      found.map(([cohort, age, rate, partial]) => [
        cohort,
        age,
        rate,
        partial === 't' ? 'PARTIAL' : 'COMPLETE',
      ]),
    ),
  ).toEqual(
    comparable(values.map(([cohort, age, rate, maturity]) => [cohort, age, rate, maturity ?? 'COMPLETE'])),
  )
  const mature = await rows(
    `select count(*) from (select cohort, age, sum(user_retention_rate) from ${retention} where not is_partial group by 1, 2) as t`,
  )
  expect(Number(mature[0]?.[0])).toBe(found.filter(([, , , partial]) => partial === 'f').length)
})

test('selects around groups have the results of the groups', async () => {
  const value = async (sql: string) => Number((await rows(sql))[0]?.[0])
  const signups = 'plumbline_metrics.signups'
  const byAccount = `select account, month, sum(signups) as s from ${signups} group by 1, 2`
  // a flow adds up, and a balance within one period
  const total = await value(`select sum(new_mrr) from ${revenue}`)
  expect(
    await value(`select sum(n) from (select industry, sum(new_mrr) as n from ${revenue} group by 1) as t`),
  ).toBeCloseTo(total, 6)
  const balances = `select month, industry, sum(mrr) as m from ${revenue} group by 1, 2`
  const months = await rows(`select month, sum(m) from (${balances}) as t group by 1 order by 1`)
  const { rows: expected } = await api.ask({ metrics: ['mrr'], grain: 'month' })
  expect(months.map(([, sum]) => Number(sum))).toEqual(expected.map(([, mrr]) => Number(mrr)))
  // groups in which something happened are counted
  const active = await value(
    `select count(distinct account) from (${byAccount}) as t where s > 0 and month = '2025-12-01'`,
  )
  expect(active).toBe(
    await value(
      `select count(*) from (select account, sum(signups) as s from ${signups} where month = '2025-12-01' group by 1) as t where s > 0`,
    ),
  )
  expect(
    await value(`select count(*) filter (where s > 0) from (${byAccount}) as t where month = '2025-12-01'`),
  ).toBe(active)
  expect(await value(`select count(*) from (select month, sum(mrr) from ${revenue} group by 1) as t`)).toBe(
    expected.length,
  )
  expect(
    await value(
      `with t as (${byAccount} having sum(signups) > 0) select count(*) from t where month = '2025-12-01'`,
    ),
  ).toBe(active)
  // a join that finds one partner for each row repeats none
  const joined = `with t as (select industry, sum(new_mrr) as n from ${revenue} group by 1)
    select sum(t.n) from t left join (values ('finance', 1)) as target (name, x) on target.name = t.industry`
  expect(await value(joined)).toBeCloseTo(total, 6)
  // a window within one period
  const shares = await rows(
    `select month, sum(sum(mrr)) over (partition by month) from ${revenue} group by month, industry order by 1`,
  )
  expect(new Set(shares.map(([, sum]) => Number(sum).toFixed(4)))).toEqual(
    new Set(expected.map(([, mrr]) => Number(mrr).toFixed(4))),
  )
  // statistics over groups are those of PostgreSQL
  expect(
    await value(`select max(m) from (select month, sum(mrr) as m from ${revenue} group by 1) as t`),
  ).toBe(Math.max(...expected.map(([, mrr]) => Number(mrr))))
})

test('an option changes the queries that it affects, and no others', async () => {
  const balance = comparable(await rows(`select sum(mrr) from ${revenue}`))
  const rate = 'select sum(activation_rate) from plumbline_metrics.activation'
  await rows('set plumbline.activation_window_hours = 24')
  expect(comparable(await rows(`select sum(mrr) from ${revenue}`))).toEqual(balance)
  const asked = { metrics: ['activation_rate'], options: { activation_window_hours: 24 } }
  expect(comparable(await rows(rate))).toEqual(comparable((await api.ask(asked)).rows))
  await rows('reset plumbline.activation_window_hours')
})

test('an option that cannot be set ends the start of a session', async () => {
  for (const [option, code] of [
    ['as_off=2025-01-01', '42704'],
    ['week_start=noon', '22023'],
  ] as const)
    await expect(api.connect(undefined, { options: `-c plumbline.${option}` })).rejects.toMatchObject({
      code,
    })
})

test('the session says what becomes of partial periods', async () => {
  const sql = `select month, sum(signups) from plumbline_metrics.signups where day between '2025-03-10' and '2025-05-20' group by 1`
  const asked = { metrics: ['signups'], grain: 'month' as const, from: '2025-03-10', to: '2025-05-20' }
  await rows(`set plumbline.partial = 'drop'`)
  expect(comparable(await rows(sql))).toEqual(comparable((await api.ask({ ...asked, partial: 'drop' })).rows))
  await rows(`set plumbline.partial = 'reject'`)
  expect((await rejection(client, sql)).message).toMatch(/2025-03-01 and that of 2025-05-01 is partial/)
  await rows('reset plumbline.partial')
  expect((await rows(sql)).length).toBe(3)
})

test('a notice says which periods the bounds cut, unless the statement marks them', async () => {
  const session = await api.connect()
  const notices: (string | undefined)[] = []
  session.on('notice', ({ message }) => notices.push(message))
  const bounds = `where day between '2025-03-10' and '2025-05-20'`
  const months = `select month, sum(signups) from plumbline_metrics.signups ${bounds} group by 1`
  const cut =
    'The months of 2025-03-01 and 2025-05-01 are partial: only their days from 2025-03-10 to 2025-05-20 are counted.'
  await session.query(`select * from (${months}) as a left join (${months}) as b using (month)`)
  expect(notices).toEqual([cut])
  await session.query({ name: 'prepared', text: months })
  expect(notices).toEqual([cut, cut])
  await session.query(months.replaceAll('month', 'month, is_partial').replace('group by 1', 'group by 1, 2'))
  await session.query(months.replaceAll('month', 'day'))
  await session.query('select month, sum(signups) from plumbline_metrics.signups group by 1')
  await session.query(`set plumbline.partial = 'drop'`)
  await session.query(months)
  expect(notices).toEqual([cut, cut])
  await session.end()
})

test('the month of as_of is partial until its last day is over', async () => {
  const sql = `select month, is_partial, sum(mrr) from ${revenue} where month >= '2025-05-01' and month <= '2025-06-30' group by 1, 2 order by 1`
  const partial = async (asOf: string) => {
    await rows(`set plumbline.as_of = '${asOf}'`)
    return (await rows(sql)).map(([, isPartial]) => isPartial)
  }
  expect(await partial('2025-06-30')).toEqual(['f', 't'])
  expect(await partial('2025-06-30T18:00:00Z')).toEqual(['f', 't'])
  expect(await partial('2025-06-30T23:59:59Z')).toEqual(['f', 'f'])
  await rows('reset plumbline.as_of')
})

test('a relation whose option has no value says which SET to send', async () => {
  const { hint } = await rejection(client, 'select * from plumbline_metrics.account_retention limit 100')
  expect(hint).toMatch(/set plumbline.retention_start_property = /)
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

test('flows of periods with gaps between them are added up', async () => {
  const weekends = `where extract(isodow from day) in (6, 7)`
  const [[total] = []] = await rows(`select sum(signups) from plumbline_metrics.signups ${weekends}`)
  const { rows: days } = await api.ask({ metrics: ['signups'], grain: 'day' })
  const isWeekend = (day: unknown) => [0, 6].includes(new Date(String(day)).getUTCDay())
  const expected = days.filter(([day]) => isWeekend(day)).reduce((sum, [, value]) => sum + Number(value), 0)
  expect(Number(total)).toBe(expected)
  expect(expected).toBeGreaterThan(0)
})

test('a value has the type that PostgreSQL announces for the statement', async () => {
  for (const value of [
    'sum(mrr::float8)',
    'sum(mrr::float8 / 2)',
    'sum(mrr::int)',
    'avg(arpa::int)',
    'sum(arpa::real)',
  ]) {
    const sql = `select ${value} from ${revenue}`
    const announced = await client.query(`${sql} limit 0`)
    const direct = await api.connectDirectly()
    expect(announced.fields.map(({ dataTypeID }) => dataTypeID)).toEqual(
      (await direct.query(`${sql} where false limit 0`)).fields.map(({ dataTypeID }) => dataTypeID),
    )
  }
})
