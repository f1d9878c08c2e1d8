import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { loadSources } from '../../src/catalog/files/load-sources.ts'
import type { SourceTable } from '../../src/catalog/files/source-table.ts'
import { PlumblineError } from '../../src/errors.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { openPglite } from '../harness/engines.ts'
import { lines, writeDataSet } from './data-set.ts'
import type { DataSet } from './data-set.ts'

let engine: Engine
let sources: ReadonlyMap<string, SourceTable>
const written: DataSet[] = []

beforeAll(async () => {
  engine = await openPglite()
  sources = await loadSources('sql/sources')
})

afterEach(async () => {
  for (const data of written.splice(0)) await data.remove()
})

afterAll(() => engine.close())

/** The problems of a directory with these files. */
const problemsOf = async (files: Record<string, string | Buffer>): Promise<readonly string[]> => {
  const data = await writeDataSet(files)
  written.push(data)
  return problemsOfPaths([data.directory])
}

const problemsOfPaths = async (paths: readonly string[]): Promise<readonly string[]> => {
  const error: unknown = await load(engine, sources, paths).then(
    () => new Error('The data were accepted.'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof PlumblineError)) throw error
  expect(error.code).toBe('BAD_DATA')
  return error.details.problems ?? []
}

/** The problem of one value in an otherwise valid row. */
const problemOfValue = async (column: string, value: string): Promise<string> => {
  const row: Record<string, string> = {
    period_id: 'p',
    subscription_id: 's',
    customer_id: 'c',
    started_at: '2024-01-01T00:00:00Z',
    amount: '1',
    interval: 'month',
    [column]: value,
  }
  const file = lines(
    Object.keys(row).join(','),
    Object.values(row)
      .map((field) => `"${field}"`)
      .join(','),
  )
  const problems = await problemsOf({ 'subscription_periods.csv': file })
  expect(problems).toHaveLength(1)
  return problems[0] ?? ''
}

