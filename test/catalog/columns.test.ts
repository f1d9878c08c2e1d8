import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openPglite } from '../harness/engines.ts'
import { loadChanged, problemsOf, replacing, smallView, type Changes } from './changed-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

let engine: Engine
let catalog: Catalog

beforeAll(async () => {
  ;[engine, catalog] = await Promise.all([openPglite(), ownCatalog()])
})

afterAll(() => engine.close())

const unusual: Changes = {
  'facts/nested.sql': smallView(
    'facts.nested',
    `
with

outer_one as (

    with

    inner_one as (
        select user_id, count(*), max(occurred_at) as newest from facts.events group by user_id
    )

    select inner_one.*, true as is_nested from inner_one

),

joined as (

    select outer_one.*, users.created_at
    from outer_one
    left join (select user_id as id, created_at from entities.users) as users
        on outer_one.user_id = users.id

)

select joined.*, coalesce(newest, created_at), 1::integer from joined`,
    'crosses_accounts: For a test.\n',
  ),
  'facts/united.sql': smallView(
    'facts.united',
    `
with

everyone as (
    select account_key, user_id as who from facts.events
    union all
    select 'x' as account_key, 'y' as who
    union
    select account_key, user_id as who from entities.users
)

select * from everyone`,
  ),
  'facts/renamed.sql': smallView(
    'facts.renamed',
    `
with

numbers (one, two) as (
    values (1, 2)
),

days as (
    select day, place from generate_series(1, 3) with ordinality as series (day, place)
),

lists as (
    select names.* from unnest(array['a'], array[1]) as names (word, size)
),

shadowed as (
    select * from (select one as uno, two from numbers) as inside (first, second)
)

select numbers.*, days.*, lists.*, shadowed.*, months.*
from numbers
cross join days
cross join lists
cross join shadowed
cross join parameters.months`,
  ),
  'facts/using.sql': smallView(
    'facts.using',
    `
with

a as (select 1 as x, 2 as id),
b as (select 1 as id, 3 as y)

select * from a inner join b using (id)`,
  ),
  'facts/expressions.sql': smallView(
    'facts.expressions',
    `
select
    case when true then 1 end,
    array[1, 2],
    exists (select 1),
    (select 1 as inner_name),
    nullif(1, 2),
    greatest(1, 2),
    'text'::text,
    extract(year from date '2025-01-01')`,
  ),
}

async function realColumns(): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await engine.query<{ relation: string; columns: readonly string[] }>({
    sql: `select table_schema || '.' || table_name as relation,
        array_agg(column_name::text order by ordinal_position) as columns
      from information_schema.columns group by table_schema, table_name`,
    parameters: [],
  })
  return new Map(rows.map(({ relation, columns }) => [relation, columns]))
}

test('the catalogue infers the columns of every view of the repository', async () => {
  await deploy(engine, catalog)
  const real = await realColumns()
  const views = [...catalog.views.values()]
  expect(views.length).toBeGreaterThan(50)
  expect(Object.fromEntries(views.map(({ name, columns }) => [name, columns]))).toEqual(
    Object.fromEntries(views.map(({ name }) => [name, real.get(name)])),
  )
})

const asWritten: readonly [string, string][] = [
  ['stars over nested CTEs and joins', 'facts/nested.sql'],
  ['a union', 'facts/united.sql'],
  ['column lists of CTEs, aliases and functions', 'facts/renamed.sql'],
  ['a join by using', 'facts/using.sql'],
  ['expressions without a name', 'facts/expressions.sql'],
]

/** All unusual views in one catalogue, loaded once. */
const loadUnusual = (): Promise<Catalog> => (loaded ??= loadChanged(unusual))

let loaded: Promise<Catalog> | undefined

for (const [what, file] of asWritten) {
  test(`${what}: the inferred column names equal those of the database`, async () => {
    const view = (await loadUnusual()).views.get(file.replace('/', '.').replace('.sql', ''))
    await engine.execute(`create view facts.probe as ${view?.body ?? ''}`)
    const real = (await realColumns()).get('facts.probe')
    await engine.execute('drop view facts.probe')
    expect(view?.columns).toEqual(real)
  })
}

