import { describe, expect, test } from 'vitest'
import { loadChanged, problemsOf, replacing } from './changed-catalog.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { shareOf, slowTest } from '../harness/slow-test.ts'

const file = 'rollups/signups.yaml'

describe('a mistake in sql/rollups/ is found', () => {
  test.each(
    shareOf(
      [
        ['an unknown metric', '[signups]', '[signup]', /There is no metric signup\. Did you mean .*signups/],
        ['a dimension that a metric lacks', '- [industry]', '- [trade]', /signups has no dimension trade/],
        ['a grain that is not stored', '[none, day,', '[none, hour,', /it must be one of none, day/],
        [
          'the name of another file',
          'rollup: signups',
          'rollup: sign_ups',
          /must have the name of its file, signups/,
        ],
        ['a tolerance that is no length', '2 days', 'soon', /it must be a length such as 1 day/],
      ],
      1,
    ),
  )('%s', async (_, piece, by, problem) => {
    const problems = await problemsOf({ [file]: replacing(piece, by) })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(problem)
  })
})

slowTest(
  'the hash of a rollup changes with the definition of its metrics and dimensions, not with its words',
  async () => {
    const hashOf = async (changes: Parameters<typeof loadChanged>[0]) =>
      (await loadChanged(changes)).rollups.get('signups')?.hash
    const before = (await ownCatalog()).rollups.get('signups')?.hash
    expect(await hashOf({ [file]: replacing('2 days', '3 days') })).toBe(before)
    expect(await hashOf({ [file]: replacing('[none, day,', '[none,') })).not.toBe(before)
    const later = replacing(
      '        signed_up_at\n',
      "        signed_up_at + interval '1 day' as signed_up_at\n",
    )
    expect(await hashOf({ 'metrics/signups.sql': later })).not.toBe(before)
  },
)
