import { existsSync, readFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineKinds } from '../harness/engine-kinds.ts'
import { openLoaded } from '../harness/loaded-warehouse.ts'
import type { LoadedWarehouse } from '../harness/loaded-warehouse.ts'
import type { ExpectedRow } from '../harness/reference-set.ts'

/**
 * Two real streams, whose users change their employers and their addresses: the histories of OpenStack Swift and Barbican.
 * `git-streams/write-streams.ts` makes them from the repositories; they are not copied here. With the histories of 2026:
 * 6,616 commits of 504 people under 544 addresses in 81 companies and 194 months, and 2,341 commits of 304 people under
 * 313 addresses in 56 companies and 160 months.
 */
const { GIT_STREAMS: directory = resolve('../shared/reference/git-streams') } = process.env
const streams = ['swift', 'barbican'].filter((name) => existsSync(join(directory, name)))
if (streams.length < 2)
  writeSync(2, `Skipped tests of git streams: ${directory} has ${streams.length} of 2\n`)

const cases = streams.flatMap((name) => engineKinds.map((kind) => [name, kind] as const))

/** A commit is the core action. */
const options = { core_action: 'commit' }
const isCompany = [{ dimension: 'account_kind', operator: 'eq' as const, value: 'company' }]

describe.skipIf(streams.length < 2).each(cases)('%s on %s', (name, kind) => {
  let warehouse: LoadedWarehouse
  beforeAll(async () => {
    warehouse = await openLoaded(kind, join(directory, name, 'contract'))
  }, 240_000)
  afterAll(() => warehouse.close())

  const expected = (file: string) =>
    parse<ExpectedRow>(readFileSync(join(directory, name, 'expected', file), 'utf8'), { columns: true }).map(
      (row) => Object.values(row).join(),
    )

  test('each company has the commits of its employees, while they worked for it', async () => {
    const companies = await warehouse.ask({
      metrics: ['active_users', 'active_events'],
      by: ['account'],
      where: isCompany,
      options,
    })
    const rows = expected('companies.csv')
    expect(rows.length).toBeGreaterThan(50)
    expect(companies.map((row) => Object.values(row).join()).sort()).toEqual(rows.sort())
  })

  test.each([
    [
      'people_by_month.csv',
      'active_users',
      'new_active_users',
      'retained_users',
      'resurrected_users',
      'dormant_users',
    ],
    [
      'companies_by_month.csv',
      'active_accounts',
      'new_active_accounts',
      'retained_accounts',
      'resurrected_accounts',
      'dormant_accounts',
    ],
  ])('growth accounting by month: %s', async (file, ...metrics) => {
    const months = await warehouse.ask({ metrics, grain: 'month', options })
    const rows = expected(file)
    expect(rows.length).toBeGreaterThan(150)
    const isExpected = new Set(rows.map((row) => row.slice(0, 7)))
    expect(
      months
        .map(({ period, ...values }) => [String(period).slice(0, 7), ...Object.values(values)])
        .filter(([month]) => isExpected.has(String(month)))
        .map((row) => row.join()),
    ).toEqual(rows)
  })
})
