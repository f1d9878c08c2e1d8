import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { problemsOf, replacing } from './changed-catalog.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const file = 'facts/account_signals.sql'

test('the header describes exactly the measures in the SQL', async () => {
  const { views } = await ownCatalog()
  const described = Object.keys(views.get('facts.account_signals')?.header.measures ?? {})
  const texts = await Promise.all(
    ['facts/usage_measures.sql', 'facts/revenue_measures.sql', file].map((one) =>
      readFile(`sql/${one}`, 'utf8'),
    ),
  )
  const measured = [...texts.join('\n').matchAll(/'(?<name>[a-z_]+)' as measure/g)].map(
    ({ groups }) => groups?.['name'],
  )
  expect(measured).toEqual(described)
})

test('the header lists exactly the windows in the SQL', async () => {
  const { views } = await ownCatalog()
  const measures = Object.values(views.get('facts.account_signals')?.header.measures ?? {})
  const offered = new Set(measures.flatMap(({ windows }) => windows))
  const text = await readFile('sql/parameters/measure_windows.sql', 'utf8')
  const counted = [...text.matchAll(/select (?<days>\d+) as window_days/g)].map(({ groups }) =>
    Number(groups?.['days']),
  )
  expect(counted).toEqual([...offered])
})

test('for an unknown required table of a measure the nearest name is suggested', async () => {
  expect(await problemsOf({ [file]: replacing('option: paid_features', 'option: paid_feature') })).toEqual([
    expect.stringMatching(
      /measures-exist: paid_features_used: there is no parameter paid_feature\. Did you mean paid_features/,
    ),
  ])
  expect(await problemsOf({ [file]: replacing('requires: [contracts]', 'requires: [contract]') })).toEqual([
    expect.stringMatching(/measures-exist: days_to_renewal: there is no source table contract\./),
  ])
})

test('a rule refers to measures of a view that has measures', async () => {
  const change = replacing('measures_from: facts.account_signals', 'measures_from: facts.activity')
  expect(await problemsOf({ 'parameters/health.yaml': change })).toEqual([
    expect.stringMatching(/default-is-valid: health_rule uses the unknown measure active_share/),
    expect.stringMatching(
      /parameters-are-valid: health_rule: there is no view facts\.activity with measures\./,
    ),
  ])
})
