import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeployed, rolledBack } from '../harness/warehouse.ts'
import type { DeployedWarehouse } from '../harness/warehouse.ts'

let warehouse: DeployedWarehouse

beforeAll(async () => {
  warehouse = await openDeployed('postgres', { poolSize: 1 })
})

afterAll(() => warehouse.close())

/** What PostgreSQL answers to a reader: the number of rows, or the code of its error. */
const asReader = (role: string, sql: string) =>
  rolledBack(warehouse.engine, async (transaction) => {
    await transaction.execute(`set local role ${role}`)
    const answered = transaction.queryArrays({ sql, parameters: [] })
    return answered.then(
      ({ rows }) => rows.length,
      (error: unknown) => (error as { readonly code?: string }).code,
    )
  })

test.each([
  ['select user_id from entities.users', 0, 0],
  ['select email from entities.users', '42501', 0],
  ['select * from entities.users', '42501', 0],
  ['select user_id from source.users', '42501', '42501'],
  ['select user_id from staging.users', '42501', '42501'],
  ['select id from plumbline.api_keys', '42501', '42501'],
])('a reader, and a reader of personal data, are answered: %s', async (sql, reader, ofPersonalData) => {
  expect(await asReader('plumbline_reader', sql)).toBe(reader)
  expect(await asReader('plumbline_pii_reader', sql)).toBe(ofPersonalData)
})