describe('an invalid value is reported with its row, its column and the value', () => {
  test.each([
    [
      'started_at',
      '2024-01-01T00:00:00',
      'has no time zone; if it is UTC, write 2024-01-01T00:00:00Z, or declare the zone of such times (--assume-time-zone, or time_zone in plumbline.yaml)',
    ],
    [
      'started_at',
      '2024-01-01 00:00:00',
      'has no time zone; if it is UTC, write 2024-01-01T00:00:00Z, or declare the zone of such times (--assume-time-zone, or time_zone in plumbline.yaml)',
    ],
    [
      'started_at',
      '2024-01-01',
      'is a date without a time; if midnight UTC is meant, write 2024-01-01T00:00:00Z, or declare format: date for the column in plumbline.yaml',
    ],
    ['started_at', '2024-02-30T00:00:00Z', 'names a day that does not exist'],
    ['started_at', '2024-01-01T25:00:00Z', 'is not a timestamp with time zone (2024-01-31T12:00:00Z)'],
    [
      'started_at',
      '1704067200',
      'is not a timestamp with time zone (2024-01-31T12:00:00Z); if it is one of another format, declare format: epoch_seconds for the column in plumbline.yaml',
    ],
    ['amount', '1e400', 'is too large for a number'],
    ['amount', '1e300', 'is too large for a number'],
    ['amount', '-100000000000000000000', 'is too large for a number'],
    [
      'amount',
      'Infinity',
      'is not a number (1234.5, without currency sign and without thousands separators)',
    ],
    ['started_at', '1812-06-24T00:00:00Z', 'is before the year 1900'],
    ['amount', 'NaN', 'is not a number (1234.5, without currency sign and without thousands separators)'],
    ['amount', '$5', 'is not a number (1234.5, without currency sign and without thousands separators)'],
    [
      'amount',
      '1,000.00',
      'is not a number (1234.5, without currency sign and without thousands separators)',
    ],
    ['seats', '5.0', 'is not a whole number'],
    ['seats', '9223372036854775808', 'is too large for a whole number of 64 bits'],
    ['interval_count', '0', 'is less than 1'],
    ['interval_count', '36501', 'is more than 36500'],
    ['interval', 'fortnight', 'is not one of day, week, month, quarter, year'],
    ['is_trial', 'maybe', 'is neither true nor false'],
    ['plan', 'a\0b', 'contains the character NUL, which Postgres cannot store'],
  ])('%s %j', async (column, value, message) => {
    expect(await problemOfValue(column, value)).toBe(
      `subscription_periods.csv row 2: ${column} is ${JSON.stringify(value)}, which ${message}.`,
    )
  })

  test('the nearest name is suggested for an invalid value', async () => {
    expect(await problemOfValue('interval', 'Month')).toBe(
      'subscription_periods.csv row 2: interval is "Month", which is not one of day, week, month, quarter, year; did you mean month?',
    )
  })

  test('an empty required value', async () => {
    expect(await problemOfValue('amount', '')).toBe(
      'subscription_periods.csv row 2: amount is required and is empty.',
    )
  })

  test('a long value is truncated', async () => {
    expect(await problemOfValue('amount', 'x'.repeat(1000))).toContain(`"${'x'.repeat(60)}…"`)
  })

  test.each([
    ['2024-02-30', 'names a day that does not exist'],
    ['2023-02-29', 'names a day that does not exist'],
    ['2024-1-1', 'is not a date (2024-01-31)'],
    ['31/01/2024', 'is not a date (2024-01-31)'],
    [
      '2024-01-01T00:00:00Z',
      'is a timestamp, not a date; write its day (2024-01-31) in the time zone of the business',
    ],
  ])('date %s', async (value, message) => {
    const file = lines('month,plan,margin', `${value},pro,0.8`)
    expect(await problemsOf({ 'gross_margin.csv': file })).toEqual([
      `gross_margin.csv row 2: month is "${value}", which ${message}.`,
    ])
  })

  test('a margin of 200 %', async () => {
    expect(await problemsOf({ 'gross_margin.csv': lines('month,plan,margin', '2024-01-01,pro,2') })).toEqual([
      'gross_margin.csv row 2: margin is "2", which is more than 1.',
    ])
  })

  test.each([
    ['{"a": ', 'is not valid JSON'],
    ['[1]', 'is not a JSON object'],
    [
      String.raw`{"a": "\u0000"}`,
      String.raw`contains \u0000 or half a surrogate pair, which Postgres cannot store`,
    ],
    [
      String.raw`{"a": "\ud83d"}`,
      String.raw`contains \u0000 or half a surrogate pair, which Postgres cannot store`,
    ],
  ])('properties %s', async (value, message) => {
    const quoted = `"${value.replaceAll('"', '""')}"`
    const file = lines('event_id,occurred_at,event_name,properties', `e,2024-01-01T00:00:00Z,a,${quoted}`)
    expect(await problemsOf({ 'product_events.csv': file })).toEqual([
      `product_events.csv row 2: properties is ${JSON.stringify(value)}, which ${message}.`,
    ])
  })
})

describe('a header', () => {
  test('without a required column is rejected, and the nearest name is suggested', async () => {
    expect(await problemsOf({ 'users.csv': lines('userid,created_at', 'u,2024-01-01T00:00:00Z') })).toEqual([
      'users.csv row 1: the required column user_id is missing; does "userid" mean it?',
    ])
    expect(await problemsOf({ 'users.csv': lines('colour', 'red') })).toEqual([
      'users.csv row 1: the required column user_id is missing.',
      'users.csv row 1: the required column created_at is missing.',
    ])
  })

  test('with a duplicate column is rejected', async () => {
    expect(await problemsOf({ 'users.csv': lines('user_id,created_at,user_id') })).toEqual([
      'users.csv row 1: the column "user_id" occurs twice in the header.',
    ])
  })

  test('with another separator than commas is rejected', async () => {
    expect(await problemsOf({ 'users.csv': lines('user_id;created_at') })).toEqual([
      'users.csv row 1: the columns seem to be separated by ";"; separate them by commas.',
    ])
  })

  test('is missing in an empty file', async () => {
    expect(await problemsOf({ 'users.csv': '', 'workspaces.ndjson': '' })).toEqual([
      'users.csv: the file is empty; a table without rows still has a header.',
      'workspaces.ndjson: the file is empty; a table without rows is a CSV file with a header.',
    ])
  })

  test('alone is a table without rows, which counts as provided', async () => {
    const data = await writeDataSet({ 'users.csv': '\uFEFFuser_id,created_at\r\n' })
    written.push(data)
    expect((await load(engine, sources, [data.directory])).tables).toMatchObject([
      { table: 'users', rows: 0 },
    ])
    const { rows } = await engine.queryArrays({
      sql: `select rows, provided from plumbline.source_state where table_name = 'users'`,
      parameters: [],
    })
    expect(rows).toEqual([['0', true]])
  })
})

