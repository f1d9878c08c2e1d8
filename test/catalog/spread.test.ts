import { describe, expect, test } from 'vitest'
import { spreadOf } from '../../src/catalog/spread.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { problemsOf, replacing, smallView } from './changed-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

const problemsOfView = async (header: string) =>
  (
    await problemsOf({
      'facts/probe.sql': smallView('facts.probe', 'select account_key from facts.events', header),
    })
  ).map((problem) => problem.replace(/^facts\/probe\.sql:\d+: /, ''))

describe('a stored view is spread over the nodes of a distributed database', () => {
  test('by the account where its rows have one, else everywhere', async () => {
    const { views } = await ownCatalog()
    const spreads = new Map(
      [...views.values()].filter(({ header }) => header.stored).map((view) => [view.name, spreadOf(view)]),
    )
    expect(spreads.get('facts.events')).toBe('account_key')
    expect(spreads.get('parameters.months')).toBe('everywhere')
    // a row for each event, before any account is known: a copy on every node would be as large as the events
    expect(spreads.get('entities.stitched_events')).toBe('event_id')
    // a cost of no account has no account key, which a distributed table rejects
    expect(spreads.get('facts.account_costs')).toBe('everywhere')
    expect(spreads.get('facts.served_months')).toBe('everywhere')
  })

  slowTest('by a column of its own', async () => {
    expect(await problemsOfView('stored: true\nspread: account_key\n')).toEqual([])
    expect(await problemsOfView('stored: true\nspread: local\n')).toEqual([])
    expect(await problemsOfView('stored: true\nspread: user_id\n')).toEqual([
      'spreads-exist: user_id is not a column of the view: name a column, everywhere or local.',
    ])
  })

  test('and no other view is', async () => {
    expect(await problemsOfView('spread: account_key\n')).toEqual([
      'spreads-exist: Only a stored view has the field spread.',
    ])
  })
})

describe('a source table is spread', () => {
  test('by the event, stored together with the events of users', async () => {
    const { sources } = await ownCatalog()
    expect(sources.get('product_events')?.spread).toBe('event_id')
    expect(sources.get('users')?.spread).toBe('local')
  })

  test('by a required column only: a row without a value has no node', async () => {
    const found = await problemsOf({
      'sources/product_events.yaml': replacing('spread: event_id', 'spread: user_id'),
    })
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/product_events\.yaml:\d+: spread: user_id is not a required column/)
  })
})
