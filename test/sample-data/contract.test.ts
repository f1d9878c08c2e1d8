import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TableName } from '../../src/sample-data/files/company-columns.ts'
import { generateTestCompany } from './generated-company.ts'
import type { GeneratedCompany } from './generated-company.ts'

interface SourceTable {
  readonly table: TableName
  readonly key: readonly string[]
  readonly repeated_keys?: string
  readonly columns: Readonly<
    Record<
      string,
      { readonly type: string; readonly required?: boolean; readonly values?: readonly string[] }
    >
  >
}

const START = '2024-01-01'
const END = '2026-01-01'
const MAY_BE_LATER = new Set(['subscription_periods.ended_at', 'subscription_periods.trial_end', 'contracts.end_date', 'invoices.period_end', 'invoices.due_at']) // prettier-ignore
const PATTERNS: Readonly<Record<string, RegExp>> = {
  timestamptz: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  date: /^\d{4}-\d\d-\d\d$/,
  boolean: /^(true|false)$/,
  bigint: /^-?\d+$/,
  numeric: /^-?\d+(\.\d{1,4})?$/,
}

let company: GeneratedCompany
let sources: readonly SourceTable[]

beforeAll(async () => {
  company = await generateTestCompany({ users: 400, seed: 1 })
  const folder = join(import.meta.dirname, '../../sql/sources')
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml'))
  sources = await Promise.all(
    files.map(async (name) => parse(await readFile(join(folder, name), 'utf8')) as SourceTable),
  )
})

afterAll(() => company.remove())

test('every table of the contract exists, has rows, and has exactly its columns', async () => {
  expect(Object.keys(company.summary.tables).sort()).toEqual(sources.map(({ table }) => table).sort())
  const files = await company.files()
  for (const { table, columns } of sources) {
    expect(files.get(`${table}.csv`)?.split('\n')[0], table).toBe(Object.keys(columns).join(','))
    expect(company.summary.tables[table], table).toBeGreaterThan(0)
    expect(await company.rows(table), table).toHaveLength(company.summary.tables[table] ?? 0)
  }
})

test('every field has its type, and required fields have values', async () => {
  for (const { table, columns } of sources) {
    for (const row of (await company.rows(table)) as readonly Readonly<Record<string, string>>[]) {
      for (const [name, column] of Object.entries(columns)) {
        const field = row[name] ?? ''
        if (field === '') expect(column.required ?? false, `${table}.${name}`).toBe(false)
        else if (column.values !== undefined) expect(column.values, `${table}.${name}`).toContain(field)
        else if (column.type === 'jsonb') JSON.parse(field)
        else if (!(PATTERNS[column.type]?.test(field) ?? true)) expect.fail(`${table}.${name}: ${field}`)
      }
    }
  }
})

test('all records lie between the start and the end', async () => {
  for (const { table, columns } of sources) {
    const times = Object.keys(columns).filter((name) =>
      ['timestamptz', 'date'].includes(columns[name]?.type ?? ''),
    )
    for (const row of (await company.rows(table)) as readonly Readonly<Record<string, string>>[]) {
      for (const name of times) {
        const field = row[name] ?? ''
        if (field === '' || MAY_BE_LATER.has(`${table}.${name}`)) continue
        if (field < START || field >= END) expect.fail(`${table}.${name}: ${field}`)
      }
    }
  }
})

test('keys are unique, except those of events, which are delivered at least once', async () => {
  for (const { table, key, repeated_keys } of sources) {
    const rows = (await company.rows(table)) as readonly Readonly<Record<string, string>>[]
    const keys = new Set(rows.map((row) => key.map((column) => row[column]).join('|')))
    if (repeated_keys === undefined) expect(keys.size, table).toBe(rows.length)
    else expect(keys.size, table).toBeLessThan(rows.length)
  }
})

test('every referenced id exists', async () => {
  const ids = async (table: TableName, column: string): Promise<ReadonlySet<string | undefined>> =>
    new Set(
      ((await company.rows(table)) as readonly Readonly<Record<string, string>>[]).map((row) => row[column]),
    )
  const known: Readonly<Record<string, ReadonlySet<string | undefined>>> = {
    user: await ids('users', 'user_id'),
    workspace: await ids('workspaces', 'workspace_id'),
    account: await ids('accounts', 'account_id'),
    customer: await ids('billing_customers', 'customer_id'),
    contact: await ids('contacts', 'contact_id'),
    opportunity: await ids('opportunities', 'opportunity_id'),
    rep: await ids('reps', 'rep_id'),
    subscription: await ids('subscription_periods', 'subscription_id'),
    predecessor: await ids('contracts', 'contract_id'),
  }
  for (const { table, columns } of sources) {
    const references = Object.keys(columns).flatMap((column) => {
      const words = column.split('_')
      const kind = column === 'created_by_user_id' ? 'user' : (words.at(-2) ?? '')
      const set = words.at(-1) === 'id' ? known[kind] : undefined
      return set === undefined ? [] : [[column, set] as const]
    })
    for (const row of (await company.rows(table)) as readonly Readonly<Record<string, string>>[]) {
      for (const [column, set] of references) {
        const field = row[column] ?? ''
        if (field !== '' && !set.has(field)) expect.fail(`${table}.${column}: ${field}`)
      }
    }
  }
})

test('the directory declares its receipt time: its last second', async () => {
  const declared = parse((await company.files()).get('plumbline.yaml') ?? '') as unknown
  const last = new Date(Date.parse(`${END}T00:00:00Z`) - 1000).toISOString().replace('.000', '')
  expect(declared).toEqual({ received_at: last })
})
