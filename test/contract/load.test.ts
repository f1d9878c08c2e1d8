import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadSources } from '../../src/catalog/files/load-sources.ts'
import type { SourceTable } from '../../src/catalog/files/source-table.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import type { LoadOptions } from '../../src/warehouse/load/load.ts'
import type { LoadReport } from '../../src/warehouse/load/stage/load-report.ts'
import { providedTables } from '../../src/warehouse/state/provided-tables.ts'
import { openPglite, openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { lines, writeDataSet } from './data-set.ts'
import type { DataSet } from './data-set.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

const users = lines('user_id,created_at', 'u1,2024-01-01T00:00:00Z', 'u2,2024-01-02T00:00:00Z')
const workspaces = lines('workspace_id,name,created_at', 'w1,Acme,2024-01-01T00:00:00Z')
const events = lines(
  'event_id,occurred_at,event_name,user_id',
  'e1,2024-01-01T10:00:00Z,signed_up,u1',
  'e2,2024-01-01T11:00:00Z,invited,u1',
  'e1,2024-01-01T10:00:00Z,signed_up,u1',
)

describe.each(engineKinds)('load on %s', (kind) => {
  let engine: Engine
  let postgres: TestPostgres | undefined
  let sources: ReadonlyMap<string, SourceTable>
  const written: DataSet[] = []

  beforeAll(async () => {
    if (kind === 'postgres') postgres = await openTestPostgres(postgresUrl(), { statementTimeoutMs: 30_000 })
    engine = postgres?.engine ?? (await openPglite())
    sources = await loadSources('sql/sources')
  })

  beforeEach(async () => {
    await engine.execute('drop schema if exists source cascade; drop schema if exists plumbline cascade')
  })

  afterEach(async () => {
    for (const data of written.splice(0)) await data.remove()
  })

  afterAll(async () => {
    await (postgres ? postgres.stop() : engine.close())
  })

  const write = async (files: Record<string, string | Buffer>): Promise<DataSet> => {
    const data = await writeDataSet(files)
    written.push(data)
    return data
  }

  /** Loads a directory with these files. */
  const loadSet = async (
    files: Record<string, string | Buffer>,
    options?: LoadOptions,
  ): Promise<LoadReport> => load(engine, sources, [(await write(files)).directory], options)

  /** Loads these files one by one, not as a whole data set. */
  const loadFiles = async (
    files: Record<string, string | Buffer>,
    options?: LoadOptions,
  ): Promise<LoadReport> => {
    const data = await write(files)
    return load(engine, sources, Object.keys(files).map(data.path), options)
  }

  const rowsOf = async (sql: string) => (await engine.queryArrays({ sql, parameters: [] })).rows

  const provided = async () => [...(await providedTables(engine, sources))].sort()

  test('a directory is loaded and its tables count as provided', async () => {
    const report = await loadSet({
      'users.csv': users,
      'workspaces.csv': workspaces,
      'product_events.csv': events,
    })
    expect(report.tables.map(({ table, rows, repeatedKeys }) => [table, rows, repeatedKeys])).toEqual([
      ['product_events', 3, 1],
      ['users', 2, 0],
      ['workspaces', 1, 0],
    ])
    expect(report).toMatchObject({ emptied: [], ignored: [], extraColumns: [] })
    expect(await provided()).toEqual(['product_events', 'users', 'workspaces'])
    expect(await rowsOf('select user_id, created_at, email from source.users order by user_id')).toEqual([
      ['u1', '2024-01-01T00:00:00Z', null],
      ['u2', '2024-01-02T00:00:00Z', null],
    ])
    expect(
      await rowsOf(`
        select rows, repeated_keys, provided, loaded_at is not null
        from plumbline.source_state where table_name = 'product_events'`),
    ).toEqual([['3', '1', true, true]])
  })

  test('loading twice creates no duplicates', async () => {
    const data = await write({ 'users.csv': users, 'product_events.csv': events })
    await load(engine, sources, [data.directory])
    const again = await load(engine, sources, [data.directory])
    expect(again.tables.map(({ rows }) => rows)).toEqual([3, 2])
    await load(engine, sources, [data.path('users.csv')])
    expect(await rowsOf('select count(*) from source.users')).toEqual([['2']])
  })

  test('a directory is a whole data set: tables without a file are emptied and no longer count as provided', async () => {
    await loadSet({ 'users.csv': users, 'product_events.csv': events })
    const report = await loadSet({ 'workspaces.csv': workspaces })
    expect(report.emptied).toEqual(['product_events', 'users'])
    expect(await provided()).toEqual(['workspaces'])
    expect(await rowsOf('select * from source.users')).toEqual([])
  })

  test('files replace their own tables and keep the others', async () => {
    await loadSet({ 'users.csv': users, 'product_events.csv': events })
    const report = await loadFiles({ 'users.csv': lines('user_id,created_at', 'u9,2024-01-09T00:00:00Z') })
    expect(report.emptied).toEqual([])
    expect(await rowsOf('select user_id from source.users')).toEqual([['u9']])
    expect(await provided()).toEqual(['product_events', 'users'])
  })

  test('appended rows replace those with the same key, where nulls are equal', async () => {
    const header = 'domain,valid_from,account_id'
    await loadFiles({ 'account_domains.csv': lines(header, 'a.com,,A', 'b.com,2024-01-01T00:00:00Z,B') })
    const report = await loadFiles(
      { 'account_domains.csv': lines(header, 'a.com,,C', 'b.com,2024-02-01T00:00:00Z,D') },
      { append: true },
    )
    expect(report.tables[0]?.rows).toBe(3)
    expect(await rowsOf('select domain, account_id from source.account_domains order by account_id')).toEqual(
      [
        ['b.com', 'B'],
        ['a.com', 'C'],
        ['b.com', 'D'],
      ],
    )
  })

  test('an appended duplicate event is skipped, a repeated delivery is kept', async () => {
    await loadFiles({
      'product_events.csv': lines('event_id,occurred_at,event_name', 'e1,2024-01-01T10:00:00Z,a'),
    })
    const more = {
      'product_events.csv': lines(
        'event_id,occurred_at,received_at,event_name',
        'e1,2024-01-01T10:00:00Z,,a',
        'e1,2024-01-01T10:00:00Z,2024-01-02T00:00:00Z,a',
        'e2,2024-01-01T11:00:00Z,,b',
      ),
    }
    const report = await loadFiles(more, { append: true })
    expect(report.tables).toMatchObject([{ rows: 3, repeatedKeys: 1 }])
    expect((await loadFiles(more, { append: true })).tables).toMatchObject([{ rows: 3, repeatedKeys: 1 }])
  })

  test('an appended directory empties no table', async () => {
    await loadSet({ 'users.csv': users })
    const report = await loadSet({ 'workspaces.csv': workspaces }, { append: true })
    expect(report.emptied).toEqual([])
    expect(await provided()).toEqual(['users', 'workspaces'])
  })

  test('a problem in any file leaves all data unchanged', async () => {
    await loadSet({ 'users.csv': users, 'product_events.csv': events })
    const bad = {
      'product_events.csv': lines('event_id,occurred_at,event_name'),
      'workspaces.csv': 'nonsense\n',
    }
    await expect(loadSet(bad)).rejects.toMatchObject({ code: 'BAD_DATA' })
    expect(await rowsOf('select count(*) from source.product_events')).toEqual([['3']])
    expect(await provided()).toEqual(['product_events', 'users'])
  })

  test('the caller’s work before the commit belongs to the load', async () => {
    await loadSet({ 'users.csv': users })
    const failed = new Error('the refresh failed')
    let seen: unknown
    const beforeCommit: LoadOptions['beforeCommit'] = async (transaction, report) => {
      const { rows } = await transaction.queryArrays({
        sql: 'select count(*) from source.workspaces',
        parameters: [],
      })
      seen = [rows[0]?.[0], report.tables.length, report.emptied]
      throw failed
    }
    await expect(loadSet({ 'workspaces.csv': workspaces }, { beforeCommit })).rejects.toBe(failed)
    expect(seen).toEqual(['1', 1, ['users']])
    expect(await provided()).toEqual(['users'])
  })

  test("a table of the company's own loader is never replaced and never emptied", async () => {
    await engine.execute(`
      create schema source;
      create table source.workspaces (
        workspace_id text, name text, created_at timestamptz, created_by_user_id text, plan text, domain text,
        account_id text, deleted_at timestamptz
      );
      insert into source.workspaces (workspace_id) values ('theirs')`)
    await expect(loadSet({ 'users.csv': users, 'workspaces.csv': workspaces })).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: {
        problems: [
          expect.stringMatching(/^workspaces\.csv: source\.workspaces was created by another loader/),
        ],
      },
    })
    const report = await loadSet({ 'users.csv': users })
    expect(report.emptied).toEqual([])
    expect(await rowsOf('select workspace_id from source.workspaces')).toEqual([['theirs']])
    expect(await provided()).toEqual(['users', 'workspaces'])
  })

  test('compressed and NDJSON files load the same rows as plain CSV', async () => {
    const csv = lines(
      'event_id,occurred_at,event_name,properties',
      'e1,2024-01-01T10:00:00Z,a,"{""n"": 1.10}"',
    )
    const ndjson =
      '{"properties": {"n": 1.10}, "event_id": "e1", "event_name":"a","occurred_at":"2024-01-01T10:00:00Z"}\n'
    const rows: unknown[] = []
    for (const files of [
      { 'product_events.csv': csv },
      { 'product_events.csv.gz': csv },
      { 'product_events.ndjson': ndjson },
      { 'product_events.ndjson.gz': ndjson },
    ]) {
      await loadSet(files)
      rows.push(
        await rowsOf(
          'select event_id, occurred_at, event_name, user_id, properties::text from source.product_events',
        ),
      )
    }
    expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(
      new Set(['[["e1","2024-01-01T10:00:00Z","a",null,"{\\"n\\": 1.10}"]]']),
    )
  })

  test('every type keeps every digit', async () => {
    await loadSet({
      'contracts.csv': lines(
        'contract_id,account_id,start_date,end_date,arr,seats,committed_units,auto_renew',
        '"c,1",a,2024-02-29,9999-12-31,-0.10,9223372036854775807,1e3,TRUE',
        String.raw`\.,"a ""b""",1900-01-01,2024-01-31,12345678901234567890.123456789,-5,.5,no`,
      ),
      'identities.csv': lines(
        'anonymous_id,user_id,linked_at',
        '1,u,2024-01-01T00:00:00.123456+02:00',
        '2,u,2024-01-01 00:00:00-0530',
        '3,u,2024-01-01T00:00Z',
        '4,u,2024-01-01T00:00:00.5z',
      ),
      'usage_daily.ndjson':
        '{"workspace_id": 42, "meter": "messages", "day": "2024-01-01", "quantity": 12345678901234567890.10}\n',
    })
    expect(
      await rowsOf(`
        select contract_id, account_id, start_date, end_date, arr, seats, committed_units, auto_renew
        from source.contracts order by arr`),
    ).toEqual([
      ['c,1', 'a', '2024-02-29', '9999-12-31', '-0.10', '9223372036854775807', '1000', true],
      ['\\.', 'a "b"', '1900-01-01', '2024-01-31', '12345678901234567890.123456789', '-5', '0.5', false],
    ])
    expect(await rowsOf('select linked_at from source.identities order by anonymous_id')).toEqual([
      ['2023-12-31T22:00:00.123456Z'],
      ['2024-01-01T05:30:00Z'],
      ['2024-01-01T00:00:00Z'],
      ['2024-01-01T00:00:00.500Z'],
    ])
    expect(await rowsOf('select workspace_id, quantity from source.usage_daily')).toEqual([
      ['42', '12345678901234567890.10'],
    ])
  })
})
