import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadSources } from '../../src/catalog/files/load-sources.ts'
import type { SourceTable } from '../../src/catalog/files/source-table.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import type { LoadedTable } from '../../src/warehouse/load/stage/load-report.ts'
import { openPglite, openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { lines, writeDataSet } from './data-set.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

describe.each(engineKinds)('load --append on %s', (kind) => {
  let engine: Engine
  let postgres: TestPostgres | undefined
  let sources: ReadonlyMap<string, SourceTable>

  beforeAll(async () => {
    if (kind === 'postgres') postgres = await openTestPostgres(postgresUrl())
    engine = postgres?.engine ?? (await openPglite())
    sources = await loadSources('sql/sources')
  })

  beforeEach(async () => {
    await engine.execute('drop schema if exists source cascade; drop schema if exists plumbline cascade')
  })

  afterAll(() => (postgres ? postgres.stop() : engine.close()))

  const written: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const remove of written.splice(0)) await remove()
  })

  /** Loads the rows of one table. */
  const send = async (
    table: string,
    append: boolean,
    ...rows: readonly string[]
  ): Promise<LoadedTable | undefined> => {
    const data = await writeDataSet({ [`${table}.csv`]: lines(...rows) })
    written.push(data.remove)
    const report = await load(engine, sources, [data.path(`${table}.csv`)], { append })
    return report.tables[0]
  }

  /** Every row of the table with the place where it is stored, so that a row written again is noticed. */
  const stored = async (table: string) =>
    (
      await engine.queryArrays({
        sql: `select ctid::text, rows_of.* from source.${table} as rows_of order by 2, 1`,
        parameters: [],
      })
    ).rows

  const header = 'workspace_id,name,created_at,plan'
  const acme = 'w1,Acme,2024-01-01T00:00:00Z,free'
  const globex = 'w2,Globex,2024-01-02T00:00:00Z,'

  test('new keys are added, known keys with other content are changed, equal rows stay', async () => {
    await send('workspaces', false, header, acme, globex)
    const appended = await send(
      'workspaces',
      true,
      header,
      globex,
      'w1,Acme,2024-01-01T00:00:00Z,team',
      'w3,Initech,2024-01-03T00:00:00Z,',
    )
    expect(appended).toMatchObject({ rows: 3, appended: { added: 1, changed: 1, unchanged: 1 } })
    expect((await stored('workspaces')).map((row) => [row[1], row[5]])).toEqual([
      ['w1', 'team'],
      ['w2', null],
      ['w3', null],
    ])
  })

  test.each([
    ['workspaces', [header, acme, globex]],
    ['account_domains', ['domain,valid_from,account_id', 'a.com,,A', 'b.com,2024-01-01T00:00:00Z,B']],
    ['cost_to_serve', ['month,account_id,category,amount', '2024-01-01,A,support,1.50']],
    [
      'product_events',
      [
        'event_id,occurred_at,received_at,event_name,properties',
        'e1,2024-01-01T10:00:00.123456Z,,a,"{""n"": 1.10}"',
        // twice in the file, and once more at another time
        'e2,2024-01-01T11:00:00Z,,a,',
        'e2,2024-01-01T11:00:00Z,,a,',
        'e1,2024-01-03T10:00:00Z,2024-01-03T10:00:00Z,a,',
      ],
    ],
  ])('the same file of %s changes nothing the second time', async (table, rows) => {
    const first = await send(table, true, ...rows)
    const count = rows.length - 1
    expect(first?.appended).toEqual({ added: count, changed: 0, unchanged: 0 })
    const before = await stored(table)
    const second = await send(table, true, ...rows)
    expect(second).toMatchObject({
      rows: count,
      repeatedKeys: first?.repeatedKeys,
      appended: { added: 0, changed: 0, unchanged: count },
    })
    expect(await stored(table)).toEqual(before)
  })

  test('in a log, another delivery of a known event is added and counted as repeated', async () => {
    const columns = 'event_id,occurred_at,received_at,event_name'
    await send(
      'product_events',
      false,
      columns,
      'e1,2024-01-01T10:00:00Z,2024-01-01T10:00:00Z,a',
      'e2,2024-01-02T10:00:00Z,,a',
      'e2,2024-01-02T10:00:00Z,,a',
    )
    const appended = await send(
      'product_events',
      true,
      columns,
      // received again later; the same id at a time outside those of the file's other rows
      'e1,2024-01-01T10:00:00Z,2024-01-05T10:00:00Z,a',
      'e1,2024-02-01T10:00:00Z,,a',
      'e3,2024-01-06T10:00:00Z,,a',
      'e3,2024-01-07T10:00:00Z,,a',
      'e2,2024-01-02T10:00:00Z,,a',
    )
    expect(appended).toMatchObject({
      rows: 7,
      // e2 before; two of e1, one of e3
      repeatedKeys: 4,
      appended: { added: 4, changed: 0, unchanged: 1 },
    })
    const again = await send('product_events', false, columns)
    expect(again).toMatchObject({ rows: 0, repeatedKeys: 0, appended: null })
  })

  test('a key is known as it is read: white space around an id does not count', async () => {
    await send('workspaces', false, header, acme)
    const appended = await send('workspaces', true, header, '" w1 ",Acme,2024-01-01T00:00:00Z,team')
    expect(appended).toMatchObject({ rows: 1, appended: { added: 0, changed: 1, unchanged: 0 } })
  })

  test('a repeated key within the file is an error that names both rows, and nothing is changed', async () => {
    await send('workspaces', false, header, acme)
    await expect(send('workspaces', true, header, globex, globex)).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: {
        problems: ['workspaces.csv row 3: the key workspace_id "w2" is already in row 2; it must be unique.'],
      },
    })
    expect(await stored('workspaces')).toHaveLength(1)
  })
})
