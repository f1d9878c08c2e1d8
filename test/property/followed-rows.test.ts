import fc from 'fast-check'
import { loadModule } from 'libpg-query'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { KeyKind } from '../../src/warehouse/release/batches/keys/sql/key-dependence.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { columns, dependenceOf } from '../catalog/dependence-of.ts'
import { openPglite } from '../harness/engines.ts'

let engine: Engine
beforeAll(async () => {
  await loadModule()
  engine = await openPglite()
  await engine.execute(
    'create schema facts; create table facts.a (k int, x int, t int); create table facts.b (like facts.a)',
  )
})
afterAll(() => engine.close())

type Row = readonly (number | null)[]
type Tables = Readonly<Record<'facts.a' | 'facts.b', readonly Row[]>>
const inputs = ['facts.a', 'facts.b'] as const

const value = fc.option(fc.integer({ min: 0, max: 5 }), { freq: 6 })
const rows = fc.array(fc.tuple(value, value, value), { maxLength: 8 })
const tables = fc.record({ 'facts.a': rows, 'facts.b': rows })

/** The rows of a select over the tables, as texts in order. */
const rowsOf = async (body: string, held: Tables): Promise<readonly { k: number | null; row: string }[]> => {
  const inserts = inputs.flatMap((name) =>
    held[name].length === 0
      ? []
      : [
          `insert into ${name} values ${held[name].map((row) => `(${row.map((one) => one ?? 'null').join()})`).join()}`,
        ],
  )
  await engine.execute(['truncate facts.a, facts.b', ...inserts].join(';'))
  return engine.query({
    sql: `select k, own::text as row from (${body}) as own order by row`,
    parameters: [],
  })
}

const valueIn = (row: Row, column: string): number | null => row[columns.indexOf(column)] ?? null

const isSince = (from: number) => (one: number | null) => one === null || one >= from

// each select, and whether it is followed by the values of `k` or by the moment that it is
test.each<[KeyKind, string]>([
  ['value', 'select k, sum(x) as s, count(*) as n from facts.a group by k'],
  ['value', 'select a.k, b.x from facts.a as a left join facts.b as b on a.k = b.x and b.t > 2'],
  ['value', 'select a.k from facts.a as a where not exists (select 1 from facts.b as b where b.x = a.k)'],
  [
    'value',
    'select a.k, exists (select 1 from facts.b as b where b.x = a.k and b.t > a.t) as e from facts.a as a',
  ],
  ['moment', 'select a.k, a.x, b.x as y from facts.a as a inner join facts.b as b on b.t <= a.k'],
  ['moment', 'select a.k, b.x from facts.a as a left join facts.b as b on a.k > b.t and a.x = b.x'],
  ['moment', 'select a.k, b.x from facts.a as a inner join facts.b as b on a.k = b.t and b.k < a.x'],
  ['moment', 'select k, sum(x) over (partition by t order by k) as s from facts.a'],
  [
    'moment',
    'select k, sum(x) over (order by k range between 2 preceding and current row) as s from facts.a',
  ],
  ['moment', 'select x, min(k) as k from facts.a group by x'],
  ['moment', 'select distinct k, x from facts.a union all select t as k, x from facts.b where x > 1'],
  ['moment', 'select a.k from facts.a as a where exists (select 1 from facts.b as b where b.t <= a.k)'],
  [
    'moment',
    `with firsts as (select x, min(t) as t from facts.b group by x),
    sums as (select k, x, count(*) over (partition by x order by k) as n from facts.a)
    select sums.k, sums.n, count(firsts.t) as firsts from sums
    left join firsts on firsts.t <= sums.k and firsts.x <= sums.x group by sums.k, sums.n`,
  ],
])('other rows are the same, and these need no others, by %s: %s', async (kind, body) => {
  const dependence = dependenceOf({ parameters: new Map() }, body, kind)
  if (dependence === null) throw new Error('This select cannot be followed')
  expect([...dependence.whole]).toEqual([])
  const key = fc.integer({ min: 0, max: 5 })
  await fc.assert(
    fc.asyncProperty(tables, tables, key, async (before, drawn, at) => {
      const isAffected = kind === 'moment' ? isSince(at) : (one: number | null) => one === at
      const hasKey = (name: string, row: Row) =>
        [...(dependence.columns.get(name) ?? [])].some((column) => isAffected(valueIn(row, column)))
      const hasOnlyKeys = (name: string, row: Row) =>
        [...(dependence.columns.get(name) ?? [])].every((column) => isAffected(valueIn(row, column)))
      // only rows with the key change; of a moment, only rows whose moments are all known and not before
      const changes = (name: string, row: Row) =>
        kind === 'value'
          ? hasKey(name, row)
          : hasOnlyKeys(name, row) &&
            [...(dependence.columns.get(name) ?? [])].every((column) => valueIn(row, column) !== null)
      const inBoth = (find: (name: (typeof inputs)[number]) => readonly Row[]): Tables => ({
        'facts.a': find('facts.a'),
        'facts.b': find('facts.b'),
      })
      const after = inBoth((name) => [
        ...before[name].filter((row) => !changes(name, row)),
        ...drawn[name].filter((row) => changes(name, row)),
      ])
      const needed = inBoth((name) =>
        dependence.earlier.has(name) ? after[name] : after[name].filter((row) => hasKey(name, row)),
      )
      const [old, now, narrowed] = [
        await rowsOf(body, before),
        await rowsOf(body, after),
        await rowsOf(body, needed),
      ]
      expect(now.filter(({ k }) => !isAffected(k))).toEqual(old.filter(({ k }) => !isAffected(k)))
      expect(narrowed.filter(({ k }) => isAffected(k))).toEqual(now.filter(({ k }) => isAffected(k)))
    }),
    { numRuns: 40, seed: 20_261_130 },
  )
})
