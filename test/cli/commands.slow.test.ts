import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import type { Outcome } from './command-line.ts'
import { commandLine } from './command-line.ts'

let directory = ''
let sql = ''
let database = ''

/** Runs a command on the database and the copy of sql/ that belong to this file. */
const plumbline = (...words: readonly string[]): Promise<Outcome> =>
  commandLine(...words, '--sql', sql, '--database', database)

/** Runs a command and expects success. */
const fine = async (...words: readonly string[]): Promise<string> => {
  const { out, err, exitCode } = await plumbline(...words)
  expect(exitCode, err).toBe(0)
  return out
}

/** A CSV file next to the database. */
const write = async (name: string, ...lines: readonly string[]): Promise<string> => {
  const file = join(directory, name)
  await writeFile(file, `${lines.join('\n')}\n`)
  return file
}

const edit = async (view: string, from: string, to: string): Promise<void> => {
  const file = join(sql, view)
  const text = await readFile(file, 'utf8')
  expect(text).toContain(from)
  await writeFile(file, text.replace(from, to))
}

const periods = [
  'period_id,subscription_id,customer_id,plan,started_at,ended_at,amount,interval',
  'p1,s1,c1,team,2025-01-01T00:00:00Z,2025-03-01T00:00:00Z,10,month',
  'p2,s2,c2,free trial,2025-02-01T00:00:00Z,2025-04-01T00:00:00Z,20.50,month',
  'p3,s3,c3,team,2025-03-01T00:00:00Z,,30,month',
]

const monthly = ['query', 'mrr', 'new_mrr', '--grain', 'month', '--as-of', '2025-03-31', '--format', 'csv']
const monthlyAnswer = 'period,mrr,new_mrr\n2025-01-01,10,10\n2025-02-01,30.5,20.5\n2025-03-01,50.5,30\n'

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-cli-'))
  sql = join(directory, 'sql')
  database = join(directory, 'database')
  await cp('sql', sql, { recursive: true })
})

afterAll(() => rm(directory, { recursive: true }))

test('a subscription that starts in the future does not move the end of the data', async () => {
  const file = join(directory, 'subscription_periods.csv')
  const scheduled = 'p4,s4,c4,team,2999-01-01T00:00:00Z,,30,month'
  await write('subscription_periods.csv', ...periods, scheduled)
  const own = ['--sql', sql, '--database', join(directory, 'scheduled')]
  expect((await commandLine('load', file, ...own)).exitCode).toBe(0)
  const { out } = await commandLine('query', 'mrr', 'paying_accounts', '--format', 'csv', ...own)
  // as of the first instant of April 2025, with which p2 ends: p3 alone is paid for
  expect(out).toBe('mrr,paying_accounts\n30,1\n')
})

test('a query to an empty database is rejected and leaves no files', async () => {
  const { err, exitCode } = await plumbline('query', 'mrr')
  expect(err).toMatch(/^error BAD_CONFIGURATION: .*load data first/)
  expect(exitCode).toBe(2)
  await expect(stat(database)).rejects.toThrow('ENOENT')
})

describe('a data set', () => {
  test('with only subscriptions loads in one command and returns revenue', async () => {
    await write('subscription_periods.csv', ...periods)
    const { out, err, exitCode } = await plumbline('load', directory)
    expect(exitCode, err).toBe(0)
    expect(out).toMatch(/^subscription_periods +3$/m)
    expect(err).toContain('Next: plumbline query mrr --grain month')
    expect(await fine(...monthly)).toBe(monthlyAnswer)
  })

  test('loaded twice has no duplicates', async () => {
    await fine('load', directory)
    expect(await fine(...monthly)).toBe(monthlyAnswer)
  })

  test('with an error is rejected as a whole, and the loaded data stay', async () => {
    const file = await write('subscription_periods.csv', ...periods, 'p4,s4,c4,team,2025-01-01,,much,month')
    const { err, exitCode } = await plumbline('load', file)
    expect(exitCode).toBe(1)
    expect(err).toMatch(/^error BAD_DATA: /m)
    expect(err).toContain('subscription_periods.csv row 5')
    expect(await fine(...monthly)).toBe(monthlyAnswer)
  })

  test('can be appended to', async () => {
    const more = await write(
      'subscription_periods.csv',
      periods[0] ?? '',
      'p4,s4,c4,team,2025-03-01T00:00:00Z,,1,month',
    )
    await fine('load', '--append', more)
    expect(await fine(...monthly)).toBe(monthlyAnswer.replace('50.5,30', '51.5,31'))
    await fine(
      'load',
      '--received-at',
      '2025-04-01T00:00:00Z',
      await write('subscription_periods.csv', ...periods),
    )
  })
})

