import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scalarFunctions } from '../../src/catalog/select/scalar-functions.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { createSources } from '../../src/warehouse/release/create-sources.ts'
import { openPglite, openTestPostgres, postgresUrl } from '../harness/engines.ts'

describe.each(['pglite', 'postgres'] as const)('the scalar functions on %s', (kind) => {
  let engine: Engine
  let close: () => Promise<void>

  beforeAll(async () => {
    const postgres = kind === 'postgres' ? await openTestPostgres(postgresUrl()) : null
    engine = postgres?.engine ?? (await openPglite())
    close = postgres?.stop ?? (() => engine.close())
    await createSources(engine, new Map())
  })

  afterAll(() => close())

  const valueOf = async (sql: string): Promise<unknown> =>
    (await engine.queryArrays({ sql: `select ${sql}`, parameters: [] })).rows[0]?.[0]

  test.each(scalarFunctions.map((definition) => [definition.name, definition] as const))(
    'the planner puts the body of %s in the place of its call',
    async (name, { arguments: taken }) => {
      const columns = taken.map(([column, type]) => `null::${type} as ${column}`).join(', ')
      const call = `plumbline.${name}(${taken.map(([column]) => `given.${column}`).join(', ')})`
      const { rows } = await engine.queryArrays({
        sql: `explain (verbose, costs off) select ${call} from (select ${columns} from pg_class offset 0) as given`,
        parameters: [],
      })
      expect(rows.flat().join('\n')).not.toContain(`${name}(`)
    },
  )

  test.each([
    // Berlin is an hour ahead of UTC in winter, two in summer
    [`plumbline.local_date('2025-03-31T22:30:00Z', 'Europe/Berlin')::text`, '2025-04-01'],
    [`plumbline.local_date('2025-03-31T21:30:00Z', 'Europe/Berlin')::text`, '2025-03-31'],
    [`plumbline.local_month('2025-03-31T22:30:00Z', 'Europe/Berlin')::text`, '2025-04-01'],
    [`plumbline.day_start('2025-07-01', 'Europe/Berlin') = '2025-06-30T22:00:00Z'`, true],
    [`plumbline.month_end('2025-03-01', 'Europe/Berlin') = '2025-03-31T22:00:00Z'`, true],
    [`plumbline.month_end('2024-12-01', 'UTC') = '2025-01-01T00:00:00Z'`, true],
    [`plumbline.add_months('2025-01-01', -1)::text`, '2024-12-01'],
    [`plumbline.add_months('2024-01-31', 1)::text`, '2024-02-29'],
    [`plumbline.months_between('2024-11-30', '2025-02-01')`, 3],
    [`plumbline.months_between('2025-02-01', '2024-11-30')`, -3],
    [`plumbline.matches_event('commit', '{}', array['commit', 'push'], null)`, true],
    [`plumbline.matches_event('view', '{}', array['commit', 'push'], null)`, false],
    [`plumbline.matches_event('view', '{}', array['*'], null)`, true],
    [`plumbline.matches_event('view', '{}', null, null)`, false],
  ])('%s is %s', async (call, expected) => {
    expect(await valueOf(call)).toEqual(expected)
  })

  test('an event has to meet one of the conditions for its name', async () => {
    const conditions = `array['{"event": "commit", "where": {"kind": "merge"}}']::jsonb[]`
    const matches = (name: string, properties: string) =>
      valueOf(`plumbline.matches_event('${name}', '${properties}', array['commit', 'push'], ${conditions})`)
    expect(await matches('commit', '{"kind": "merge", "size": 3}')).toBe(true)
    expect(await matches('commit', '{"kind": "squash"}')).toBe(false)
    expect(await matches('push', '{"kind": "merge"}')).toBe(false)
  })

  test('a function of an older release is replaced, also where views call it', async () => {
    await engine.execute(`
      create or replace function plumbline.months_between(earlier date, later date) returns integer
        language sql immutable as 'select 0';
      comment on function plumbline.months_between(date, date) is 'of an older release';
      create view plumbline.probe as select plumbline.months_between('2024-01-01', '2025-01-01') as months`)
    await createSources(engine, new Map())
    expect(await valueOf('months from plumbline.probe')).toBe(12)
  })
})
