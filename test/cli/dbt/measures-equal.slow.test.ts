import { afterAll, beforeAll, expect, test } from 'vitest'
import { measureOf } from '../../../src/cli/dbt/measure.ts'
import type { Measure } from '../../../src/cli/dbt/measure.ts'
import { exportMetrics } from '../../../src/cli/dbt/metrics.ts'
import { runtimeOf } from '../../../src/open-runtime.ts'
import { runQuery } from '../../../src/query/run-query.ts'
import { openLoaded } from '../../harness/loaded-warehouse.ts'
import type { LoadedWarehouse } from '../../harness/loaded-warehouse.ts'
import { ownCatalog } from '../../harness/own-catalog.ts'
import { refresh } from '../../../src/warehouse/release/refresh.ts'
import { sharedGrains } from '../../../src/semantic/plan/shared-grains.ts'
import { writeDataSet } from '../../contract/data-set.ts'
import { smallCompany } from '../../e2e/small-company.ts'

const catalog = await ownCatalog()
const { metrics } = exportMetrics(catalog)
const measured = metrics.flatMap(({ name, type }) => {
  const metric = catalog.metrics.get(name)
  const view = metric === undefined ? undefined : catalog.views.get(metric.view)
  const measure = metric && view && type === 'simple' ? measureOf(metric, view) : null
  if (metric === undefined || measure === null || view === undefined) return []
  const grain = sharedGrains(catalog, metric).includes('month') ? ('month' as const) : ('quarter' as const)
  return [{ name, view: view.name, time: view.header.time ?? '', grain, measure }]
})

let warehouse: LoadedWarehouse

beforeAll(async () => {
  const data = await writeDataSet(smallCompany)
  warehouse = await openLoaded('postgres', data.directory)
  await data.remove()
  // as dbt does: every model is built
  await refresh(warehouse.engine, catalog, { withResults: true })
})

afterAll(() => warehouse.close())

/** How MetricFlow aggregates a measure by period, by its documentation. */
function byPeriod(
  view: string,
  time: string,
  grain: string,
  { agg, expr, agg_params, non_additive_dimension: end }: Measure,
): string {
  const period = `date_trunc('${grain}', (${time})::timestamp)`
  const aggregates: Record<Measure['agg'], string> = {
    sum: `sum(${expr})`,
    count: `sum(case when (${expr}) is not null then 1 else 0 end)`,
    average: `avg(${expr})`,
    min: `min(${expr})`,
    max: `max(${expr})`,
    count_distinct: `count(distinct ${expr})`,
    percentile: `percentile_${agg_params?.use_discrete_percentile === true ? 'disc' : 'cont'}(${agg_params?.percentile ?? 0.5}) within group (order by ${expr})`,
  }
  const rows =
    end === undefined
      ? view
      : `(select * from (select *, ${end.window_choice}(${time}) over (partition by ${period}) as chosen from ${view}) as r where ${time} = chosen) as r`
  return `select to_char(${period}, 'YYYY-MM-DD') as month, (${aggregates[agg]})::text as value from ${rows} where ${time} is not null group by 1`
}

test('there are many measures', () => {
  expect(measured.length).toBeGreaterThan(100)
})

test.each(measured)('$name is the same from its measure', async ({ name, view, time, grain, measure }) => {
  const { engine } = warehouse
  const result = await runQuery(runtimeOf(catalog, engine), { metrics: [name], grain }).catch(
    (error: unknown) => error as Error,
  )
  // a table that the small company does not have
  if (result instanceof Error) {
    expect(result.message).toMatch(/was not provided|were not provided|starts after|no record/)
    return
  }
  const expected = new Map(
    (
      await engine.query<{ month: string; value: string | null }>({
        sql: byPeriod(view, time, grain, measure),
        parameters: [],
      })
    ).map(({ month, value }) => [month, Number(value ?? 0)]),
  )
  for (const [month, value] of result.rows as [string, string | null][])
    expect(expected.get(month) ?? 0, month).toBeCloseTo(Number(value ?? 0), 9)
})
