import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PlumblineError } from '../../src/errors.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import {
  fill,
  openDeployed,
  warehouseOf,
  type DeployedWarehouse,
  type Warehouse,
} from '../harness/warehouse.ts'

/** Inputs sent by mistake, or as an experiment: a result or a reason is right, an internal error is not. */
const oddNumbers = [1e300, 1e15, 1e9, 2147483648, 2147483647, 0, -1, 0.5, '9'.repeat(40)]
const oddTexts = ['', 'x', '\u0000', '2025-02-30', '%_\\']
const oddShapes = [[], {}, true, null, ['\u0000'], [''], { event: 'e', where: { property: '\u0000' } }]
const oddDays = ['0000-01-01', '0001-01-01', '1899-12-31', '2025-02-30', '9999-12-31']

const catalog = await ownCatalog()
const asOf = '2025-03-01'

let open: DeployedWarehouse
let warehouse: Warehouse

beforeAll(async () => {
  open = await openDeployed('postgres')
  await fill(open.engine, open.catalog, {
    users: [{ user_id: 'ada', created_at: '2025-01-03' }],
    product_events: [{ event_id: 'e', user_id: 'ada', occurred_at: '2025-01-04' }],
    subscription_periods: [{ customer_id: 'c', started_at: '2025-01-01', amount: 10 }],
  })
  warehouse = warehouseOf(open.engine, open.catalog)
})

afterAll(() => open.close())

/** The queries that fail without a reason, with the engine's error. */
const failures = async (questions: readonly unknown[]): Promise<readonly string[]> => {
  const failed: string[] = []
  for (const question of questions) {
    try {
      await warehouse.answer(question as MetricsRequestInput)
    } catch (error) {
      if (!(error instanceof PlumblineError)) failed.push(`${JSON.stringify(question)}: ${String(error)}`)
    }
  }
  return failed
}

describe('every input gives rows or a reason', () => {
  const options = [...catalog.parameters.keys()].flatMap((option) => {
    const metric = [...catalog.metrics.values()].find((one) => one.options.includes(option))
    return metric === undefined ? [] : [{ option, metric: metric.name }]
  })

  test.each(options)('as the option $option', async ({ option, metric }) => {
    const values = [...oddNumbers, ...oddTexts, ...oddShapes]
    const questions = values.map((value) => ({ metrics: [metric], asOf, options: { [option]: value } }))
    expect(await failures(questions)).toEqual([])
  })

  test('as a date', async () => {
    const questions = ['signups', 'mrr', 'user_retention_rate', 'monthly_active_users'].flatMap((metric) =>
      oddDays.flatMap((day) => [
        { metrics: [metric], grain: 'year', asOf, from: day },
        { metrics: [metric], grain: 'month', asOf, from: '2025-01-01', to: day },
        { metrics: [metric], grain: 'year', asOf: day },
        { metrics: [metric], asOf: `${day}T23:59:59Z` },
      ]),
    )
    expect(await failures(questions)).toEqual([])
  })

  test('as a duration', async () => {
    const spans = [
      '9999 years',
      '9999 weeks',
      '9999 hours',
      '100 years',
      '0 days',
      '99999 days',
      '-1 day',
      '',
    ]
    const questions = spans.flatMap((span) => [
      { metrics: ['signups'], grain: 'year', asOf, period: `last ${span}` },
      { metrics: ['signups'], grain: 'year', asOf, from: '2025-01-01', compareTo: [span] },
      { metrics: [{ metric: 'net_new_mrr', over: span }], grain: 'month', asOf },
    ])
    expect(await failures(questions)).toEqual([])
  })

  test('as a condition', async () => {
    const values = [...oddNumbers, ...oddTexts, ...oddDays, ...oddShapes]
    const questions = ['eq', 'ne', 'gte', 'in', 'contains', 'isNull'].flatMap((operator) =>
      values.flatMap((value) => [
        ...['age', 'cohort', 'country'].map((dimension) => ({
          metrics: ['user_retention_rate'],
          asOf,
          where: [{ dimension, operator, value }],
        })),
        { metrics: ['signups'], asOf, having: [{ column: 'signups', operator, value }] },
      ]),
    )
    expect(await failures(questions)).toEqual([])
  })

  test('as a page', async () => {
    const cursors = [[1], ['x'], ['0000-01-01'], [null], [true], ['\u0000'], {}, []]
    const questions = [
      ...cursors.map((cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')),
      '',
      'x',
    ].flatMap((after) =>
      ['signups', 'period'].map((column) => ({
        metrics: ['signups'],
        grain: 'month',
        asOf,
        first: 1,
        after,
        orderBy: [{ column, direction: 'asc' }],
      })),
    )
    expect(
      await failures([
        ...questions,
        ...[0, -1, 1.5, 1e12].map((first) => ({ metrics: ['signups'], asOf, first })),
      ]),
    ).toEqual([])
  })

  test('as a time zone', async () => {
    const zones = [...oddTexts, '+05:00', 'posixrules', 'Factory', 'europe/berlin', 'Etc/GMT+5']
    const questions = zones.flatMap((timeZone) =>
      ['hour', 'day'].map((grain) => ({ metrics: ['signups'], grain, asOf, from: '2025-01-01', timeZone })),
    )
    expect(await failures(questions)).toEqual([])
  })
})

test('a period from the first to the last day of the calendar is unbounded', async () => {
  const question: MetricsRequestInput = { metrics: ['signups'], grain: 'month', asOf }
  const rows = await warehouse.ask({ ...question, from: '0001-01-01', to: '9999-12-31' })
  expect(rows).toEqual([
    { period: '2025-01-01', signups: 1 },
    { period: '2025-02-01', signups: 0 },
    { period: '2025-03-01', signups: 0 },
  ])
  expect(rows).toEqual(await warehouse.ask(question))
})

test.each([
  [{ asOf: '1899-12-31' }, 'BAD_PERIOD', 'is before 1900, the earliest accepted year'],
  [
    { metrics: ['active_users', 'mrr'], asOf: '2090-01-01' },
    'BAD_PERIOD',
    'mrr is defined up to the end of 2089',
  ],
  [{ asOf, period: 'last 9999 years' }, 'BAD_PERIOD', 'before the year 1000'],
  [{ asOf, options: { core_action: { event: 'e', where: { a: 'x\u0000' } } } }, 'BAD_REQUEST', 'U+0000'],
  [{ asOf, options: { activation_window_hours: 1e9 } }, 'BAD_OPTION', 'to 876000'],
] as const)('%j is rejected with a message', async (more, code, words) => {
  const question = { metrics: ['activated_users'], grain: 'year', ...more } as MetricsRequestInput
  const rejection = await warehouse.rejection(question)
  expect(rejection.code).toBe(code)
  expect(rejection.message).toContain(words)
})
