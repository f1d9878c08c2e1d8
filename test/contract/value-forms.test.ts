import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openPglite, openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'

/** SQL expression → the value that every engine gives for it. */
const forms: readonly (readonly [expression: string, value: unknown])[] = [
  ['true', true],
  ['false', false],
  ['null::boolean', null],
  ['7::smallint', 7],
  ['(-2147483648)::integer', -2147483648],
  ['9007199254740993::bigint', '9007199254740993'],
  ['(-9223372036854775808)::bigint', '-9223372036854775808'],
  ['count(*)', '1'],
  ['-1.50::numeric', '-1.50'],
  ['0.1::numeric + 0.2::numeric', '0.3'],
  ['12345678901234567890.123456789::numeric', '12345678901234567890.123456789'],
  ["'NaN'::numeric", 'NaN'],
  ['null::numeric', null],
  ['0.1::double precision', 0.1],
  ["date '2024-02-29'", '2024-02-29'],
  ['null::date', null],
  ["timestamptz '2024-01-01 00:00:00+00'", '2024-01-01T00:00:00Z'],
  ["timestamptz '2024-01-01 00:30:00+02'", '2023-12-31T22:30:00Z'],
  ["timestamptz '2024-01-01 00:00:05.123456+00'", '2024-01-01T00:00:05.123456Z'],
  ["timestamptz '2024-01-01 00:00:05.000001+00'", '2024-01-01T00:00:05.000001Z'],
  ["timestamptz '2024-01-01 00:00:05.12+00'", '2024-01-01T00:00:05.120Z'],
  ["timestamptz '1969-12-31 23:59:59.9995+00'", '1969-12-31T23:59:59.999500Z'],
  ["timestamptz 'infinity'", 'infinity'],
  ['null::timestamptz', null],
  ["timestamp '2024-01-01 00:00:05'", '2024-01-01T00:00:05'],
  ["timestamp '2024-01-01 00:00:05.5'", '2024-01-01T00:00:05.500'],
  [`'{"a": [1, null, "ü"], "b": {"c": true}}'::jsonb`, { a: [1, null, 'ü'], b: { c: true } }],
  [`'[1, 2]'::json`, [1, 2]],
  [`'null'::jsonb`, null],
  ['null::jsonb', null],
  [`array['a', 'b,"c', 'NULL', null, '', '{}', E'\\\\']`, ['a', 'b,"c', 'NULL', null, '', '{}', '\\']],
  ["'{}'::text[]", []],
  ['array[1.10, null]::numeric[]', ['1.10', null]],
  [
    'array[[1, 2], [3, 4]]',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["array[date '2024-01-01']", ['2024-01-01']],
  ["array[timestamptz '2024-01-01 00:00:00+00']", ['2024-01-01T00:00:00Z']],
  ["interval '1 day 2 hours'", '1 day 02:00:00'],
  [String.raw`'\x00ff'::bytea`, String.raw`\x00ff`],
  ["'Grüße 🎉'", 'Grüße 🎉'],
  ["current_setting('TimeZone')", 'UTC'],
]

/** The bound value, its type, and the returned value. */
const bindings: readonly (readonly [value: unknown, type: string, back: unknown])[] = [
  ['text', 'text', 'text'],
  [null, 'text', null],
  [42, 'bigint', '42'],
  [9007199254740993n, 'bigint', '9007199254740993'],
  ['1.10', 'numeric', '1.10'],
  [true, 'boolean', true],
  [new Date('2024-01-01T00:00:00.500Z'), 'timestamptz', '2024-01-01T00:00:00.500Z'],
  ['2024-01-01', 'date', '2024-01-01'],
  [{ a: [1] }, 'jsonb', { a: [1] }],
  [['a', 'b"\\', null, ''], 'text[]', ['a', 'b"\\', null, '']],
  [[1, 2], 'bigint[]', ['1', '2']],
]

describe.each(['pglite', 'postgres'] as const)('values on %s', (kind) => {
  let engine: Engine
  let postgres: TestPostgres | undefined

  beforeAll(async () => {
    if (kind === 'postgres') postgres = await openTestPostgres(postgresUrl())
    engine = postgres?.engine ?? (await openPglite())
  })

  afterAll(async () => {
    await (postgres ? postgres.stop() : engine.close())
  })

  test.each(forms)('%s has one form', async (expression, value) => {
    const { rows } = await engine.queryArrays({ sql: `select ${expression} as value`, parameters: [] })
    expect(rows).toEqual([[value]])
    expect(await engine.query({ sql: `select ${expression} as value`, parameters: [] })).toEqual([{ value }])
  })

  test.each(bindings)('%s bound as %s comes back', async (value, type, back) => {
    const { rows } = await engine.queryArrays({ sql: `select $1::${type} as value`, parameters: [value] })
    expect(rows).toEqual([[back]])
  })

  test('columns are named in their order, also without rows', async () => {
    const result = await engine.queryArrays({ sql: 'select 1 as b, 2 as a where false', parameters: [] })
    expect(result).toEqual({ columns: ['b', 'a'], rows: [] })
  })
})
