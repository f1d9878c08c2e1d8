import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { lineOf, problemsOf, replacing, smallView } from './changed-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

test('a view is defined once', async () => {
  const copy = smallView('facts.activity', 'select 1 as one')
  expect(await problemsOf({ 'facts/the_other.sql': copy })).toEqual([
    'facts/the_other.sql:2: view-is-named-after-its-file: The file defines facts.activity, so its path must be facts/activity.sql.',
    'facts/the_other.sql:2: names-are-unique: facts.activity is already defined in facts/activity.sql.',
  ])
})

slowTest('a metric is defined once', async () => {
  const header = 'time: at\nmetrics:\n  mrr: { kind: count, unit: count, description: Another one. }\n'
  const file = smallView('metrics.also', 'select as_of as at from parameters.business', header)
  expect(await problemsOf({ 'metrics/also.sql': file })).toEqual([
    'metrics/revenue.sql:38: names-are-unique: The metric mrr is already defined in metrics/also.sql.',
  ])
})

slowTest('a view is named after its file', async () => {
  expect(await problemsOf({ 'facts/right.sql': smallView('facts.wrong', 'select 1 as one') })).toContainEqual(
    expect.stringMatching(/^facts\/right\.sql:2: view-is-named-after-its-file: /),
  )
})

test('for an unknown relation the nearest name is suggested on the line that reads it', async () => {
  const file = smallView(
    'facts.lost',
    'with\n\nevents as (\n\n    select * from facts.evnts\n\n)\n\nselect * from events',
  )
  expect(await problemsOf({ 'facts/lost.sql': file })).toEqual([
    expect.stringMatching(
      /^facts\/lost\.sql:13: relations-exist: facts\.evnts does not exist\. Did you mean facts\.events/,
    ),
  ])
})

slowTest('an unknown entity is reported on its own line', async () => {
  const change = replacing('entities.accounts: account_key', 'entities.acounts: account_key')
  expect(await problemsOf({ 'metrics/annual_revenue.sql': change })).toContainEqual(
    expect.stringMatching(
      /^metrics\/annual_revenue\.sql:12: relations-exist: entities: the view entities\.acounts does not exist\. Did you mean entities\.accounts/,
    ),
  )
})

slowTest('a required table must be in the source contract', async () => {
  const change = replacing('requires: [product_events]', 'requires: [product_event|users]')
  const text = await readFile('sql/metrics/engagement.sql', 'utf8')
  expect(await problemsOf({ 'metrics/engagement.sql': change })).toEqual([
    `metrics/engagement.sql:${lineOf(text, 'requires:')}: relations-exist: The source contract has no table product_event. Did you mean product_events?`,
  ])
})

slowTest('an unknown table of a dimension is reported on the line of the dimension', async () => {
  const text = await readFile('sql/facts/acquisition_spend.sql', 'utf8')
  const change = replacing('[opportunities|sales_touches,', '[oportunities|sales_touches,')
  const [problem] = await problemsOf({ 'facts/acquisition_spend.sql': change })
  expect(problem).toBe(
    `facts/acquisition_spend.sql:${lineOf(text, '[opportunities')}: relations-exist: The source contract has no table oportunities. Did you mean opportunities?`,
  )
})

test('a layer reads only from layers to its left', async () => {
  const file = smallView(
    'entities.early',
    'with\n\nactivity as (\n    select * from facts.activity\n)\n\nselect * from activity',
  )
  expect(await problemsOf({ 'entities/early.sql': file })).toEqual([
    'entities/early.sql:12: layers-read-leftwards: entities.early reads facts.activity, which is in a later layer; the order is sources, parameters, staging, entities, facts, signals, metrics, pages, checks.',
  ])
})

slowTest('a folder that is not a layer is rejected with the list of layers', async () => {
  const file = smallView('reports.weekly', 'select 1 as one')
  expect(await problemsOf({ 'facts/weekly.sql': file })).toContainEqual(
    'facts/weekly.sql:2: layers-read-leftwards: reports.weekly is in no layer; the layers are parameters, staging, entities, facts, signals, metrics, pages, checks.',
  )
})

