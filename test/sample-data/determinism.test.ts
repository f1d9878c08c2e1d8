import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateTestCompany } from './generated-company.ts'
import type { GeneratedCompany } from './generated-company.ts'

const options = { users: 250, seed: 7, months: 12 }
let made: readonly GeneratedCompany[] = []

beforeAll(async () => {
  made = [
    await generateTestCompany(options),
    await generateTestCompany(options),
    await generateTestCompany({ ...options, seed: 8 }),
    await generateTestCompany({ ...options, end: '2025-07-01' }),
  ]
})

afterAll(async () => {
  for (const company of made) await company.remove()
})

test('the same seed gives the same bytes in every file', async () => {
  expect(await made[0]?.files()).toEqual(await made[1]?.files())
})

test('another seed gives other bytes', async () => {
  const one = await made[0]?.files()
  const other = await made[2]?.files()
  for (const name of ['users.csv', 'product_events.csv', 'spend.csv', 'truth/accounts.ndjson']) {
    expect(other?.get(name), name).not.toEqual(one?.get(name))
  }
})

test('the data end at the requested time', async () => {
  const users = (await made[3]?.rows('users')) ?? []
  const times = users.map((user) => user.created_at).sort()
  expect(times[0]?.slice(0, 10) ?? '').toMatch(/^2024-0[78]/)
  expect((times.at(-1) ?? '') < '2025-07-01').toBe(true)
})

test('the number of users is exactly the requested one', async () => {
  for (const users of [1, 2, 33]) {
    const company = await generateTestCompany({ users, seed: 3 })
    expect(company.summary.tables['users']).toBe(users)
    await company.remove()
  }
})

test('progress is reported and ends with all users', async () => {
  const calls: number[] = []
  const company = await generateTestCompany({ users: 60, seed: 3, onProgress: (done) => calls.push(done) })
  expect(calls.at(-1)).toBe(60)
  expect(calls).toEqual([...calls].sort((a, b) => a - b))
  await company.remove()
})

test('months are calendar months, and an end within one truncates the last month', async () => {
  const company = await generateTestCompany({ users: 200, seed: 5, months: 3, end: '2025-03-20' })
  const months = new Set((await company.rows('spend')).map((row) => row.month))
  expect([...months].sort()).toEqual(['2025-01-01', '2025-02-01', '2025-03-01'])
  expect((await company.rows('users')).every((user) => user.created_at < '2025-03-20')).toBe(true)
  expect((await company.rows('product_events')).every((event) => event.received_at < '2025-03-20')).toBe(true)
  await company.remove()
})

test('for every end of the data, no case begins before the data do', async () => {
  for (const [end, first] of [
    ['2025-03-02', '2024-04-01'],
    ['2025-03-20', '2024-04-01'],
    ['2024-02-29', '2023-03-01'],
  ] as const) {
    const company = await generateTestCompany({ users: 200, seed: 11, months: 12, end })
    const times = [
      ...(await company.rows('users')).map((row) => row.created_at),
      ...(await company.rows('product_events')).map((row) => row.occurred_at),
      ...(await company.rows('sales_touches')).map((row) => row.occurred_at),
    ]
    expect(times.every((time) => time >= first && time < end)).toBe(true)
    await company.remove()
  }
})
