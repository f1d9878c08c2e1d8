import { expect, test } from 'vitest'
import { problemsOf, replacing } from './changed-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

const messages = async (changes: Parameters<typeof problemsOf>[0]) =>
  (await problemsOf(changes)).map((problem) => problem.replace(/^.*?incremental-views-are-local: /, ''))

test('an incremental view reads the relations that its header names, and they have the columns', async () => {
  expect(
    await messages({
      'facts/events.sql': (text) =>
        [
          replacing('rows: entities.stitched_events', 'rows: entities.stitched_event'),
          replacing('column: workspace_id, rows: [workspace_id]', 'column: workspaceid, rows: []'),
        ].reduce((changed, change) => change(changed), text),
      'entities/stitched_events.sql': replacing('through: entities.user_ids', 'through: entities.user_id'),
    }),
  ).toEqual([
    'through: entities.user_id is no lookup of the view. Did you mean entities.user_ids?',
    'The view does not read entities.stitched_event. Did you mean entities.stitched_events?',
    'entities.workspaces has no column workspaceid. Did you mean workspace_id?',
    'The lookup entities.workspaces needs rows: the columns that refer to it.',
  ])
})

slowTest('a row of an incremental view depends on no other row', async () => {
  const [found, ...others] = await messages({
    'facts/events.sql': replacing(
      'select * from final\n',
      'select account_key, user_id, workspace_id, account_id, event_account_key, event_id, event_name, occurred_at, recorded_at, properties from final limit 1\n',
    ),
  })
  expect(found).toBe('An incremental view computes each row from one row; it may not have limit.')
  expect(others).toEqual([])
})