describe('the format of a file', () => {
  const header = 'user_id,created_at,name'
  const sound = 'u1,2024-01-01T00:00:00Z,"Ann"'

  test('rows with too few or too many fields are reported, and blank lines are skipped', async () => {
    const file = lines(header, sound, 'u2,2024-01-01T00:00:00Z', '', 'u3,2024-01-01T00:00:00Z,a,b', '')
    expect(await problemsOf({ 'users.csv': file })).toEqual([
      'users.csv row 3: the row has 2 fields, the header has 3.',
      'users.csv row 5: the row has 4 fields, the header has 3.',
    ])
  })

  test('a row with line breaks in a value counts as one row', async () => {
    const file = lines(header, 'u1,2024-01-01T00:00:00Z,"two', 'lines"', 'u2,never,x').replaceAll(
      '\n',
      '\r\n',
    )
    expect(await problemsOf({ 'users.csv': file })).toEqual([
      expect.stringMatching(/^users\.csv row 3: created_at is "never"/),
    ])
  })

  test('a file that ends within a row is reported', async () => {
    expect(await problemsOf({ 'users.csv': `${lines(header, sound)}u2,2024-01` })).toEqual([
      'users.csv row 3: the row has 2 fields, the header has 3; the file seems to be cut off here.',
    ])
    expect(await problemsOf({ 'users.ndjson': '{"user_id": "u1", "crea' })).toEqual([
      'users.ndjson row 1: the line is not a JSON object; the file seems to be cut off here.',
    ])
  })

  test('an unclosed quote is reported where it opens', async () => {
    expect(
      await problemsOf({
        'users.csv': lines(header, sound, 'u2,2024-01-01T00:00:00Z,"Bob', 'u3,2024-01-01T00:00:00Z,Eve'),
      }),
    ).toEqual(['users.csv row 3: a quote opens here and never closes; the file seems to be cut off.'])
  })

  test('misplaced quotes are reported', async () => {
    expect(await problemsOf({ 'users.csv': lines(header, 'u1,2024-01-01T00:00:00Z,5" screen') })).toEqual([
      'users.csv row 2: a field contains a quote; quote the whole field and double the quote.',
    ])
    expect(await problemsOf({ 'users.csv': lines(header, sound, 'u1,2024-01-01T00:00:00Z,"a" b') })).toEqual([
      'users.csv row 3: text follows a closing quote; double a quote that belongs to the value.',
    ])
  })

  test('truncated gzip data and invalid gzip data are reported', async () => {
    const many = lines(
      header,
      ...Array.from({ length: 5000 }, (_, index) => `u${index},2024-01-01T00:00:00Z,${Math.random()}`),
    )
    const whole = gzipSync(many)
    const [problem] = await problemsOf({ 'users.csv.gz': whole.subarray(0, whole.length / 2) })
    expect(problem).toMatch(/^users\.csv\.gz row \d+: the file is cut off: its gzip data end too early\.$/)
    expect(await problemsOf({ 'users.csv.gz': Buffer.from(many) })).toEqual([
      'users.csv.gz row 1: the file is damaged, or not compressed with gzip.',
    ])
  })

  test('bytes that are not UTF-8 are reported with their row', async () => {
    const file = Buffer.from(lines(header, sound, 'u2,2024-01-01T00:00:00Z,Zo\u00eb', sound), 'latin1')
    expect(await problemsOf({ 'users.csv': file })).toEqual([
      'users.csv row 3: this is not UTF-8 text; save the file as UTF-8.',
    ])
  })

  test('a value that only the database rejects is a problem of its file', async () => {
    const [problem, ...others] = await problemsOf({
      'product_events.ndjson': lines(
        '{"event_id": "e", "occurred_at": "2024-01-01T00:00:00Z", "event_name": "a", "properties": {"n": 1e999999}}',
      ),
      'users.csv': lines(header, 'u1,never,'),
    })
    expect(problem).toMatch(/^product_events\.ndjson: the database rejects a value: /)
    expect(others).toEqual([expect.stringMatching(/^users\.csv row 2: created_at is "never"/)])
  })

  test('properties nested too deep are rejected before they reach the database', async () => {
    const deep = `${'['.repeat(7000)}${']'.repeat(7000)}`
    const [problem, ...others] = await problemsOf({
      'product_events.ndjson': lines(
        `{"event_id": "e", "occurred_at": "2024-01-01T00:00:00Z", "event_name": "a", "properties": {"a":${deep}}}`,
      ),
    })
    expect(problem).toMatch(
      /^product_events\.ndjson row 1: properties is .* nested more than 500 levels deep\.$/,
    )
    expect(others).toEqual([])
  })
})

