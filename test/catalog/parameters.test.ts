import { expect, test } from 'vitest'
import { changingDefault, loadChanged, problemsOf, replacing, smallView } from './changed-catalog.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

const catalog = await ownCatalog()

const subject = (parameters: string) =>
  `description: Made for a test.\nowner: growth-data\nparameters:\n${parameters}`

test('every parameter has a subject, which is the name of its file', () => {
  for (const { name, subject } of catalog.parameters.values())
    expect(catalog.subjects.get(subject)?.text, name).toContain(`\n  ${name}:\n`)
})

test('the one row has a column for every parameter, and one more for the conditions of a matcher', () => {
  expect(catalog.views.get('parameters.business')?.columns).toEqual(
    [...catalog.parameters.values()].flatMap(({ name, header }) =>
      header.type === 'matcher' ? [name, `${name}_conditions`] : [name],
    ),
  )
})

test('a default is written in one place, in the form in which a query gives a value', async () => {
  const { views } = await loadChanged({
    'parameters/activity.yaml': (text) =>
      changingDefault(
        'core_action',
        '{ event: commit, where: { branch: [main, "it\'s"] } }',
      )(changingDefault('mau_window', '30')(text)),
  })
  const body = views.get('parameters.business')?.body
  expect(body).toContain('30::integer as mau_window,')
  expect(body).toContain("array['commit']::text[] as core_action,")
  expect(body).toContain(
    `array['{"event":"commit","where":{"branch":"main"}}', '{"event":"commit","where":{"branch":"it''s"}}']::jsonb[] as core_action_conditions,`,
  )
})

slowTest('a default is held to the same rules as an override', async () => {
  expect(await problemsOf({ 'parameters/calendar.yaml': changingDefault('week_start', 'mondy') })).toEqual([
    'parameters/calendar.yaml:16: default-is-valid: week_start has to be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday, not "mondy".',
  ])
  expect(await problemsOf({ 'parameters/activation.yaml': changingDefault('habit_weeks', '53') })).toEqual([
    expect.stringMatching(/default-is-valid: habit_weeks has to be a whole number from 1 to 52, not 53\.$/),
  ])
})

slowTest('a parameter needs a default, or a column that has it', async () => {
  expect(
    await problemsOf({ 'parameters/calendar.yaml': replacing('    default: UTC\n', '') }),
  ).toContainEqual(
    expect.stringMatching(/calendar\.yaml:\d+: header-field: parameters\.time_zone: it has either a default/),
  )
  expect(
    await problemsOf({ 'parameters/calendar.yaml': replacing('data_horizon.as_of', 'data_horizon.as_off') }),
  ).toContainEqual(
    expect.stringMatching(/parameters-are-valid: as_of: there is no parameters\.data_horizon\.as_off\./),
  )
})

slowTest('a parameter is defined once, and what it names exists', async () => {
  const more = subject(
    '  week_start: { type: text, default: monday, conflicts_with: time_zon, description: Again. }\n',
  )
  expect(await problemsOf({ 'parameters/more.yaml': more })).toEqual([
    expect.stringMatching(
      /more\.yaml:4: parameters-are-valid: week_start: it is already defined in \S*calendar\.yaml\.$/,
    ),
    expect.stringMatching(/more\.yaml:4: .* there is no parameter time_zon\. Did you mean time_zone/),
  ])
})

test('the view of parameters is made of their files, not written', async () => {
  const own = smallView('parameters.business', "select 'UTC'::text as time_zone")
  expect(await problemsOf({ 'parameters/business.sql': own })).toEqual([
    'parameters/business.sql:2: parameters-are-valid: parameters.business is generated from parameters/*.yaml: define its parameters there.',
  ])
})
