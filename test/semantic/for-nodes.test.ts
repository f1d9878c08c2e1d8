import { expect, test } from 'vitest'
import { accountOfActor } from '../../src/semantic/sql/actor-account.ts'
import type { Cte } from '../../src/semantic/sql/cte.ts'
import { forNodes } from '../../src/semantic/sql/for-nodes.ts'
import { sql } from '../../src/semantic/sql/text/fragment.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const catalog = await ownCatalog()

const cte = (name: string, text: string, notMaterialized = false): Cte => ({
  name,
  comment: '',
  body: { text: sql.raw(text) },
  notMaterialized,
})

const inlined = (...ctes: readonly Cte[]) =>
  forNodes(catalog, ctes)
    .filter(({ notMaterialized }) => notMaterialized)
    .map(({ name }) => name)

test('a step that passes on rows of a spread table is not sent to the coordinator', () => {
  expect(
    inlined(
      cte('activity', "select * from facts.events where event_name <> 'login'"),
      cte('recent', 'select user_id from activity cross join parameters'),
      cte('users', 'select user_id, count(*) as n from recent group by user_id'),
      cte('months', 'select month from parameters.months'),
    ),
  ).toEqual(['activity', 'recent'])
})

test('a step over a table that every node has is kept', () => {
  expect(inlined(cte('costs', 'select * from facts.account_costs'))).toEqual([])
})

test('a step that would lose values when it is read twice is kept', () => {
  const parts = cte(
    'parts',
    'select * from months left join facts.events on months.month = events.month',
    true,
  )
  const both = cte('both', 'select user_id from parts union all select event_id from parts')
  expect(inlined(cte('months', 'select * from parameters.months'), parts, both)).toEqual([])
  expect(inlined(cte('months', 'select * from parameters.months'), parts)).toEqual(['parts'])
})

test('a step over a table of the coordinator that is read twice is kept', () => {
  const cleaned = cte('cleaned', 'select * from source.opportunities')
  const passed = cte('passed', 'select * from cleaned', true)
  const closed = cte('closed', 'select opportunity_id from passed where is_closed')
  const both = cte('both', 'select * from passed inner join closed using (opportunity_id)')
  expect(inlined(cleaned, passed, closed, both)).toEqual([])
  expect(inlined(cleaned, passed, closed)).toEqual(['passed'])
})

test('a step over a table of the coordinator is computed before an outer join to it', () => {
  const cleaned = cte('cleaned', "select contact_id, coalesce(email, '') as email from source.contacts")
  const passed = cte('passed', 'select * from cleaned')
  const joined = cte('joined', 'select * from facts.events left join passed using (contact_id)')
  const inner = cte('joined', 'select * from facts.events inner join passed using (contact_id)')
  const computed = (...ctes: readonly Cte[]) =>
    forNodes(catalog, ctes)
      .filter(({ materialized }) => materialized)
      .map(({ name }) => name)
  expect(computed(cleaned, passed, joined)).toEqual(['passed'])
  expect(computed(cleaned, passed, inner)).toEqual([])
})

test('an actor is grouped with its account where the header of the view says that it has one', () => {
  const engagement = catalog.views.get('metrics.engagement')
  const invitations = catalog.views.get('metrics.invitations')
  if (engagement === undefined || invitations === undefined) throw new Error('sql/ has both')
  const account = (view: typeof engagement, actor: string, distributed: boolean) =>
    accountOfActor({ plan: { distributed }, view }, actor).length
  expect(account(engagement, 'user_id', true)).toBe(1)
  expect(account(engagement, 'user_id', false)).toBe(0)
  // several users of a workspace may belong to several accounts
  expect(account(engagement, 'workspace_id', true)).toBe(0)
  expect(account(invitations, 'inviter_user_id', true)).toBe(0)
})
