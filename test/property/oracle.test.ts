import { expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { answersAreRight } from './answers-are-right.ts'
import { openBothEngines } from './both-engines.ts'
import { metrics } from './oracle/metrics.ts'

const onEngines = openBothEngines()

/** Metrics that the oracle has no opinion of, and why. */
const leftOut: Readonly<Record<string, string>> = {
  ...withReason('test/reference/posthog-stickiness.test.ts asks for them, with cases of others', [
    'stickiness_distribution',
    'workspace_stickiness_distribution',
    'account_stickiness_distribution',
  ]),
  ...withReason('test/definitions/revenue-cohorts.test.ts asks for them, with numbers worked out by hand', [
    'cohort_accounts',
    'cohort_accounts_kept',
    'cohort_mrr',
    'cohort_mrr_now',
    'cohort_mrr_kept',
    'cohort_logo_retention_rate',
    'cohort_net_revenue_retention',
    'cohort_gross_revenue_retention',
  ]),
}

function withReason(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]))
}

test('the oracle knows every metric, or says why not', async () => {
  const { metrics: defined } = await loadCatalog('sql')
  expect([...Object.keys(metrics), ...Object.keys(leftOut)].sort()).toEqual([...defined.keys()].sort())
})

test(
  'whatever is asked of whatever data, the answer is what the rules say',
  { timeout: 900_000 },
  async () => {
    const { answered, refused } = await answersAreRight(onEngines, {
      // 2,160 answers over both engines; `npm run test:full` asks with new seeds
      dataSets: 18,
      questions: 60,
      minutes: 14,
      seed: 20_261_125,
    })
    expect(answered + refused).toBe(18 * 60 * 2)
    // refusing everything would be no wrong number either
    expect(answered / (answered + refused)).toBeGreaterThan(0.6)
  },
)
