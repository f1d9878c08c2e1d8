import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadSources } from '../../src/catalog/files/load-sources.ts'
import type { SourceTable } from '../../src/catalog/files/source-table.ts'
import { createSources } from '../../src/warehouse/release/create-sources.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { providedTables } from '../../src/warehouse/state/provided-tables.ts'
import { openPglite, openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

/** A relation of another loader with all columns of the contract. */
const foreignReps = `
  create view source.reps as
  select
    'r1'::varchar(20) as rep_id, 'sell' as role, null::text as motion, date '2024-01-01' as start_date,
    null::date as end_date, 1::numeric(12, 2) as monthly_quota`

describe.each(engineKinds)('source tables on %s', (kind) => {
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

  afterAll(async () => {
    await (postgres ? postgres.stop() : engine.close())
  })

  const rowsOf = async (sql: string) => (await engine.queryArrays({ sql, parameters: [] })).rows

  test('every table of the contract is created once, with its types and without a key', async () => {
    expect(await createSources(engine, sources)).toEqual({ created: [...sources.keys()], foreign: [] })
    expect(await createSources(engine, sources)).toEqual({ created: [], foreign: [] })
    const types = await rowsOf(`
      select attname, format_type(atttypid, null) from pg_attribute
      where attrelid = 'source.product_events'::regclass and attnum > 0 order by attnum`)
    expect(types).toEqual([
      ['event_id', 'text'],
      ['occurred_at', 'timestamp with time zone'],
      ['received_at', 'timestamp with time zone'],
      ['event_name', 'text'],
      ['anonymous_id', 'text'],
      ['user_id', 'text'],
      ['workspace_id', 'text'],
      ['account_id', 'text'],
      ['properties', 'jsonb'],
    ])
    const indexes = await rowsOf(`select indexdef from pg_indexes where schemaname = 'source'`)
    expect(indexes).toEqual([
      [expect.stringMatching(/ON source\.product_events USING btree \(occurred_at\)$/)],
    ])
  })

  test('an empty created table does not count as provided', async () => {
    expect(await providedTables(engine, sources)).toEqual(new Set())
    await createSources(engine, sources)
    expect(await providedTables(engine, sources)).toEqual(new Set())
  })

  test("a view of the company's own loader is left unchanged and counts as provided", async () => {
    await engine.execute(`create schema source; ${foreignReps}`)
    const report = await createSources(engine, sources)
    expect(report.foreign).toEqual(['reps'])
    expect(report.created).not.toContain('reps')
    expect(await rowsOf('select rep_id from source.reps')).toEqual([['r1']])
    expect(await providedTables(engine, sources)).toEqual(new Set(['reps']))
  })

  test('a foreign relation with missing columns is rejected, with the repair', async () => {
    await engine.execute(`
      create schema source;
      create view source.reps as
      select 'r1' as rep_id, null::text as motion, now() as start_date, null::date as end_date, 1 as monthly_quota`)
    await expect(createSources(engine, sources)).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: {
        problems: [
          'source.reps: the column role (text) is missing, and it is required.',
          'source.reps: the column start_date is timestamptz, not date: select start_date::date in the view.',
          'source.reps: the column monthly_quota is integer, not numeric: select monthly_quota::numeric in the view.',
        ],
      },
    })
    await engine.execute(`
      drop view source.reps;
      create view source.reps as
      select 'r1' as rep_id, 'sell' as role, date '2024-01-01' as start_date, null::text as motion, null::date as end_date`)
    await expect(createSources(engine, sources)).rejects.toMatchObject({
      details: {
        problems: [
          'source.reps: the column monthly_quota (numeric) is missing: add null::numeric as monthly_quota to the view.',
        ],
      },
    })
    expect(await rowsOf(`select relname from pg_class where relnamespace = 'source'::regnamespace`)).toEqual([
      ['reps'],
    ])
  })

  test('a column of a later contract is added to Plumbline’s table', async () => {
    await createSources(engine, sources)
    await engine.execute('alter table source.users drop column is_bot')
    await createSources(engine, sources)
    expect(await rowsOf('select is_bot from source.users')).toEqual([])
  })

  test('a dropped table of Plumbline’s is created again', async () => {
    await createSources(engine, sources)
    await engine.execute('drop table source.users')
    expect((await createSources(engine, sources)).created).toEqual(['users'])
  })
})