describe('a query', () => {
  test('accepts a dimension, a condition, an order and a limit', async () => {
    const words = ['query', 'mrr', '--by', 'plan', '--as-of', '2025-03-31', '--format', 'csv']
    expect(await fine(...words)).toBe('plan,mrr\nfree trial,20.5\nteam,30\n')
    expect(await fine(...words, '--order-by', 'mrr:desc', '--first', '1')).toBe('plan,mrr\nteam,30\n')
    expect(await fine(...words, '--where', 'plan=free trial')).toBe('plan,mrr\nfree trial,20.5\n')
    expect(await fine(...words, '--totals')).toBe('plan,mrr\nfree trial,20.5\nteam,30\n,50.5\n')
  })

  test('over all cohorts has a row per age', async () => {
    const words = ['query', 'cohort_net_revenue_retention', '--grain', 'month', '--as-of', '2025-04-01']
    // January's 10 are gone in March
    expect(await fine(...words, '--cohorts', 'weighted_average', '--format', 'csv')).toBe(
      'age,cohort_net_revenue_retention\n0,1\n1,1\n2,0\n',
    )
  })

  test('prints the JSON that GraphQL returns', async () => {
    const answer: unknown = JSON.parse(await fine('query', 'mrr', '--as-of', '2025-03-31', '--json'))
    expect(answer).toMatchObject({
      rows: [['50.5']],
      totals: null,
      provenance: { metrics: [{ metric: 'mrr' }] },
    })
  })

  test.each([
    [['mmr'], 'UNKNOWN_METRIC', 'mrr'],
    [['mrr', '--by', 'industri'], 'UNKNOWN_DIMENSION', 'industry'],
    [['mrr', '--by', 'movement_motion'], 'DIMENSION_NOT_AVAILABLE', 'origin_motion'],
    [['signups'], 'METRIC_UNAVAILABLE', 'users'],
    [['mrr', '--from', '2025-03-01', '--to', '2025-01-01'], 'BAD_PERIOD', ''],
    [['mrr', '--where', 'plan'], 'BAD_FILTER', 'plan!=free'],
    [['mrr', '--option', 'mrr_discounts=some'], 'BAD_OPTION', 'gross'],
    [['mrr', '--option', 'mrr_discount=net'], 'UNKNOWN_OPTION', 'mrr_discounts'],
  ])('without a correct result is rejected with valid alternatives: %j', async (words, code, hint) => {
    const { out, err, exitCode } = await plumbline('query', ...words, '--json')
    expect([out, exitCode]).toEqual(['', 1])
    expect(JSON.parse(err)).toMatchObject({ error: { code } })
    expect(err).toContain(hint)
  })

  test('is explained by SQL that gives the same numbers', async () => {
    const { sql: text, parameters } = JSON.parse(
      await fine('explain', 'mrr', 'new_mrr', '--grain', 'month', '--as-of', '2025-03-31', '--json'),
    ) as { sql: string; parameters: unknown[] }
    const engine = await openEngine(database)
    const { rows } = await engine.queryArrays({ sql: text, parameters }).finally(() => engine.close())
    expect(rows.map((row) => `${row.join(',')}\n`).join('')).toBe(
      monthlyAnswer.split('\n').slice(1).join('\n'),
    )
    expect(await fine('explain', 'mrr')).toMatch(/-- mrr v2 [0-9a-f]{12}: Monthly recurring revenue/)
  })
})

