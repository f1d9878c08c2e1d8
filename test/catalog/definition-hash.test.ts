import { beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { changingDefault, loadChanged, replacing, smallView, type Changes } from './changed-catalog.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

let before: Catalog

beforeAll(async () => {
  before = await ownCatalog()
})

/** The metrics whose definition hash differs after a change. */
async function movedBy(changes: Changes): Promise<readonly string[]> {
  const after = await loadChanged(changes)
  return [...before.metrics.values()]
    .filter(({ name, hash }) => after.metrics.get(name)?.hash !== hash)
    .map(({ name }) => name)
}

const ofFamily = (...families: readonly string[]) =>
  [...before.metrics.values()].filter(({ family }) => families.includes(family)).map(({ name }) => name)

describe('a definition hash does not change with', () => {
  test('a second reading of the same files', async () => {
    expect(await movedBy({})).toEqual([])
  })

  test('a comment and white space', async () => {
    const spread = (text: string) =>
      text.replace('final as (', '-- said better\nfinal as (\n\n').replaceAll(/,\n {8}/g, ',\n\n          ')
    expect(await movedBy({ 'facts/events.sql': spread, 'metrics/revenue.sql': spread })).toEqual([])
  })

  slowTest('a description, an owner, or a list of consumers', async () => {
    const reword = (text: string) =>
      text
        .replace('owner: growth-data', 'owner: somebody-else\nused_by: [a dashboard]')
        .replace('Recurring revenue by account', 'Revenue that recurs, by account')
        .replace('Accounts that pay for the first time.', 'First-time payers.')
    expect(await movedBy({ 'metrics/revenue.sql': reword })).toEqual([])
  })

  slowTest('an unrelated view', async () => {
    const file = smallView('facts.unrelated', 'select account_key from facts.events')
    expect(await movedBy({ 'facts/unrelated.sql': file })).toEqual([])
  })

  slowTest('materialization', async () => {
    const change = replacing('time: anchored_at\n', 'time: anchored_at\nstored: true\n')
    expect(await movedBy({ 'facts/activations.sql': change })).toEqual([])
  })
})

describe('a definition hash changes with', () => {
  test("a predicate, for the view's own metrics and all metrics derived from them", async () => {
    const change = replacing(
      "where: movement = 'churn'\n    unit: money",
      "where: movement = 'lost'\n    unit: money",
    )
    expect(await movedBy({ 'metrics/revenue.sql': change })).toEqual(['churned_mrr', 'revenue_quick_ratio'])
  })

  slowTest('a predicate in the SQL, for every metric of that view', async () => {
    const change = replacing(
      'cross join parameters.business as parameters\n',
      'cross join parameters.business as parameters\n\n    where activity.user_id is not null\n',
    )
    expect(await movedBy({ 'metrics/engagement.sql': change })).toEqual(ofFamily('engagement'))
  })

  test("a parameter's canonical value, for the metrics that read it only", async () => {
    const change = changingDefault('activation_window_hours', '336')
    const moved = await movedBy({ 'parameters/activation.yaml': change })
    expect(moved).toEqual(expect.arrayContaining(ofFamily('activation')))
    for (const name of ['mrr', 'signups', 'active_users', 'user_retention_rate', 'workspace_activation_rate'])
      expect(moved).not.toContain(name)
  })

  test('an upstream view at any distance', async () => {
    const change = replacing("= 'metered'", "= 'measured'")
    const moved = await movedBy({ 'staging/item_periods.sql': change })
    expect(moved).toEqual(
      expect.arrayContaining(ofFamily('revenue', 'annual_revenue', 'revenue_retention', 'payback')),
    )
    for (const name of ['signups', 'active_users', 'user_retention_rate', 'workspace_signups'])
      expect(moved).not.toContain(name)
  })

  slowTest('the time column that assigns rows to periods', async () => {
    const change = replacing('time: anchored_at', 'time: window_ends_at')
    expect(await movedBy({ 'metrics/activation.sql': change })).toEqual(ofFamily('activation'))
  })

  slowTest(
    'the canonical value of a parameter that only the kind reads, for the metrics of that kind',
    async () => {
      const change = changingDefault('retention_criterion', 'on_or_after')
      const kinds = new Set(
        (await movedBy({ 'parameters/retention.yaml': change })).map(
          (name) => before.metrics.get(name)?.kind,
        ),
      )
      expect(kinds).toEqual(new Set(['retention', 'ratio']))
    },
  )

  slowTest("a metric's own option, such as its percentile", async () => {
    expect(
      await movedBy({ 'metrics/activation.sql': replacing('percentile: 0.9', 'percentile: 0.95') }),
    ).toEqual(['time_to_value_hours_p90'])
  })
})
