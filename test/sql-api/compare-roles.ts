import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareSelects } from './compare-selects.ts'
import { openSqlApi, type SqlApi } from './open-sql-api.ts'
import { randomNumbers, randomSelects } from './random-selects.ts'
import { randomSums } from './statements/random-sums.ts'

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

  test(
    'a sum around random groups is the metric of the larger group, or an error',
    async () => {
      const client = await api.connect()
      let equal = 0
      for (const { sql, plain } of randomSums(api.catalog, count / 2, randomNumbers(seed))) {
        const found = await client
          .query<unknown[]>({ text: sql, rowMode: 'array' })
          .catch((error: unknown) => {
            if (error instanceof pg.DatabaseError && error.code === '0A000') return null
            throw error
          })
        if (found === null) continue
        const { rows } = await client.query<unknown[]>({ text: plain, rowMode: 'array' })
        expect([sql, unequal(found.rows, rows)]).toEqual([sql, []])
        equal += 1
      }
      expect(equal).toBeGreaterThan(count / 10)
    },
    20_000 + count * 1_000,
  )
}

/** The keys of which sums differ by more than the rounding of their parts; a group in which nothing happened may be missing. */
const unequal = (
  found: readonly (readonly unknown[])[],
  expected: readonly (readonly unknown[])[],
): readonly string[] => {
  const [sums, values] = [found, expected].map(
    (rows) => new Map(rows.map((row) => [JSON.stringify(row.slice(0, -1)), Number(row.at(-1) ?? 0)])),
  )
  const keys = [...new Set([...(sums?.keys() ?? []), ...(values?.keys() ?? [])])]
  return keys.filter((key) => {
    const value = values?.get(key) ?? 0
    return Math.abs((sums?.get(key) ?? 0) - value) > 1e-4 * (1 + Math.abs(value))
  })
}
