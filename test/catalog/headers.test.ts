import { expect, test } from 'vitest'
import { problemsOf, replacing, smallView } from './changed-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

test('the catalogue of the repository has no problem', async () => {
  expect(await problemsOf({})).toEqual([])
})

test('a file without a header is rejected', async () => {
  expect(await problemsOf({ 'facts/bare.sql': 'select 1 as one\n' })).toEqual([
    'facts/bare.sql:1: header: A view must start with a header between /*--- and ---*/.',
  ])
})

slowTest('an unclosed header is rejected', async () => {
  expect(await problemsOf({ 'facts/open.sql': '/*---\nview: facts.open\n*/\nselect 1 as one\n' })).toEqual([
    'facts/open.sql:1: header: A view must start with a header between /*--- and ---*/.',
  ])
})

slowTest('invalid YAML is rejected on its own line', async () => {
  const file = '/*---\nview: facts.bad\ndescription: a: b: c\n---*/\nselect 1 as one\n'
  expect(await problemsOf({ 'facts/bad.sql': file })).toEqual([
    'facts/bad.sql:3: header-yaml: Nested mappings are not allowed in compact mappings.',
  ])
})

slowTest('a duplicate metric in one header is rejected', async () => {
  const twice = 'metrics:\n  clicks: { kind: count, unit: count, description: One. }\n'
  const header = `time: at\n${twice}  clicks: { kind: count, unit: count, description: Two. }\n`
  const file = smallView('metrics.clicks', 'select as_of as at from parameters.business', header)
  expect(await problemsOf({ 'metrics/clicks.sql': file })).toEqual([
    'metrics/clicks.sql:10: header-yaml: Map keys must be unique.',
  ])
})

test('for an unknown field the nearest name is suggested', async () => {
  const file = smallView('facts.odd', 'select 1 as one', 'descripton: Twice.\n')
  expect(await problemsOf({ 'facts/odd.sql': file })).toEqual([
    'facts/odd.sql:7: header-field: Unknown field descripton. Did you mean description?',
  ])
})

slowTest('for an unknown field of a metric the nearest name is suggested, on its own line', async () => {
  const change = replacing(
    '    expression: mrr_end\n',
    '    expression: mrr_end\n    excluded_dimension: [plan]\n',
  )
  const [first] = await problemsOf({ 'metrics/revenue.sql': change })
  expect(first).toMatch(
    /^metrics\/revenue\.sql:41: header-field: metrics\.mrr: Unknown field excluded_dimension\. Did you mean excluded_dimensions/,
  )
})

slowTest('for an unknown kind the nearest one is suggested', async () => {
  expect(await problemsOf({ 'metrics/signups.sql': replacing('kind: count', 'kind: cuont') })).toEqual([
    expect.stringMatching(
      /^metrics\/signups\.sql:16: header-field: metrics\.signups\.kind: .*Did you mean count\?$/,
    ),
  ])
})

slowTest('for an unknown unit the nearest one is suggested', async () => {
  expect(await problemsOf({ 'metrics/signups.sql': replacing('unit: count', 'unit: counts') })).toEqual([
    expect.stringMatching(
      /^metrics\/signups\.sql:17: header-field: metrics\.signups\.unit: .*Did you mean count\?$/,
    ),
  ])
})

slowTest('an invalid dimension type is rejected with the valid ones', async () => {
  const header = 'dimensions:\n  size:\n    description: How large.\n    type: int\n'
  const file = smallView('facts.sized', 'select 1 as size', header)
  expect(await problemsOf({ 'facts/sized.sql': file })).toEqual([
    'facts/sized.sql:10: header-field: dimensions.size.type: it must be one of text, boolean, numeric, date.',
  ])
})

slowTest('a missing required field is reported', async () => {
  expect(await problemsOf({ 'facts/activity.sql': replacing('owner: growth-data\n', '') })).toContainEqual(
    expect.stringMatching(/^facts\/activity\.sql:1: header-field: owner: /),
  )
})

test('invalid SQL is rejected on its own line', async () => {
  const file = smallView('facts.typo', "select\n    'größer €' as word,\n    1 as one\nfrom nowhere as n m\n")
  expect(await problemsOf({ 'facts/typo.sql': file })).toEqual([
    'facts/typo.sql:12: sql-syntax: syntax error at or near "m"',
  ])
})

slowTest('a view is a single select statement', async () => {
  const create = smallView('facts.made', 'create view made as select 1 as one')
  const two = smallView('facts.two', 'select 1 as one; select 2 as two')
  expect(await problemsOf({ 'facts/made.sql': create, 'facts/two.sql': two })).toEqual([
    'facts/made.sql:9: bare-select: A view must be a single select, without create or a second statement.',
    'facts/two.sql:9: bare-select: A view must be a single select, without create or a second statement.',
  ])
})