const broken = (file: string, piece: string, by: string) => problemsOf({ [file]: replacing(piece, by) })

test('a missing key column is named in the error', async () => {
  expect(await broken('metrics/signups.sql', 'key: [user_id]', 'key: [users_id]')).toEqual([
    'metrics/signups.sql:6: columns-exist: key: the view has no column users_id. Did you mean user_id?',
  ])
})

slowTest('a missing time column is named in the error', async () => {
  expect(await broken('metrics/signups.sql', 'time: signed_up_at', 'time: signed_at')).toEqual([
    expect.stringMatching(
      /^metrics\/signups\.sql:7: columns-exist: time: the view has no column signed_at\./,
    ),
  ])
})

slowTest('a dimension without a column is named in the error', async () => {
  expect(await broken('metrics/engagement.sql', '  event_name: The', '  event_nam: The')).toEqual([
    'metrics/admin_demand.sql:19: dimensions-are-described: dimensions.event_name: metrics.engagement does not describe it. Did you mean event_nam?',
    'metrics/engagement.sql:17: columns-exist: dimensions.event_nam: the view has no column event_nam. Did you mean event_name, event_id?',
  ])
})

test('a missing column of a metric is named in the error', async () => {
  const piece = 'expression: user_id\n    unit: count\n    description: Different users with'
  const problems = await broken('metrics/engagement.sql', piece, piece.replace('user_id', 'usr_id'))
  expect(problems).toEqual([
    'metrics/engagement.sql:25: columns-exist: metrics.active_users.expression: the view has no column usr_id. Did you mean user_id?',
  ])
})

slowTest('a missing column of a condition is named in the error', async () => {
  expect(
    await broken('metrics/revenue.sql', "where: movement = 'churn'", "where: movment = 'churn'"),
  ).toContainEqual(
    expect.stringMatching(
      /^metrics\/revenue\.sql:\d+: columns-exist: metrics\.churned_mrr\.where: the view has no column movment\. Did you mean movement/,
    ),
  )
})

slowTest('a missing actor column is named in the error', async () => {
  const piece = 'actor: user_id\n    window: dau_window'
  expect(await broken('metrics/engagement.sql', piece, piece.replace('user_id', 'user'))).toEqual([
    expect.stringMatching(
      /^metrics\/engagement\.sql:\d+: columns-exist: metrics\.daily_active_users\.actor: /,
    ),
  ])
})

test('an invalid expression is rejected on its own line', async () => {
  expect(await broken('metrics/revenue.sql', 'expression: mrr_end\n', 'expression: mrr_end +\n')).toEqual([
    'metrics/revenue.sql:40: columns-exist: metrics.mrr.expression: syntax error at end of input.',
  ])
})

slowTest('an invalid check is rejected on its own line', async () => {
  const piece = 'activated_at is null or activated_at >= anchored_at'
  expect(await broken('facts/activations.sql', piece, 'activated_at is nul')).toEqual([
    expect.stringMatching(
      /^facts\/activations\.sql:12: columns-exist: checks\.activates_within_the_window: /,
    ),
  ])
})

slowTest('an entity is joined by all columns of its key', async () => {
  expect(
    await broken('metrics/revenue.sql', '"account_key, payer_key, month"', 'account_key'),
  ).toContainEqual(
    'metrics/revenue.sql:15: columns-exist: entities.facts.revenue_movement_motions: its key is (account_key, payer_key, month).',
  )
})

slowTest('duplicate column names in a view are rejected', async () => {
  const file = smallView('facts.twins', 'select 1 as one, 2 as one')
  expect(await problemsOf({ 'facts/twins.sql': file })).toEqual([
    'facts/twins.sql:9: columns-exist: The view has two columns one; rename one of them.',
  ])
})
