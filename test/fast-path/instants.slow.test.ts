import { afterAll, beforeAll, expect, test } from 'vitest'
import { writerOfInstants } from '../../src/fast-path/select/instants.ts'
import { NotUnderstood } from '../../src/fast-path/select/not-understood.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openPglite } from '../harness/engines.ts'

let engine: Engine

beforeAll(async () => {
  engine = await openPglite()
})

afterAll(() => engine.close())

const moments = [
  '2024-02-29 23:59:59+00',
  '2024-01-01 00:00:00.1+00',
  '2024-01-01 00:00:00.12+00',
  '2024-01-01 00:00:00.123+00',
  '2024-01-01 00:00:00.1234+00',
  '2024-01-01 00:00:00.000001+00',
  '0001-01-01 00:00:00+00',
  '12024-01-01 00:00:00.5+00',
]

test.for(moments)('%s is written as the resolvers write it', async (moment) => {
  const [row] = await engine.query<{ json: string; at: string }>({
    sql: 'select row_to_json(one)::text as json, one.at from (select $1::text::timestamptz as at) as one',
    parameters: [moment],
  })
  const write = writerOfInstants({ instants: new Set(['at']), others: new Set() })
  expect(write(row?.json ?? '')).toBe(JSON.stringify({ at: row?.at }))
})

test('texts that look like instants stay as they are', async () => {
  const text = 'x","at":"2024-01-01T00:00:00+00:00"'
  const [row] = await engine.query<{ json: string }>({
    sql: `select row_to_json(one)::text as json from (select $1::text as name, '2024-01-01T00:00:00+00:00' as other) as one`,
    parameters: [text],
  })
  const write = writerOfInstants({ instants: new Set(['at']), others: new Set(['name', 'other']) })
  expect(JSON.parse(write(row?.json ?? ''))).toEqual({ name: text, other: '2024-01-01T00:00:00+00:00' })
})

test('a name of instants that other values have, too, is left to the resolvers', () => {
  expect(() => writerOfInstants({ instants: new Set(['at']), others: new Set(['at']) })).toThrow(
    NotUnderstood,
  )
})
