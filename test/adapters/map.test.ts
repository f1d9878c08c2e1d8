import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFeeds } from '../../src/catalog/adapters/read-feeds.ts'
import { findTables } from '../../src/cli/mapping/find-tables.ts'
import { formatProposals } from '../../src/cli/mapping/format-proposals.ts'
import { writeMapping } from '../../src/cli/mapping/write-mapping.ts'
import { planAdapters } from '../../src/warehouse/adapters/plan-adapters.ts'
import { proposeMapping } from '../../src/warehouse/adapters/own/propose-mapping.ts'
import { noAssumptions } from '../../src/warehouse/adapters/own/assumptions.ts'
import { recognizeType } from '../../src/warehouse/adapters/own/recognize-type.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openDeployed, type DeployedWarehouse } from '../harness/warehouse.ts'

describe('a column is read', () => {
  test.each([
    ['timestamptz', ['1704153600'], 'epoch_seconds'],
    ['timestamptz', ['1704153600000'], 'epoch_milliseconds'],
    ['timestamptz', ['31/12/2023', '01/02/2024'], 'day_month_year'],
    ['timestamptz', ['12/31/2023'], 'month_day_year'],
    ['timestamptz', ['2024-01-02 10:00'], 'time'],
    // nothing says which is the day
    [
      'timestamptz',
      ['01/02/2024'],
      {
        reason: expect.stringMatching(
          /^no sample says which part is the day, as in 01.02.2024: declare --assume-day-order/,
        ) as unknown,
      },
    ],
    ['timestamptz', ['13/14/2024'], { reason: '13/14/2024 is no day' }],
    [
      'timestamptz',
      ['01/13/2024', '13/01/2024'],
      { reason: '13/01/2024 and 01/13/2024 have day and month in different order' },
    ],
    ['timestamptz', ['2024-01-01', 'soon'], { reason: 'soon is no time' }],
    ['numeric', ['1.234,56', '12,00'], 'comma_number'],
    ['numeric', ['1234.56'], 'number'],
    ['numeric', ['n/a'], { reason: 'n/a is no number' }],
    ['numeric', ['1,234.56', '1,234'], 'point_number'],
    ['numeric', ['1,234,567'], 'point_number'],
    ['numeric', ['0,234'], 'comma_number'],
    // a thousand or one
    [
      'numeric',
      ['1,234', '12'],
      { reason: '1,234 may be thousands or fractions: declare --assume-decimal point or comma' },
    ],
    [
      'numeric',
      ['1.234'],
      { reason: '1.234 may be thousands or fractions: declare --assume-decimal point or comma' },
    ],
    ['boolean', ['Yes', 'no'], 'boolean'],
  ] as const)('as %s from %j: %s', (wanted, samples, expected) => {
    expect(recognizeType({ name: 'x', type: 'text', samples }, wanted)).toEqual(expected)
  })

  test('as the caller declares where it has two meanings', () => {
    const read = (sample: string, wanted: 'numeric' | 'timestamptz', declared: object) =>
      recognizeType({ name: 'x', type: 'text', samples: [sample] }, wanted, { ...noAssumptions, ...declared })
    expect(read('1,234', 'numeric', { decimal: 'point' })).toBe('point_number')
    expect(read('1,234', 'numeric', { decimal: 'comma' })).toBe('comma_number')
    expect(read('1.234', 'numeric', { decimal: 'comma' })).toBe('comma_number')
    expect(read('1.234', 'numeric', { decimal: 'point' })).toBe('point_number')
    expect(read('3/4/2024', 'timestamptz', { dayOrder: 'month_day_year' })).toBe('month_day_year')
  })
})

