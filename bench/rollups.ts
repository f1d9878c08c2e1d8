import { Command } from 'commander'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { fullAccess } from '../src/policy/access.ts'
import { fillRollups } from '../src/rollups/fill-rollups.ts'
import { compilePlan } from '../src/semantic/compile/compile-plan.ts'
import type { MetricsRequestInput } from '../src/semantic/model/request/request.ts'
import { planRequest } from '../src/semantic/plan/plan-request.ts'
import { readWarehouseState } from '../src/warehouse/state/read-warehouse-state.ts'
import { median, timed } from './measure.ts'
import { openSampleWarehouse, openWarehouse } from './sample-warehouse.ts'

/** The questions that declared rollups answer. */
const questions: Readonly<Record<string, MetricsRequestInput>> = {
  'MAU and WAU by week': { metrics: ['monthly_active_users', 'weekly_active_users'], grain: 'week' },
  'MAU by week and industry': { metrics: ['monthly_active_users'], by: ['industry'], grain: 'week' },
  'active users by month': { metrics: ['active_users'], grain: 'month' },
  'growth accounting': {
    metrics: ['new_active_users', 'retained_users', 'resurrected_users', 'dormant_users'],
    grain: 'month',
  },
  'weekly retention': { metrics: ['user_retention_rate'], grain: 'week' },
  'weekly retention by industry': { metrics: ['user_retention_rate'], by: ['industry'], grain: 'week' },
  'activation by invitation': {
    metrics: ['activation_rate', 'time_to_value_hours_p50'],
    by: ['invited_or_self'],
  },
  'K by month': { metrics: ['k_factor'], grain: 'month' },
  'revenue and movements': {
    metrics: ['mrr', 'new_mrr', 'expansion_mrr', 'contraction_mrr', 'churned_mrr'],
    grain: 'month',
  },
  payback: { metrics: ['cac_payback_months', 'recovered_share'] },
  'health by industry': { metrics: ['health_score'], by: ['industry'] },
  'qualified accounts': { metrics: ['product_qualified_accounts'] },
}

const ofTwoIndustries = {
  where: [{ dimension: 'industry', operator: 'in' as const, value: ['software', 'finance'] }],
}

/** Questions that no rollup answers: other dimensions, conditions, zones. They are answered from the days of events. */
const undeclared: Readonly<Record<string, MetricsRequestInput>> = {
  'MAU by industry and source': {
    metrics: ['monthly_active_users'],
    by: ['industry', 'signup_source'],
    grain: 'week',
  },
  'MAU of two industries by country': {
    metrics: ['monthly_active_users'],
    by: ['country'],
    grain: 'week',
    ...ofTwoIndustries,
  },
  'MAU over 30 days': { metrics: ['monthly_active_users'], grain: 'week', options: { mau_window: '30' } },
  'active users by month and plan': { metrics: ['active_users'], by: ['account_plan'], grain: 'month' },
  'growth by country': {
    metrics: ['new_active_users', 'retained_users', 'resurrected_users', 'dormant_users'],
    by: ['country'],
    grain: 'month',
  },
  'weekly retention by country': { metrics: ['user_retention_rate'], by: ['country'], grain: 'week' },
  'MAU in New York': { metrics: ['monthly_active_users'], grain: 'week', timeZone: 'America/New_York' },
  'active users in Kolkata': { metrics: ['active_users'], grain: 'month', timeZone: 'Asia/Kolkata' },
  'growth in Kolkata': {
    metrics: ['new_active_users', 'retained_users', 'resurrected_users', 'dormant_users'],
    grain: 'month',
    timeZone: 'Asia/Kolkata',
  },
  'retention in New York': { metrics: ['user_retention_rate'], grain: 'week', timeZone: 'America/New_York' },
}

const { events, database, rounds } = new Command('bench-rollups')
  .description('Compares answers from rollups with computed ones: equal, and how much faster.')
  .option('--events <number>', 'approximate number of events of the sample company', Number, 500_000)
  .option('--database <url>', 'a PostgreSQL database with a company loaded, instead of a new one')
  .option('--rounds <number>', 'number of rounds for the median', Number, 5)
  .parse()
  .opts<{ readonly events: number; readonly database?: string; readonly rounds: number }>()

const print = (line: string) => process.stdout.write(`${line}\n`)

const catalog = await loadCatalog('sql')
const warehouse = await (database === undefined
  ? openSampleWarehouse(catalog, events, print)
  : openWarehouse(database))
try {
  const { engine } = warehouse
  let [filling, since] = ['', performance.now()]
  const report = (rollup: string) => {
    if (filling !== '') print(`  ${filling}: ${((performance.now() - since) / 1000).toFixed(1)} s`)
    ;[filling, since] = [rollup, performance.now()]
  }
  const full = await timed(() =>
    engine.transaction((one) => fillRollups(one, catalog, { onProgress: report })),
  )
  print(`rollups filled: ${(full / 1000).toFixed(1)} s`)
  const [size] = await engine.query<{ rollups: string; facts: string }>({
    sql: `select
        sum(pg_total_relation_size(oid)) filter (where relnamespace = 'rollups'::regnamespace) as rollups,
        sum(pg_total_relation_size(oid)) filter (where relnamespace <> 'rollups'::regnamespace) as facts
      from pg_class
      where relkind = 'r' and relnamespace in ('rollups'::regnamespace, 'facts'::regnamespace, 'entities'::regnamespace)`,
    parameters: [],
  })
  print(`size: rollups ${size?.rollups ?? ''} bytes, stored views ${size?.facts ?? ''} bytes`)
  const state = await readWarehouseState(engine, catalog)
  for (const [question, request] of Object.entries({ ...questions, ...undeclared })) {
    const stored = planRequest(catalog, request, state, fullAccess)
    const base = {
      ...planRequest(catalog, request, { ...state, rollups: new Map() }, fullAccess),
      dailyRows: [],
    }
    const [one, other] = [compilePlan(catalog, stored), compilePlan(catalog, base)]
    const isStored =
      stored.rollups.every(({ part }) => part !== null) ||
      (stored.dailyRows.length > 0 && stored.dailyRows.every(({ because }) => because === null))
    const isEqual =
      JSON.stringify((await engine.queryArrays(one)).rows) ===
      JSON.stringify((await engine.queryArrays(other)).rows)
    const times = { stored: [] as number[], base: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      times.base.push(await timed(() => engine.queryArrays(other)))
      times.stored.push(await timed(() => engine.queryArrays(one)))
    }
    const [fast, slow] = [median(times.stored), median(times.base)]
    print(
      `${question}: ${isEqual ? 'equal' : 'DIFFERENT'}${isStored ? '' : ', NOT STORED'}; base ${slow.toFixed(1)} ms, stored ${fast.toFixed(1)} ms, ${(slow / fast).toFixed(0)} ×`,
    )
  }
} finally {
  await warehouse.stop()
}