describe('definitions', () => {
  test('that follow the rules, with data that pass the checks, have no problems', async () => {
    const { out, err, exitCode } = await plumbline('check')
    expect([out, exitCode]).toEqual(['', 0])
    expect(err).toContain('No problems')
  })

  test('start with a template that passes the rules', async () => {
    await fine('new', 'view', 'metrics.tickets', '--reads', 'source.support_tickets')
    await fine('new', 'view', 'facts.people')
    const words = [
      '--view',
      'metrics.revenue',
      '--kind',
      'sum',
      '--expression',
      'mrr_change',
      '--unit',
      'money',
    ]
    await fine('new', 'metric', 'mrr_movement', ...words, '--description', 'All movements: a sentence.')
    const wrong = await plumbline(
      'new',
      'metric',
      'wrong',
      '--view',
      'metrics.revenue',
      '--kind',
      'sum',
      '--description',
      'x',
    )
    expect(wrong.exitCode).toBe(1)
    await fine('check', '--offline')
  })

  test('that changed apply to the embedded database at once', async () => {
    const { out, err } = await plumbline(
      'query',
      'mrr_movement',
      '--grain',
      'month',
      '--as-of',
      '2025-02-15',
      '--format',
      'csv',
    )
    expect(out).toBe('period,mrr_movement\n2025-01-01,10\n2025-02-01,20.5\n')
    expect(err).toContain('sql/ has changed')
    expect(await fine('deploy', '--dry-run')).toMatch(/^0 created, 0 replaced, 0 dropped/m)
  })

  test('are compared with other definitions, and so are their numbers', async () => {
    await edit('parameters/revenue.yaml', 'default: net\n', 'default: gross\n')
    const where = "\n    where: movement = 'new'"
    await edit('metrics/revenue.sql', `mrr_change${where}`, `mrr_change * 2${where}`)
    const text = await fine('diff', '--against', 'sql', 'new_mrr', 'mrr_movement', '--grain', 'month')
    expect(text).toMatch(/^new_mrr +changed +2, not raised +[0-9a-f]{12} +[0-9a-f]{12}$/m)
    expect(text).toMatch(/^mrr_movement +added +1 +[0-9a-f]{12}$/m)
    expect(text).toContain(
      'new_mrr: changed with an unchanged version. Raise the version when the meaning changes',
    )
    // the data end at the first instant of April: three months, and April without new payments
    expect(text).toContain('new_mrr: 3 of 4 rows differ')
    expect(text).toMatch(/^2025-02-01 +20\.5 +41 +\+20\.5$/m)
    expect(text).toMatch(/^total +60\.5 +121 +\+60\.5$/m)
    expect(await fine('deploy', '--dry-run')).toMatch(
      /^~ parameters\.business|^~ facts\.subscription_months/m,
    )
  })

  test('with a changed header differ from the deployed ones until they are deployed', async () => {
    await fine('deploy')
    expect(await fine('diff')).toBe('No definition differs.\n')
    const rest = '\n    unit: money\n    version: '
    await edit('metrics/revenue.sql', `expression: fx_change${rest}2`, `expression: fx_change + 1${rest}3`)
    // the deployed definitions are queried too: their files are stored
    const text = await fine('diff')
    expect(text).toMatch(/^fx_mrr +changed +2 → 3 +[0-9a-f]{12} +[0-9a-f]{12}$/m)
    expect(text).not.toContain('under the same version')
    expect(text).not.toMatch(/^new_mrr /m)
    expect(text).toContain('fx_mrr: 1 of 1 rows differ')
    const { values } = JSON.parse(await fine('diff', '--json')) as { values: unknown }
    expect(values).toEqual([
      {
        metric: 'fx_mrr',
        keys: ['icp_segment'],
        compared: 1,
        // one for each month of each account up to the one in which it stops: c1 has 3, c2 has 3, c3 has 2
        rows: [{ key: [null], old: '0', new: '8' }],
        total: { old: '0', new: '8' },
      },
    ])
    await fine('deploy')
    expect(await fine('diff')).toBe('No definition differs.\n')
  })

  test('that violate rules are reported together, each with file, line and rule', async () => {
    await edit('metrics/tickets.sql', 'owner:', 'ownr:')
    await edit('facts/people.sql', 'from users', 'from usrs')
    const { out, err, exitCode } = await plumbline('check')
    expect(exitCode).toBe(1)
    expect(out).toMatch(/tickets\.sql:\d+: header-field: .*ownr/)
    expect(err).toMatch(/^\d problems\.$/m)
  })
})

test('the sample company never replaces a user’s own data', async () => {
  const { err, exitCode } = await commandLine('generate', 'company', '--users', '10', '--out', directory)
  expect(exitCode).toBe(2)
  expect(err).toContain('name a new directory with --out')
})
