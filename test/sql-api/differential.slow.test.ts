import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareSelects } from './compare-selects.ts'
import { openSqlApi, type SqlApi } from './open-sql-api.ts'
import { randomSelects } from './random-selects.ts'

let api: SqlApi

const policies = (login: (role: string) => string) => `
roles:
  analyst:
    metrics: ['*']
    database_roles: [plumbline_bi]
  finance:
    metrics: ['*']
    rows: { accounts: "industry = 'finance'" }
    database_roles: [${login('finance')}]
  panel:
    metrics: ['*']
    min_group_size: 3
    database_roles: [${login('panel')}]
`

beforeAll(async () => {
  api = await openSqlApi({}, policies, ['finance', 'panel'])
})
afterAll(() => api.close())

const loginOf = (role: string) => api.user.replace('bi_', `${role}_`)

test.each([
  ['analyst', 'bi', 2_000],
  ['finance', 'finance', 500],
  ['panel', 'panel', 500],
])('random selects of %s have the results of every other interface', async (role, login, count) => {
  const client = await api.connect(loginOf(login))
  const found = await compareSelects(api, client, role, randomSelects(api.catalog, count, 2_025))
  expect(found.different.join('\n')).toBe('')
  expect(found.equal).toBeGreaterThan(count / 3)
})