describe('problems', () => {
  test('are collected over all files, up to twenty per file', async () => {
    const bad = Array.from({ length: 100 }, () => 'u,never')
    const problems = await problemsOf({
      'users.csv': lines('user_id,created_at', ...bad),
      'workspaces.csv': lines('workspace_id,name,created_at', 'w,Acme,never'),
    })
    expect(problems).toHaveLength(22)
    expect(problems[19]).toMatch(/^users\.csv row 21: /)
    expect(problems[20]).toBe('users.csv: there may be more problems; reading stopped here.')
    expect(problems[21]).toMatch(/^workspaces\.csv row 2: /)
  })

  test('of one row are all reported', async () => {
    expect(
      await problemsOf({
        'workspaces.csv': lines('workspace_id,name,created_at,deleted_at', ',Team,never,x'),
      }),
    ).toHaveLength(3)
  })

  test('name both rows of a duplicate key, where nulls are equal', async () => {
    expect(
      await problemsOf({
        'users.csv': lines(
          'user_id,created_at',
          'u1,2024-01-01T00:00:00Z',
          'u2,2024-01-01T00:00:00Z',
          'u1,2024-01-02T00:00:00Z',
        ),
        'account_domains.csv': lines('domain,account_id', 'a.com,A', 'b.com,B', 'a.com,C'),
      }),
    ).toEqual([
      'account_domains.csv row 4: the key domain "a.com", valid_from empty is already in row 2; it must be unique.',
      'users.csv row 4: the key user_id "u1" is already in row 2; it must be unique.',
    ])
  })

  test('of an NDJSON line name missing fields and near names', async () => {
    const file = lines(
      '{"userId": "u1", "created_at": "2024-01-01T00:00:00Z"}',
      '',
      '{"user_id": "", "created_at": "2024-01-01T00:00:00Z"}',
      '{"user_id": {"id": 1}, "created_at": "2024-01-01T00:00:00Z"}',
      '["u1"]',
      '{"user_id": "u1", "created_at": 1704067200}',
    )
    expect(await problemsOf({ 'users.ndjson': file })).toEqual([
      'users.ndjson row 1: user_id is required and missing; does "userId" mean it?',
      'users.ndjson row 3: user_id is required and is empty.',
      String.raw`users.ndjson row 4: user_id is "{\"id\": 1}", which is a JSON structure, not a value of type text.`,
      'users.ndjson row 5: the line is not a JSON object.',
      'users.ndjson row 6: created_at is "1704067200", which is not a timestamp with time zone (2024-01-31T12:00:00Z); if it is one of another format, declare format: epoch_seconds for the column in plumbline.yaml.',
    ])
  })
})