describe('a folder of own files', () => {
  let directory: string
  let warehouse: DeployedWarehouse
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plumbline-'))
    await writeFile(
      join(directory, 'Customers.csv'),
      'Customer ID;E-Mail;Signup Date\n10;ada@acme.com;31.12.2023\n11;bo@acme.com;15.01.2024\n',
    )
    await writeFile(
      join(directory, 'subscriptions.csv'),
      'subscription_id,customer_id,plan,start_date,end_date,mrr_amount,seats\ns1,10,Pro,2024-01-01,,"1,000",2\ns2,11,Pro,2024-02-01,2024-03-01,30.50,1\n',
    )
    warehouse = await openDeployed('postgres')
  })
  afterAll(async () => {
    await warehouse.close()
    await rm(directory, { recursive: true })
  })

  test('is copied, mapped by names and values, and written as an adapter that can be deployed', async () => {
    const { sources } = await ownCatalog()
    const { engine } = warehouse
    const { found } = await findTables(engine, [directory], 'own')
    const proposals = proposeMapping(sources, found, {
      ...noAssumptions,
      decimal: 'point',
      timeZone: 'Europe/Berlin',
    })
    const whole = proposals.filter(({ missing }) => missing.length === 0)
    expect(whole.map(({ table, from }) => [table, from.name])).toEqual(
      expect.arrayContaining([
        ['billing_customers', 'Customers'],
        ['subscription_periods', 'subscriptions'],
      ]),
    )
    await writeMapping(directory, { name: 'own', schema: 'own', timeZone: 'Europe/Berlin', tables: whole })
    expect(await readFile(join(directory, 'plumbline.yaml'), 'utf8')).toContain('time_zone: Europe/Berlin')

    const feeds = await readFeeds(
      { configuration: join(directory, 'plumbline.yaml'), adapters: 'sql/adapters' },
      sources,
    )
    const { feeds: compiled } = await planAdapters(engine, sources, feeds)
    const selectOf = (table: string) => compiled.find((one) => one.table === table)?.select ?? ''
    expect(
      await engine.query({
        sql: `select subscription_id, customer_id, started_at, ended_at, amount::float, "interval", seats::int
          from (${selectOf('subscription_periods')}) as periods order by subscription_id`,
        parameters: [],
      }),
    ).toMatchObject([
      {
        subscription_id: 's1',
        customer_id: '10',
        // a day is that day of the calendar, also where times are of Berlin
        started_at: '2024-01-01T00:00:00Z',
        ended_at: null,
        amount: 1000,
        interval: 'month',
      },
      { subscription_id: 's2', ended_at: '2024-03-01T00:00:00Z', amount: 30.5, seats: 1 },
    ])
    expect(
      await engine.query({
        sql: `select customer_id from (${selectOf('billing_customers')}) as customers order by customer_id`,
        parameters: [],
      }),
    ).toEqual([{ customer_id: '10' }, { customer_id: '11' }])
  })

  test('replaces what an earlier run copied, and no schema of others', async () => {
    const { engine } = warehouse
    await findTables(engine, [directory], 'copied_again')
    expect((await findTables(engine, [directory], 'copied_again')).found).toHaveLength(2)
    await engine.execute('create schema finance; create table finance.ledger (id text)')
    await expect(findTables(engine, [directory], 'finance')).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: { subject: 'name' },
    })
    expect((await findTables(engine, ['finance'], 'own')).found).toMatchObject([{ name: 'ledger', rows: 0 }])
  })

  test('that does not exist is not taken for a schema', async () => {
    const { engine } = warehouse
    await engine.execute('create schema if not exists crm; create table if not exists crm.deals (id text)')
    const rejection = await findTables(engine, [join(directory, 'missing')], 'own').catch(
      (error: unknown) => error,
    )
    expect(rejection).toMatchObject({ code: 'BAD_REQUEST', details: { subject: 'sources' } })
    expect(rejection).toHaveProperty('details.valid', expect.arrayContaining(['crm']))
    await expect(findTables(engine, [directory, 'missing.csv'], 'own')).rejects.toThrow(
      'There is no file missing.csv.',
    )
  })

  test('is read from files that are compressed, too', async () => {
    const { engine } = warehouse
    const plain = join(directory, 'subscriptions.csv')
    const packed = join(directory, 'packed.csv.gz')
    await writeFile(packed, gzipSync(await readFile(plain)))
    const { found } = await findTables(engine, [packed], 'packed')
    expect(found.map(({ name, columns }) => [name, columns.length])).toEqual([['packed', 7]])
    expect((await engine.query({ sql: 'select * from packed.packed', parameters: [] })).length).toBe(2)

    const wrong = join(directory, 'wrong.csv.gz')
    await writeFile(wrong, 'a,b\n1,2\n')
    await expect(findTables(engine, [wrong], 'wrong')).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('not compressed with gzip') as unknown,
    })
    await rm(packed)
    await rm(wrong)
  })

  test('can be named file by file, and a file that is not CSV is named', async () => {
    const { engine } = warehouse
    const one = join(directory, 'Customers.csv')
    expect((await findTables(engine, [one], 'one_file')).found.map(({ name }) => name)).toEqual(['Customers'])
    const broken = join(directory, 'broken.txt')
    await writeFile(broken, 'user_id,name\nu1,"Ada\n')
    await expect(findTables(engine, [broken], 'one_file')).rejects.toThrow(`${broken} is not CSV: `)
  })

  test('is not written over another adapter', async () => {
    await expect(
      writeMapping(directory, { name: 'own', schema: 'own', timeZone: null, tables: [] }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('a file without ids', () => {
  const column = (name: string, ...samples: readonly string[]) => ({ name, type: 'text', samples })
  const proposedOf = async (
    table: string,
    columns: readonly ReturnType<typeof column>[],
    interval: 'month' | null,
  ) =>
    proposeMapping((await ownCatalog()).sources, [{ name: table, rows: 2, columns }], {
      ...noAssumptions,
      interval,
    }).find((one) => one.table === (table === 'events' ? 'product_events' : 'subscription_periods'))
  const prices = [
    column('customer_id', 'c1', 'c2'),
    column('plan', 'Pro'),
    column('start', '2024-01-01'),
    column('amount', '100'),
  ]

  test('of events has one event per person, name and time', async () => {
    const events = [column('user_id', 'u1'), column('event', 'opened'), column('timestamp', '2024-01-01')]
    const { missing, columns = [] } = (await proposedOf('events', events, null)) ?? {}
    expect(missing).toEqual([])
    expect(columns.find((one) => one.column === 'event_id')?.expression).toBe(
      `concat_ws('|', rows."user_id", rows."event", extract(epoch from rows."timestamp"))`,
    )
  })

  test('of prices with a column that has two meanings is not written, and says why', async () => {
    const sold = [column('customer_id', 'c1'), column('start', '01/02/2024'), column('mrr', '1,234')]
    const proposal = await proposedOf('subscriptions', sold, null)
    expect(proposal?.missing).toEqual(expect.arrayContaining(['started_at', 'amount']))
    const page = formatProposals(proposal === undefined ? [] : [proposal], [], { answerable: [], next: {} })
    expect(page).toContain('not read: subscriptions.start, since no sample says which part is the day')
    expect(page).toContain('not read: subscriptions.mrr, since 1,234 may be thousands or fractions')
  })

  test('of prices is not proposed before someone declares what an amount is paid for', async () => {
    expect((await proposedOf('subscriptions', prices, null))?.missing).toEqual(['interval'])
    expect((await proposedOf('subscriptions', prices, 'month'))?.missing).toEqual([])
  })

  test('whose columns say the interval does not follow the declared one', async () => {
    const intervalOf = async (columns: readonly ReturnType<typeof column>[]) =>
      (await proposedOf('subscriptions', columns, 'month'))?.columns.find((one) => one.column === 'interval')
    expect(await intervalOf(prices)).toMatchObject({ from: null, expression: `'month'` })
    expect(await intervalOf([...prices.slice(0, 3), column('annual_amount', '1200')])).toMatchObject({
      expression: `'year'`,
    })
    expect(await intervalOf([...prices, column('billing_interval', 'yearly')])).toMatchObject({
      from: { name: 'billing_interval' },
    })
  })
})
