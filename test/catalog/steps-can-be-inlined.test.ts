import { expect, test } from 'vitest'
import { stepsToKeep } from '../../src/catalog/select/steps-to-keep.ts'
import { problemsOf, smallView } from './changed-catalog.ts'

const step = (name: string, text: string, isInlined = false) => ({ name, text, isInlined })
const twice = step('both', 'select x from parts union all select y from parts')

test('a step that is inlined into two readers may not have an outer join', () => {
  const parts = (text: string) => step('parts', text, true)
  expect([...stepsToKeep([parts('select x, y from r left join d on r.k = d.k'), twice])]).toEqual(['parts'])
  expect([...stepsToKeep([parts('select x, y from r full outer join d on r.k = d.k'), twice])]).toEqual([
    'parts',
  ])
  expect([...stepsToKeep([parts('select x, y from r inner join d on r.k = d.k'), twice])]).toEqual([])
  expect([...stepsToKeep([parts('select x, y from r -- no left join'), twice])]).toEqual([])
})

test('nor read one that is inlined itself', () => {
  const joined = (isInlined: boolean) =>
    step('joined', 'select x, y from r left join d on r.k = d.k', isInlined)
  const parts = step('parts', 'select x, y from joined', true)
  expect([...stepsToKeep([joined(true), parts, twice])]).toEqual(['parts'])
  // read once, so inlined without saying so
  expect([...stepsToKeep([joined(false), parts, twice])]).toEqual(['parts'])
  // computed once, because two steps read it
  const other = step('other', 'select x from joined')
  expect([...stepsToKeep([joined(false), parts, other, twice])]).toEqual([])
})

test('an outer join from rows that are spread is safe: no node has the rows of another', () => {
  const parts = step('parts', 'select x, y from facts.events left join d on events.k = d.k', true)
  const isSpread = (relation: string) => relation === 'facts.events'
  expect([...stepsToKeep([parts, twice], isSpread)]).toEqual([])
  const events = step('events', 'select * from facts.events where x > 1', true)
  const over = step('parts', 'select x, y from events left join d on events.k = d.k', true)
  expect([...stepsToKeep([events, over, twice], isSpread)]).toEqual([])
  // computed once, so every node has them
  const other = step('other', 'select x from events')
  expect([...stepsToKeep([{ ...events, isInlined: false }, over, other, twice], isSpread)]).toEqual(['parts'])
  const without = step('events', 'select 1 as k', true)
  expect([...stepsToKeep([without, over, twice], isSpread)]).toEqual(['parts'])
})

test('it may be computed once, or have one reader', () => {
  const text = 'select x, y from r left join d on r.k = d.k'
  expect([...stepsToKeep([step('parts', text), twice])]).toEqual([])
  expect([...stepsToKeep([step('parts', text, true), step('one', 'select x from parts')])]).toEqual([])
})

test('sql/ has no such step', async () => {
  const body = `with

parts as not materialized (

    select
        events.account_key,
        events.event_id,
        events.user_id

    from parameters.months as users

    left join facts.events as events
        on users.month = events.occurred_at::date

),

final as (

    select account_key from parts where event_id is not null
    union all
    select account_key from parts where user_id is not null

)

select * from final`
  expect(await problemsOf({})).toEqual([])
  expect(await problemsOf({ 'facts/probe.sql': smallView('facts.probe', body) })).toEqual([
    'facts/probe.sql:11: steps-can-be-inlined: parts: it has an outer join and is read several times, so a distributed database may give a reader nulls: remove not materialized, or write the step out for each reader.',
  ])
  expect(
    await problemsOf({ 'facts/probe.sql': smallView('facts.probe', body.replace(' not materialized', '')) }),
  ).toEqual([])
})