describe('the search for files', () => {
  const users = lines('user_id,created_at', 'u1,2024-01-01T00:00:00Z')

  test('reports files with near names, and ignores others', async () => {
    const data = await writeDataSet({
      'users.csv': users,
      'workspace.csv': 'x\n',
      'weather.csv': 'x\n',
      'accounts.parquet': 'x',
      'README.md': 'x',
      'truth/users.csv': 'x\n',
    })
    written.push(data)
    const report = await load(engine, sources, [data.directory])
    expect(report.ignored).toEqual([
      { file: data.path('accounts.parquet'), suggestion: 'accounts.csv' },
      { file: data.path('weather.csv'), suggestion: null },
      { file: data.path('workspace.csv'), suggestion: 'workspaces.csv' },
    ])
  })

  test('rejects a file of an unknown table with the nearest name', async () => {
    const data = await writeDataSet({ 'user.csv': users })
    written.push(data)
    expect(await problemsOfPaths([data.path('user.csv')])).toEqual([
      `${data.path('user.csv')}: no table of the source contract has this name; did you mean users.csv?`,
    ])
    expect(await problemsOfPaths([data.directory])).toEqual([
      `${data.directory}: the directory contains no file of the source contract; did you mean users.csv by user.csv?`,
    ])
  })

  test('rejects an empty list, a missing path and a duplicate table', async () => {
    const data = await writeDataSet({ 'users.csv': users, 'users.csv.gz': users })
    written.push(data)
    expect(await problemsOfPaths([])).toHaveLength(1)
    expect(await problemsOfPaths([data.path('nowhere')])).toEqual([
      `${data.path('nowhere')}: no such file or directory.`,
    ])
    expect(await problemsOfPaths([data.directory])).toEqual([
      `${data.path('users.csv.gz')}: users is already loaded from ${data.path('users.csv')}.`,
    ])
  })

  test('reports unknown columns, and keeps those of events in their properties', async () => {
    const data = await writeDataSet({
      'users.csv': lines('user_id,created_at,colour', 'u1,2024-01-01T00:00:00Z,red'),
      'product_events.csv': lines(
        'event_id,occurred_at,event_name,plan,properties,url',
        'e1,2024-01-01T00:00:00Z,a,pro,"{""plan"": ""own"", ""n"": 12345678901234567890}",/x',
        'e2,2024-01-01T00:00:00Z,a,,,/y',
        'e3,2024-01-01T00:00:00Z,a,,,',
      ),
    })
    written.push(data)
    const report = await load(engine, sources, [data.directory])
    expect(report.extraColumns).toEqual([
      { table: 'product_events', columns: ['plan', 'url'], keptIn: 'properties' },
      { table: 'users', columns: ['colour'], keptIn: null },
    ])
    const { rows } = await engine.queryArrays({
      sql: 'select properties::text from source.product_events order by event_id',
      parameters: [],
    })
    expect(rows).toEqual([
      ['{"n": 12345678901234567890, "url": "/x", "plan": "own"}'],
      ['{"url": "/y"}'],
      [null],
    ])
  })

  test('keeps unknown fields of NDJSON events too', async () => {
    const data = await writeDataSet({
      'product_events.ndjson': lines(
        '{"event_id":"e1","occurred_at":"2024-01-01T00:00:00Z","event_name":"a","n":1.10,"tags":["x", {"y": "}"}],"none":null}',
      ),
    })
    written.push(data)
    const report = await load(engine, sources, [data.directory])
    expect(report.extraColumns).toEqual([
      { table: 'product_events', columns: ['n', 'tags', 'none'], keptIn: 'properties' },
    ])
    const { rows } = await engine.queryArrays({
      sql: 'select properties::text from source.product_events',
      parameters: [],
    })
    expect(rows).toEqual([['{"n": 1.10, "tags": ["x", {"y": "}"}]}']])
  })

  test('reports progress in rows and bytes up to the end of each file', async () => {
    const file = lines(
      'user_id,created_at',
      ...Array.from({ length: 20_000 }, (_, index) => `u${index},2024-01-01T00:00:00Z`),
    )
    const data = await writeDataSet({ 'users.csv': file })
    written.push(data)
    const heard: (readonly [string, number, number, number])[] = []
    await load(engine, sources, [data.directory], { onProgress: (...progress) => heard.push(progress) })
    expect(heard.length).toBeGreaterThan(3)
    expect(heard.at(-1)).toEqual(['users', 20_000, file.length, file.length])
    const bytes = heard.map(([, , done]) => done)
    expect(bytes).toEqual(bytes.toSorted((a, b) => a - b))
  })
})
