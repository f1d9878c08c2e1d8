import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSqlApi, rejection, type SqlApi } from './open-sql-api.ts'

let api: SqlApi
let client: pg.Client

const policies = (login: (role: string) => string) => `
roles:
  analyst:
    metrics: ['*']
    database_roles: [plumbline_bi]
  growth:
    metrics: [signups]
    database_roles: [${login('growth')}]
  rep:
    metrics: ['*']
    rows: { accounts: 'industry = claims.industry' }
    database_roles: { ${login('rep')}: { industry: finance } }
claims: { industry: text }
`

beforeAll(async () => {
  api = await openSqlApi({}, policies, ['growth', 'rep'])
  client = await api.connect()
})
afterAll(() => api.close())

const loginOf = (role: string) => api.user.replace('bi_', `${role}_`)

describe('PostgreSQL rejects everything but the metric relations', () => {
  test.each([
    'select * from source.users',
    'select * from entities.accounts',
    'select * from metrics.signups',
    'select (select count(*) from facts.events)',
    `select query_to_xml('select * from source.users', true, true, '')`,
    'do $$ begin perform * from source.users; end $$',
    'select inner_key from plumbline.sql_api_key',
    'select * from plumbline.deployed_views',
    `select * from plumbline_metrics.answer('select 1', 1, '', '') as answers (one integer)`,
    'set role postgres',
    'set session authorization plumbline',
    `select pg_read_file('postgresql.conf')`,
    `copy (select 1) to program 'true'`,
    `copy (select 1) to '/tmp/plumbline-test'`,
    'select * from pg_authid',
    `select lo_from_bytea(0, 'x')`,
    'select lo_create(0)',
    'create table public.mine (one integer)',
    'create schema mine',
    'create or replace view plumbline_metrics.revenue as select 1 as one',
    'select pg_terminate_backend(pg_backend_pid() + 1000000), pg_reload_conf()',
  ])('%s', async (sql) => {
    expect((await rejection(client, sql)).code).toMatch(/^(42501|42704|22023|3F000|25006)$/)
  })
})

test('the text of an answer runs in no other session', async () => {
  await client.query('begin')
  await client.query('declare own cursor for select sum(mrr) from plumbline_metrics.revenue')
  const { rows } = await client.query<{ statement: string }>('select statement from pg_cursors')
  await client.query('rollback')
  const text = (rows[0]?.statement ?? '').replace(/^declare own cursor for/i, '')
  expect(text).toMatch(/plumbline_metrics\.answer/)
  const other = await api.connectDirectly()
  expect((await rejection(other, text)).code).toBe('42501')
})

test('a role sees the metrics that policies.yaml grants it', async () => {
  const growth = await api.connect(loginOf('growth'))
  expect((await growth.query('select sum(signups) from plumbline_metrics.signups')).rows).toHaveLength(1)
  expect((await rejection(growth, 'select sum(mrr) from plumbline_metrics.revenue')).code).toBe('42501')
})

test('a role sees its accounts only', async () => {
  const rep = await api.connect(loginOf('rep'))
  const industries = 'select distinct industry from plumbline_metrics.revenue'
  expect((await rep.query(industries)).rows).toEqual([{ industry: 'finance' }])
  expect((await client.query(industries)).rows.length).toBeGreaterThan(1)
})

test('a superuser that no role of policies.yaml names queries no metrics', async () => {
  const owner = loginOf('owner')
  await api.engine.execute(`create role ${owner} superuser login password 'secret'`)
  const superuser = await api.connect(owner)
  const error = await rejection(superuser, 'select sum(mrr) from plumbline_metrics.revenue')
  expect([error.code, error.message]).toEqual(['42501', expect.stringMatching(/database_roles/)])
  await superuser.end()
  await api.engine.execute(`drop role ${owner}`)
})

test('wrong passwords and other databases are rejected', async () => {
  await expect(api.connect(api.user, { password: 'wrong' })).rejects.toMatchObject({ code: '28P01' })
  await expect(api.connect(api.user, { database: 'postgres' })).rejects.toMatchObject({ code: '3D000' })
})
