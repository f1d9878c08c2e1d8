import { afterEach, expect, test } from 'vitest'
import { loadSources } from '../../src/catalog/files/load-sources.ts'
import { PlumblineError } from '../../src/errors.ts'
import { lines, writeDataSet } from './data-set.ts'
import type { DataSet } from './data-set.ts'

let data: DataSet | undefined

afterEach(async () => {
  await data?.remove()
})

const problemsOf = async (files: Record<string, string>): Promise<readonly string[]> => {
  data = await writeDataSet(files)
  const { directory } = data
  const error: unknown = await loadSources(directory).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof PlumblineError)) throw new Error('The contract was accepted.')
  expect(error.code).toBe('BAD_CATALOG')
  return (error.details.problems ?? []).map((problem) => problem.replace(`${directory}/`, ''))
}

test('the source contract is valid, with one table per file', async () => {
  const sources = await loadSources('sql/sources')
  expect([...sources.keys()]).toEqual(
    expect.arrayContaining(['product_events', 'conversation_tags', 'workspaces']),
  )
  const events = sources.get('product_events')
  expect(events).toMatchObject({
    file: 'sql/sources/product_events.yaml',
    key: ['event_id'],
    repeatedKeys: 'first_received',
    freshness: 'occurred_at',
  })
  expect(events?.columns[0]).toEqual({
    name: 'event_id',
    type: 'text',
    required: true,
    description: null,
    values: null,
    min: null,
    max: null,
    pii: false,
    time: 'recorded',
    when: null,
    severity: 'error',
  })
  expect(sources.get('gross_margin')?.columns.at(-1)).toMatchObject({ min: 0, max: 1 })
})

test('the loaded contract is frozen', async () => {
  const sources = await loadSources('sql/sources')
  const users = sources.get('users')
  expect(
    Object.isFrozen(users) && Object.isFrozen(users?.columns) && Object.isFrozen(users?.columns[0]),
  ).toBe(true)
})

test('the problems of all files are reported together, each with its line', async () => {
  const problems = await problemsOf({
    'reps.yaml': lines(
      'table: reps',
      'description: People who sell.',
      'key: [rep_id, motion]',
      'freshness: role',
      'columns:',
      '  rep_id: { type: txt, required: true }',
      '  role:',
      '    type: text',
      '    colour: red',
    ),
    'spend.yaml': lines(
      'table: spend',
      'description: Money.',
      'key: [month, motion]',
      'freshness: channel',
      'columns:',
      '  month: { type: date, values: [now] }',
      '  channel: { type: text, min: 1 }',
    ),
    'users.yaml': lines('table: people', 'description: x', 'key: [id]', 'columns:', '  id: { type: text }'),
    'broken.yaml': lines('table: broken', 'key: [id', 'columns: {}'),
    'README.md': 'not a table',
  })
  expect(problems).toEqual([
    expect.stringMatching(/^broken\.yaml:\d+: /),
    expect.stringMatching(/^reps\.yaml:6: columns\.rep_id\.type: /),
    'reps.yaml:9: columns.role: unknown field colour',
    'spend.yaml:3: key.1: the key column motion is not among the columns',
    'spend.yaml:4: freshness: channel is neither a date nor a timestamptz',
    'spend.yaml:6: columns.month.values: only a text column can list its values',
    'spend.yaml:7: columns.channel: only a number can have min and max',
    'users.yaml:1: table: the file of people must be people.yaml',
  ])
})

test('a directory without tables is rejected', async () => {
  expect(await problemsOf({ 'README.md': '' })).toHaveLength(1)
})