test('a cycle of views is reported once', async () => {
  const view = (name: string, other: string) => smallView(name, `select\n    *\nfrom ${other}`)
  expect(
    await problemsOf({
      'facts/hen.sql': view('facts.hen', 'facts.egg'),
      'facts/egg.sql': view('facts.egg', 'facts.chick'),
      'facts/chick.sql': view('facts.chick', 'facts.hen'),
    }),
  ).toEqual([
    'facts/chick.sql:11: nothing-reads-itself: A cycle: facts.chick reads facts.hen reads facts.egg reads facts.chick.',
  ])
})

slowTest('a view that reads itself is a cycle', async () => {
  const file = smallView('facts.own_tail', 'select * from facts.own_tail')
  expect(await problemsOf({ 'facts/own_tail.sql': file })).toEqual([
    'facts/own_tail.sql:9: nothing-reads-itself: A cycle: facts.own_tail reads facts.own_tail.',
  ])
})

slowTest('for an unknown parameter the nearest name is suggested on the line that uses it', async () => {
  const text = await readFile('sql/facts/activations.sql', 'utf8')
  const change = replacing('parameters.activation_min_count', 'parameters.activation_min_cont')
  expect(await problemsOf({ 'facts/activations.sql': change })).toEqual([
    expect.stringMatching(
      new RegExp(
        `^facts/activations\\.sql:${lineOf(text, 'parameters.activation_min_count')}: parameters-exist: There is no parameter activation_min_cont\\. Did you mean activation_min_count`,
      ),
    ),
  ])
})

test('a window must be a parameter', async () => {
  const text = await readFile('sql/metrics/engagement.sql', 'utf8')
  const change = replacing('window: wau_window', 'window: waw_window')
  expect(await problemsOf({ 'metrics/engagement.sql': change })).toEqual([
    expect.stringMatching(
      new RegExp(
        `^metrics/engagement\\.sql:${lineOf(text, 'window: wau_window')}: parameters-exist: There is no parameter waw_window\\. Did you mean wau_window`,
      ),
    ),
  ])
})

slowTest('the metrics of a ratio must exist', async () => {
  const change = replacing('denominator: paying_accounts', 'denominator: paying_acounts')
  const text = await readFile('sql/metrics/revenue.sql', 'utf8')
  expect(await problemsOf({ 'metrics/revenue.sql': change })).toEqual([
    expect.stringMatching(
      new RegExp(
        `^metrics/revenue\\.sql:${lineOf(text, '  arpa:')}: metrics-exist: arpa uses paying_acounts, which does not exist\\. Did you mean paying_accounts`,
      ),
    ),
  ])
})

test('all problems of all files are reported together', async () => {
  const problems = await problemsOf({
    'facts/bare.sql': 'select 1 as one\n',
    'facts/typo.sql': smallView('facts.typo', 'select from from'),
    'metrics/engagement.sql': replacing('window: wau_window', 'window: waw_window'),
    'metrics/signups.sql': replacing('time: signed_up_at', 'time: signed_upp_at'),
    'metrics/revenue.sql': replacing('denominator: paying_accounts', 'denominator: paying_acounts'),
  })
  expect(problems.map((problem) => problem.split(': ').slice(0, 2).join(' '))).toEqual([
    'facts/bare.sql:1 header',
    'facts/typo.sql:9 sql-syntax',
    'metrics/signups.sql:7 columns-exist',
    expect.stringMatching(/^metrics\/engagement\.sql:\d+ parameters-exist$/),
    expect.stringMatching(/^metrics\/revenue\.sql:\d+ metrics-exist$/),
  ])
})

const deprecated = (use: string) =>
  replacing('  expansion_mrr:\n', `  expansion_mrr:\n    deprecated: { since: "2.0", use: ${use} }\n`)

slowTest('the replacement of a deprecated metric must exist', async () => {
  const [problem] = await problemsOf({ 'metrics/revenue.sql': deprecated('net_new_mr') })
  expect(problem).toMatch(
    /successors-exist: expansion_mrr is deprecated in favour of net_new_mr, which does not exist\. Did you mean net_new_mrr\?$/,
  )
})

slowTest('the replacement of a deprecated metric is not deprecated itself', async () => {
  const [problem] = await problemsOf({ 'metrics/revenue.sql': deprecated('expansion_mrr') })
  expect(problem).toMatch(/in favour of expansion_mrr, which is deprecated itself\.$/)
})
