import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareSelects } from './compare-selects.ts'
import { openSqlApi, type SqlApi } from './open-sql-api.ts'
import { randomSelects } from './random-selects.ts'

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

/** Compares random selects of callers with and without policies: so many of the first, a quarter of the others. */
export const compareRoles = (count: number, seed: number): void => {
  let api: SqlApi

  beforeAll(async () => {
    api = await openSqlApi({}, policies, ['finance', 'panel'])
  })
  afterAll(() => api.close())

  test.each([
    ['analyst', 'bi', count],
    ['finance', 'finance', count / 4],
    ['panel', 'panel', count / 4],
  ])(
    'random selects of %s have the results of every other interface',
    async (role, login, selects) => {
      const client = await api.connect(api.user.replace('bi_', `${login}_`))
      const found = await compareSelects(api, client, role, randomSelects(api.catalog, selects, seed))
      expect(found.different.join('\n')).toBe('')
      expect(found.equal).toBeGreaterThan(selects / 3)
    },
    20_000 + count * 1_000,
  )
}
