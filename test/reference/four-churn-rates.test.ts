import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toCsv } from '../../src/export/csv.ts'
import { openLoaded } from '../harness/loaded-warehouse.ts'
import type { LoadedWarehouse } from '../harness/loaded-warehouse.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { referenceSet } from '../harness/reference-set.ts'
import { csvAnswer, typedRequest } from '../harness/typed-request.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const set = referenceSet('ravenstack')
const page = await readFile('docs/four-churn-rates.md', 'utf8')
const steps = [...page.matchAll(/```sh\n([^`]+)```\n\n```text output\n([^`]+)```/g)].map(
  ([, command = '', output = '']) => ({ command, output }),
)

test('the page shows the output of each of its commands', () => {
  expect(steps).toHaveLength(6)
  expect(page.match(/^```sh$/gm)).toHaveLength(steps.length)
})

/** The raw files as events of accounts, as the page describes them. */
const events = (): readonly (readonly unknown[])[] => {
  const accounts = set.expected('accounts.csv')
  const subscriptions = set.expected('contract/subscription_periods.csv')
  const event = (name: string, id: unknown, day: unknown, account: unknown, subscription = '') => [
    `${name} ${String(id)}`,
    `${String(day).slice(0, 10)}T00:00:00Z`,
    name,
    account,
    subscription === '' ? null : JSON.stringify({ subscription_id: subscription }),
  ]
  return [
    ...accounts.map(({ account_id, signup_date }) =>
      event('account_signed_up', account_id, signup_date, account_id),
    ),
    ...accounts
      .filter(({ churn_flag }) => churn_flag === 'TRUE')
      .map(({ account_id }) => event('churn_flag_set', account_id, '2024-12-31', account_id)),
    ...set
      .expected('churn_events.csv')
      .map(({ churn_event_id, churn_date, account_id }) =>
        event('churn_recorded', churn_event_id, churn_date, account_id),
      ),
    ...subscriptions.map(({ subscription_id, started_at, customer_id }) =>
      event('subscription_started', subscription_id, started_at, customer_id, subscription_id),
    ),
    ...subscriptions
      .filter(({ ended_at }) => ended_at !== '')
      .map(({ subscription_id, ended_at, customer_id }) =>
        event('subscription_ended', subscription_id, ended_at, customer_id, subscription_id),
      ),
  ]
}

describe.skipIf(!set.isHere)('the four churn rates of ravenstack', () => {
  let directory = ''
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plumbline-ravenstack-'))
    for (const table of ['accounts', 'billing_customers', 'subscription_periods'])
      await copyFile(join(set.contract, `${table}.csv`), join(directory, `${table}.csv`))
    const columns = ['event_id', 'occurred_at', 'event_name', 'account_id', 'properties']
    await writeFile(join(directory, 'product_events.csv'), toCsv(columns, events()))
  })
  afterAll(() => rm(directory, { recursive: true }))

  describe.each(engineKinds)('on %s', (kind) => {
    let warehouse: LoadedWarehouse
    beforeAll(async () => {
      warehouse = await openLoaded(kind, directory)
    })
    afterAll(() => warehouse.close())

    test.each(steps)('$command', async ({ command, output }) => {
      expect(await csvAnswer(warehouse, typedRequest(await ownCatalog(), command))).toBe(output)
    })
  })

  test('the raw files give the figures of the table on the page', () => {
    const accounts = set.expected('accounts.csv')
    const subscriptions = set.expected('contract/subscription_periods.csv')
    const open = new Set(
      subscriptions.filter(({ ended_at }) => ended_at === '').map(({ customer_id }) => customer_id),
    )
    const flagged = accounts.filter(({ churn_flag }) => churn_flag === 'TRUE')
    const recorded = new Set(set.expected('churn_events.csv').map(({ account_id }) => account_id))
    const ended = subscriptions.filter(({ ended_at }) => ended_at !== '')
    const gone = accounts.filter(({ account_id }) => !open.has(account_id))
    expect([flagged.length, recorded.size, accounts.length]).toEqual([110, 352, 500])
    expect([ended.length, subscriptions.length, gone.length]).toEqual([486, 5000, 0])
    expect(flagged.filter(({ account_id }) => !recorded.has(account_id))).toHaveLength(35)
    const percent = (part: number, whole: number) => `${String(Math.round((part / whole) * 1000) / 10)} %`
    expect([...page.matchAll(/^\| ([\d.]+ %) /gm)].map(([, figure]) => figure)).toEqual([
      percent(flagged.length, accounts.length),
      percent(recorded.size, accounts.length),
      percent(ended.length, subscriptions.length),
      percent(gone.length, accounts.length),
    ])
  })

  test('trials and subscriptions within one month explain the difference to ended revenue', () => {
    const subscriptions = set.expected('contract/subscription_periods.csv')
    const trials = subscriptions.filter(({ is_trial }) => is_trial === 'true')
    const within = subscriptions.filter(
      ({ is_trial, started_at, ended_at }) =>
        is_trial === 'false' && started_at?.slice(0, 7) === ended_at?.slice(0, 7),
    )
    expect([trials.length, trials.filter(({ ended_at }) => ended_at !== '').length]).toEqual([778, 78])
    expect(within).toHaveLength(132)
  })
})
