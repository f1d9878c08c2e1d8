import { beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { loadModule } from 'libpg-query'
import { dependenceOnKey } from '../../src/warehouse/release/batches/keys/sql/dependence-on-key.ts'
import type { KeyKind } from '../../src/warehouse/release/batches/keys/sql/key-dependence.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { dependenceOf } from './dependence-of.ts'

let own: Catalog
beforeAll(async () => {
  await loadModule()
  own = await ownCatalog()
})

/**
 * What the rows of `k` of a select over two stored tables depend on: `a(k), all of b`. For a moment, `…` marks the inputs
 * of which later rows need earlier ones.
 */
const dependence = (body: string, kind: KeyKind = 'value'): string => {
  const found = dependenceOf(own, body, kind)
  if (found === null) return 'others'
  const keyed = [...found.columns].map(
    ([input, columns]) => `${found.earlier.has(input) ? '…' : ''}${input}(${[...columns].join()})`,
  )
  const switched = found.switches.length === 0 ? [] : [`${found.switches.length} switch`]
  return [...keyed, ...[...found.whole].map((input) => `all of ${input}`), ...switched].join(', ')
}

test.each([
  // followed
  ['select k, sum(x) as s from facts.a group by k', 'facts.a(k)'],
  ['select a.k, b.x from facts.a as a left join facts.b as b on a.k = b.k', 'facts.a(k), facts.b(k)'],
  ['select k from facts.a union all select x as k from facts.b', 'facts.a(k), facts.b(x)'],
  [
    'with b as (select * from facts.b) select k, lag(x) over (partition by k order by t) as l from b',
    'facts.b(k)',
  ],
  [
    'select a.k from facts.a as a where not exists (select 1 from facts.b as b where b.x = a.k and b.t > a.t)',
    'facts.a(k), facts.b(x)',
  ],
  // needed as a whole
  ['select a.k from facts.a as a inner join facts.b as b on a.x = b.x', 'facts.a(k), all of facts.b'],
  ['select k from facts.a where exists (select 1 from facts.b)', 'facts.a(k), all of facts.b'],
  [
    'select a.k from facts.a as a where exists (select 1 from facts.b as b where b.x = a.x)',
    'facts.a(k), all of facts.b',
  ],
  [
    'select a.k from facts.a as a where exists (select max(b.x) from facts.b as b where b.k = a.k group by b.t)',
    'facts.a(k), all of facts.b',
  ],
  ['select a.k from facts.a as a, lateral (select max(x) from facts.b) as c', 'facts.a(k), all of facts.b'],
  ['select k from facts.a where x > (select max(x) from facts.a)', 'all of facts.a'],
  [
    'select a.k from facts.a as a inner join (select max(k) as k from facts.b) as b on a.k = b.k',
    'facts.a(k), all of facts.b',
  ],
  // rows of other keys change them
  ['select max(k) as k from facts.a', 'others'],
  ['select k || x as k from facts.a', 'others'],
  ['select k from facts.a limit 1', 'others'],
  ['select k, row_number() over (order by k) as n from facts.a', 'others'],
  ['select distinct on (x) k, x from facts.a', 'others'],
  ['select b.k from facts.a as a left join facts.b as b on a.k = b.k', 'others'],
  ['select b.k from facts.a as a full join facts.b as b on a.k = b.k', 'others'],
  ['select k from facts.a except select k from facts.b', 'others'],
])('%s: %s', (body, expected) => {
  expect(dependence(body)).toBe(expected)
})

test.each([
  // later rows do not change earlier ones
  ['select k, x from facts.a', 'facts.a(k)'],
  ['select a.k from facts.a as a inner join facts.b as b on b.t <= a.k', 'facts.a(k), …facts.b(t)'],
  ['select a.k, b.x from facts.a as a left join facts.b as b on a.k > b.t', 'facts.a(k), …facts.b(t)'],
  ['select a.k from facts.a as a inner join facts.b as b on a.k = b.t', 'facts.a(k), facts.b(t)'],
  ['select k, sum(x) over (order by k) as s from facts.a', '…facts.a(k)'],
  ['select k, lag(x) over (partition by x order by k, t) as s from facts.a', '…facts.a(k)'],
  ['select k, lead(x) over (partition by k order by t) as s from facts.a', 'facts.a(k)'],
  ['select x, min(k) as k from facts.a group by x', '…facts.a(k)'],
  [
    'select a.k from facts.a as a where exists (select 1 from facts.b as b where b.t <= a.k)',
    'facts.a(k), …facts.b(t)',
  ],
  // they may
  ['select a.k from facts.a as a inner join facts.b as b on b.t >= a.k', 'facts.a(k), all of facts.b'],
  ['select a.k from facts.a as a inner join facts.b as b on b.t <= a.x', 'facts.a(k), all of facts.b'],
  ['select b.k from facts.a as a left join facts.b as b on b.k <= a.k', 'others'],
  ['select k, lead(x) over (order by k) as s from facts.a', 'others'],
  ['select k, sum(x) over (order by k desc) as s from facts.a', 'others'],
  ['select k, sum(x) over (order by k nulls first) as s from facts.a', 'others'],
  [
    'select k, sum(x) over (order by k rows between current row and unbounded following) as s from facts.a',
    'others',
  ],
  ['select k, sum(x) over (partition by t order by x) as s from facts.a', 'others'],
  ['select x, min(k) as k, count(*) as n from facts.a group by x', 'others'],
  ['select x, min(k) as k from facts.a group by x having count(*) > 1', 'others'],
  ['select x, max(k) as k from facts.a group by x', 'others'],
  ['select min(k) as k from facts.a', 'others'],
])('before a moment: %s: %s', (body, expected) => {
  expect(dependence(body, 'moment')).toBe(expected)
})

const parameters = 'cross join parameters.business as parameters'
test.each([
  [`select a.k from facts.a as a ${parameters} where a.t <= parameters.as_of`, 'facts.a(k), 1 switch'],
  [
    `select a.k, case when a.t - interval '1 day' < parameters.as_of then a.x end as x from facts.a as a ${parameters}`,
    'facts.a(k), 1 switch',
  ],
  [
    `select a.k, parameters.as_of as x from facts.a as a ${parameters}`,
    'facts.a(k), all of parameters.data_horizon',
  ],
  [
    `select a.k from facts.a as a inner join facts.b as b on a.k = b.k ${parameters} where a.t - b.t <= parameters.as_of - b.t`,
    'facts.a(k), facts.b(k), all of parameters.data_horizon',
  ],
  [
    `select a.k from facts.a as a ${parameters} group by a.k having max(a.t) <= max(parameters.as_of)`,
    'facts.a(k), all of parameters.data_horizon',
  ],
])('another moment: %s: %s', (body, expected) => {
  expect(dependence(body)).toBe(expected)
})

test('the usage of accounts is followed by the account, and by the moment of an evaluation', () => {
  const usage = own.views.get('facts.account_usage')
  if (usage === undefined) throw new Error('There is no usage of accounts')
  const byAccount = dependenceOnKey(own, usage, 'account_key')
  expect([...(byAccount?.columns.keys() ?? [])]).toContain('facts.events')
  expect([...(byAccount?.whole ?? [])]).not.toContain('parameters.data_horizon')
  const before = dependenceOnKey(own, usage, 'evaluated_at', 'moment')
  expect(before?.columns.get('facts.events')).toEqual(new Set(['recorded_at']))
  expect(before?.columns.get('facts.evaluations')).toEqual(new Set(['evaluated_at']))
  expect([...(before?.earlier ?? [])]).not.toContain('facts.evaluations')
})
