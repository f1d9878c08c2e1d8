import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { loadSources } from '../../src/catalog/files/load-sources.ts'
import type { SourceTable } from '../../src/catalog/files/source-table.ts'
import type { PlumblineError } from '../../src/errors.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import type { LoadOptions } from '../../src/warehouse/load/load.ts'
import { openPglite, openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { lines, writeDataSet } from './data-set.ts'
import type { DataSet } from './data-set.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const written: DataSet[] = []
const write = async (files: Record<string, string>): Promise<DataSet> => {
  const data = await writeDataSet(files)
  written.push(data)
  return data
}

afterEach(async () => {
  for (const data of written.splice(0)) await data.remove()
})

const users = (...created: readonly string[]) =>
  lines('user_id,created_at', ...created.map((moment, index) => `u${index + 1},${moment}`))

describe.each(engineKinds)('files in formats that differ from the contract, on %s', (kind) => {
  let engine: Engine
  let postgres: TestPostgres | undefined
  let sources: ReadonlyMap<string, SourceTable>

  beforeAll(async () => {
    if (kind === 'postgres') postgres = await openTestPostgres(postgresUrl())
    engine = postgres?.engine ?? (await openPglite())
    sources = await loadSources('sql/sources')
  })

  afterAll(() => (postgres ? postgres.stop() : engine.close()))

  const loaded = async (files: Record<string, string>, declared: LoadOptions['declared'] = {}) =>
    load(engine, sources, [(await write(files)).directory], { declared })

  const problems = async (files: Record<string, string>, declared: LoadOptions['declared'] = {}) => {
    const data = await write(files)
    const error = await load(engine, sources, [data.directory], { declared }).then(
      () => new Error('It was loaded'),
      (reason: unknown) => reason as PlumblineError,
    )
    if (!('details' in error)) throw error
    expect(error.code).toBe('BAD_DATA')
    return (error.details.problems ?? []).map((problem) => problem.replaceAll(`${data.directory}/`, ''))
  }

  const column = async (table: string, name: string) =>
    (
      await engine.queryArrays({
        sql: `select ${name}::text from source.${table} order by 1`,
        parameters: [],
      })
    ).rows.map(([value]) => value)

  const moments = () => column('users', "to_char(created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')")

  const state = async (table: string) =>
    (
      await engine.query<{ received_at: string | null; assumed: readonly string[] | null }>({
        sql: 'select received_at, assumed from plumbline.source_state where table_name = $1',
        parameters: [table],
      })
    )[0]

  test('times without a zone are rejected, with the declaration to add', async () => {
    expect(await problems({ 'users.csv': users('2024-01-03 10:00:00') })).toEqual([
      'users.csv row 2: created_at is "2024-01-03 10:00:00", which has no time zone; if it is UTC, write 2024-01-03T10:00:00Z, or declare the zone of such times (--assume-time-zone, or time_zone in plumbline.yaml).',
    ])
  })

  test.each([
    ['2024-01-03 10:00:00 UTC', 'timestamp'],
    ['1704276000', 'epoch_seconds'],
    ['1704276000000', 'epoch_milliseconds'],
    ['2024-01-03', 'date'],
  ])('%s is rejected, with the format to declare: %s', async (value, format) => {
    const [problem] = await problems({ 'users.csv': users(value) })
    expect(problem).toContain(`declare format: ${format} for the column in plumbline.yaml`)
  })

  test('times without a zone are in the assumed zone, and the load reports it', async () => {
    const report = await loaded(
      {
        'users.csv': users('2024-01-03 10:00:00', '2024-07-03T10:00:00.123456', '2024-01-03T10:00:00+05:30'),
      },
      { timeZone: 'Europe/Berlin' },
    )
    // winter is UTC+1, summer UTC+2; times with a zone keep it
    expect(await moments()).toEqual([
      '2024-01-03 04:30:00.000000',
      '2024-01-03 09:00:00.000000',
      '2024-07-03 08:00:00.123456',
    ])
    const sentence = 'times of created_at without a zone were read as Europe/Berlin'
    expect(report.tables[0]?.assumed).toEqual([sentence])
    expect((await state('users'))?.assumed).toEqual([sentence])
  })

  test('where every time has a zone nothing is assumed', async () => {
    const report = await loaded({ 'users.csv': users('2024-01-03T10:00:00Z') }, { timeZone: 'Europe/Berlin' })
    expect(report.tables[0]?.assumed).toEqual([])
    expect((await state('users'))?.assumed).toBeNull()
  })

  test('a time skipped by a clock change is rejected', async () => {
    const [problem] = await problems(
      { 'users.csv': users('2024-03-31 02:30:00') },
      { timeZone: 'Europe/Berlin' },
    )
    expect(problem).toContain('which does not exist in Europe/Berlin: the clocks went forward over it')
  })

  test('an ambiguous hour uses the earlier instant, and is counted', async () => {
    const report = await loaded(
      { 'users.csv': users('2024-10-27 01:59:59', '2024-10-27 02:30:00', '2024-10-27 03:00:00') },
      { timeZone: 'Europe/Berlin' },
    )
    expect(await moments()).toEqual([
      '2024-10-26 23:59:59.000000',
      '2024-10-27 00:30:00.000000',
      '2024-10-27 02:00:00.000000',
    ])
    expect(report.tables[0]?.assumed).toContain(
      '1 time of created_at are in an hour that occurs twice in Europe/Berlin; the earlier one was used',
    )
  })

  test.each([
    ['epoch_seconds', '1704276000', '2024-01-03 10:00:00.000000'],
    ['epoch_seconds', '1704276000.5', '2024-01-03 10:00:00.500000'],
    ['epoch_seconds', '-1.25', '1969-12-31 23:59:58.750000'],
    ['epoch_milliseconds', '1704276000123', '2024-01-03 10:00:00.123000'],
    ['epoch_milliseconds', '1704276000123.4567', '2024-01-03 10:00:00.123456'],
    ['timestamp', '2024-01-03 10:00:00 UTC', '2024-01-03 10:00:00.000000'],
    ['timestamp', '2024-01-03 10:00 GMT', '2024-01-03 10:00:00.000000'],
    ['timestamp', '2024-01-03T10:00:00-08:00', '2024-01-03 18:00:00.000000'],
  ])('%s: %s is %s', async (format, value, moment) => {
    await loaded({
      'users.csv': users(value),
      'plumbline.yaml': `tables: { users: { created_at: { format: ${format} } } }`,
    })
    expect(await moments()).toEqual([moment])
  })

  test.each([
    ['epoch_seconds', '1704276000000', 'are these milliseconds (format: epoch_milliseconds)?'],
    ['epoch_milliseconds', '1704276000', 'would be 1970-01-20; are these seconds (format: epoch_seconds)?'],
    ['epoch_seconds', '2024-01-03', 'is not a number of seconds since 1970.'],
    ['timestamp', '2024-02-30 10:00:00 UTC', 'names a day that does not exist.'],
    ['timestamp', '2024-01-03 10:00:00', 'has no time zone; declare the zone of such times'],
    ['timestamp', '1704276000', 'declare format: epoch_seconds for the column in plumbline.yaml.'],
    ['timestamp', '2024-01-03', 'declare format: date for the column in plumbline.yaml.'],
  ])('%s: %s is rejected: %s', async (format, value, message) => {
    const [problem] = await problems({
      'users.csv': users(value),
      'plumbline.yaml': `tables: { users: { created_at: { format: ${format} } } }`,
    })
    expect(problem).toContain(message)
  })

  test('a date is its first instant in the zone, also where the day starts at one o’clock', async () => {
    await loaded({
      'users.csv': users('2018-11-03', '2018-11-04', '2018-11-05'),
      'plumbline.yaml': lines(
        'time_zone: America/Sao_Paulo',
        'tables: { users: { created_at: { format: date } } }',
      ),
    })
    // the clocks went forward at midnight of 4 November, so that there was no midnight
    expect(await moments()).toEqual([
      '2018-11-03 03:00:00.000000',
      '2018-11-04 03:00:00.000000',
      '2018-11-05 02:00:00.000000',
    ])
  })

  test('an instant in a date column is the date in the zone', async () => {
    await loaded({
      'contracts.csv': lines(
        'contract_id,account_id,start_date,end_date,arr',
        'c1,a1,1704063600,2024-12-31 22:00:00 UTC,1',
      ),
      'plumbline.yaml': lines(
        'time_zone: Asia/Tokyo',
        'tables: { contracts: { start_date: { format: epoch_seconds }, end_date: { format: timestamp } } }',
      ),
    })
    expect(await column('contracts', "start_date || ' ' || end_date")).toEqual(['2024-01-01 2025-01-01'])
  })

  describe.each(['csv', 'ndjson'] as const)('amounts in %s', (format) => {
    const invoices = (...rows: readonly (readonly [total: string, currency: string])[]) => {
      const row = ([total, currency]: readonly [string, string], index: number) => ({
        invoice_id: `i${index}`,
        customer_id: 'c',
        issued_at: '2024-01-01T00:00:00Z',
        subtotal: '1',
        total,
        currency,
        status: 'paid',
      })
      const all = rows.map(row)
      return format === 'ndjson'
        ? lines(...all.map((one) => JSON.stringify(one)))
        : lines(
            Object.keys(all[0] ?? {}).join(','),
            ...all.map((one) =>
              Object.values(one)
                .map((value) => `"${value}"`)
                .join(','),
            ),
          )
    }

    const totals = (rows: readonly (readonly [string, string])[], rule: string) =>
      loaded({
        [`invoices.${format}`]: invoices(...rows),
        'plumbline.yaml': `tables: { invoices: { total: ${rule} } }`,
      }).then(() => column('invoices', "invoice_id || ' ' || total"))

    test('in minor units have as many decimals as the currency of their row', async () => {
      const rows = [
        ['199900', 'EUR'],
        ['199900', 'JPY'],
        ['199900', 'kwd'],
        ['-5', ''],
        ['12.5', 'USD'],
      ] as const
      expect(await totals(rows, '{ units: minor }')).toEqual([
        'i0 1999.00',
        'i1 199900',
        'i2 199.900',
        'i3 -0.05',
        'i4 0.125',
      ])
    })

    test('with a decimal comma are parsed', async () => {
      const rows = [
        ['1.234,56', 'EUR'],
        ['1234,5', 'EUR'],
        ['1.234', 'EUR'],
      ] as const
      expect(await totals(rows, '{ decimal: comma }')).toEqual(['i0 1234.56', 'i1 1234.5', 'i2 1234'])
    })

    test('in an unknown currency, or with another digit grouping, are rejected', async () => {
      const refused = async (total: string, currency: string, rule: string) =>
        (
          await problems({
            [`invoices.${format}`]: invoices([total, currency]),
            'plumbline.yaml': `tables: { invoices: { total: ${rule} } }`,
          })
        )[0]
      expect(await refused('100', 'XXY', '{ units: minor }')).toContain('is not a currency of ISO 4217')
      expect(await refused('1,234.56', 'EUR', '{ decimal: comma }')).toContain('decimal comma')
      expect(await refused('1.23', 'EUR', '{ decimal: comma }')).toContain('decimal comma')
    })
  })

  test('a mapping can declare the receipt time; the command line takes precedence', async () => {
    const files = {
      'users.csv': users('2024-01-03T10:00:00Z'),
      'plumbline.yaml': 'received_at: 2024-02-01T00:00:00Z',
    }
    const report = await loaded(files)
    expect(report.tables[0]?.receivedAt).toBe('2024-02-01T00:00:00Z')
    expect((await state('users'))?.received_at).toBe('2024-02-01T00:00:00Z')
    expect(report.ignored).toEqual([])
    expect(report.mappings).toHaveLength(1)
    await loaded(files, { receivedAt: '2024-03-01T00:00:00Z' })
    expect((await state('users'))?.received_at).toBe('2024-03-01T00:00:00Z')
    await loaded({ 'users.csv': users('2024-01-03T10:00:00Z') })
    expect((await state('users'))?.received_at).toBeNull()
  })

  test('appended data set the newer receipt time, or none where they have none', async () => {
    const more = async (receivedAt: string | undefined) => {
      const data = await write({ 'users.csv': lines('user_id,created_at', 'u9,2024-01-04T10:00:00Z') })
      await load(engine, sources, [data.path('users.csv')], { append: true, declared: { receivedAt } })
      return (await state('users'))?.received_at
    }
    await loaded({ 'users.csv': users('2024-01-03T10:00:00Z') }, { receivedAt: '2024-02-01T00:00:00Z' })
    expect(await more('2024-03-01T00:00:00Z')).toBe('2024-03-01T00:00:00Z')
    expect(await more('2024-01-15T00:00:00Z')).toBe('2024-03-01T00:00:00Z')
    expect(await more(undefined)).toBeNull()
    expect(await more('2024-04-01T00:00:00Z')).toBeNull()
  })

  test('a file that is loaded alone uses the mapping in its directory', async () => {
    const data = await write({
      'users.csv': users('1704276000'),
      'plumbline.yaml': 'tables: { users: { created_at: { format: epoch_seconds } } }',
    })
    await load(engine, sources, [data.path('users.csv')])
    expect(await moments()).toEqual(['2024-01-03 10:00:00.000000'])
  })

  test('an explicit mapping replaces the one in the directory', async () => {
    const other = await write({
      'other.yaml': 'tables: { users: { created_at: { format: epoch_seconds } } }',
    })
    await loaded(
      { 'users.csv': users('1704276000'), 'plumbline.yaml': 'time_zone: nowhere' },
      { file: other.path('other.yaml') },
    )
    expect(await moments()).toEqual(['2024-01-03 10:00:00.000000'])
    expect((await problems({ 'users.csv': users('1704276000') }, { file: 'none.yaml' }))[0]).toBe(
      'none.yaml: no such mapping file.',
    )
  })

  test.each([
    [
      'tables: { usrs: {} }',
      'tables.usrs: no table of the source contract has this name; did you mean users?',
    ],
    [
      'tables: { users: { creatd_at: { format: date } } }',
      'tables.users.creatd_at: users has no such column; did you mean created_at?',
    ],
    [
      'tables: { users: { created_at: { format: epoch } } }',
      'tables.users.created_at.format: it must be one of timestamp, date, epoch_seconds, epoch_milliseconds.',
    ],
    [
      'tables: { users: { created_at: { fromat: date } } }',
      'tables.users.created_at.fromat: unknown key; did you mean format?; valid keys: format, time_zone, units, decimal.',
    ],
    [
      'time_zone: Berlin',
      'time_zone: "Berlin" is not an IANA time zone name, such as Europe/Berlin; did you mean Europe/Berlin?',
    ],
    [
      'received: 2024-01-01T00:00:00Z',
      'received: unknown key; did you mean received_at?; valid keys: received_at, time_zone, tables, adapters.',
    ],
    [
      'received_at: 2024-01-01',
      'received_at: "2024-01-01" is not a moment with its zone, such as 2025-12-31T23:59:59Z.',
    ],
    [
      'tables: { users: { email: { format: date } } }',
      'tables.users.email.format: a column of type text has no format.',
    ],
    [
      'tables: { users: { created_at: { format: date } } }',
      'tables.users.created_at.format: the day of a moment depends on the time zone: declare time_zone.',
    ],
    [
      'tables: { users: { created_at: { units: minor } } }',
      'tables.users.created_at.units: a column of type timestamptz is not an amount.',
    ],
  ])('%s is rejected with the file and the key', async (mapping, message) => {
    expect(await problems({ 'users.csv': users('2024-01-03T10:00:00Z'), 'plumbline.yaml': mapping })).toEqual(
      [`plumbline.yaml: ${message}`],
    )
  })

  test('a mapping that is not YAML is rejected with its line', async () => {
    expect(
      (await problems({ 'users.csv': users('2024-01-03T10:00:00Z'), 'plumbline.yaml': 'a: 1\nb: [' }))[0],
    ).toMatch(/^plumbline\.yaml: line \d+: /)
  })

  test('a mapping under another file name is reported', async () => {
    const report = await loaded({
      'users.csv': users('2024-01-03T10:00:00Z'),
      'plumbline.yml': 'time_zone: UTC',
    })
    expect(report.ignored.map(({ suggestion }) => suggestion)).toEqual(['plumbline.yaml'])
  })
})
