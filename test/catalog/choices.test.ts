import { expect, test } from 'vitest'
import { problemsOf, smallView } from './changed-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

const view = (choices: string): string =>
  smallView(
    'metrics.clicks',
    'select as_of as clicked_at from parameters.business',
    `time: clicked_at
metrics:
  clicks: { kind: count, unit: count, description: Clicks of the period. }
choices:
${choices}`,
  )

slowTest('a choice names metrics of its view and parameters that exist', async () => {
  const file = view(`  - question: When?
    answer: Now.
    because: It is simple.
    others: { Elsewhere: Later. }
    metrics: [click]
    options: [time_zon]
`)
  expect(await problemsOf({ 'metrics/clicks.sql': file })).toEqual([
    'metrics/clicks.sql:16: choices-exist: There is no parameter time_zon. Did you mean time_zone?',
    'metrics/clicks.sql:15: choices-exist: The view has no metric click. Did you mean clicks?',
  ])
})

test('a choice has a reason, and a source that chooses otherwise', async () => {
  const file = view(`  - question: When?
    answer: Now.
    others: {}
    option: [time_zone]
`)
  expect(await problemsOf({ 'metrics/clicks.sql': file })).toEqual([
    'metrics/clicks.sql:11: header-field: choices.0.because: it is missing.',
    'metrics/clicks.sql:13: header-field: choices.0.others: it must name at least one source.',
    'metrics/clicks.sql:14: header-field: choices.0: Unknown field option. Did you mean options?',
  ])
})
