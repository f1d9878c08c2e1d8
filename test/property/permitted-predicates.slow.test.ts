import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { PlumblineError } from '../../src/errors.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { accountColumns } from '../../src/policy/access.ts'
import { explainQuery } from '../../src/query/explain-query.ts'
import type { Runtime } from '../../src/query/runtime.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { SourceRows } from '../harness/warehouse.ts'
import { fill, rolledBack, sharedWarehouse } from '../harness/warehouse.ts'
import { accessTo } from './access-to.ts'
import { arbitraryData } from './arbitrary-data.ts'
import { seasons } from './arbitrary-moment.ts'
import { arbitraryQuery } from './arbitrary-query.ts'
import { withMovers, withRareCases } from './rare-cases.ts'
import { isOfOtherTenant, withOtherTenant } from './two-tenants.ts'
import type { Data } from './oracle/data/data.ts'

beforeAll(() => sharedWarehouse('postgres'))

/** Users of each tenant act in workspaces of the other one, too, so that every predicate has rows to hold back. */
function withGuests(data: Data): Data {
  const events = data.product_events ?? []
  const workspaces = (data.workspaces ?? []).map(({ workspace_id: id }) => id)
  const guests = events.flatMap((event, index) => {
    const { user_id: user } = event
    if (user === null) return []
    const others = workspaces.filter((id) => isOfOtherTenant(id) !== isOfOtherTenant(user))
    const workspace_id = others[index % others.length] ?? null
    // at another time, so that a first or a second event may be one of these
    const occurred_at = new Date(
      Date.parse(event.occurred_at) - ((index % 9) - 4) * 5 * 86_400_000,
    ).toISOString()
    return [
      {
        ...event,
        event_id: `guest ${String(index)}`,
        occurred_at,
        received_at: null,
        workspace_id,
        account_id: null,
      },
    ]
  })
  return { ...data, product_events: [...events, ...guests] }
}

/** Random questions rarely start cohorts by events, or convert by several criteria. */
const more: readonly MetricsRequestInput[] = [
  ...['consolidation_candidates', 'consolidation_invoices'].map((metric) => ({
    metrics: [metric],
    grain: 'month' as const,
    options: { consolidation_min_payers: 2 },
  })),
  {
    metrics: ['renewals_due'],
    options: { renewal_window_days: 365, renewal_auto_renewing: 'included' },
  },
  { metrics: ['recent_units', 'potential_units'], grain: 'month', options: { potential_min_peers: 1 } },
  { metrics: ['features_used_by_assigned_accounts', 'assigned_accounts'], grain: 'month', by: ['account'] },
  { metrics: ['wins_with_opportunity_clock'] },
  { metrics: ['user_cohort_size'], grain: 'day', options: { retention_start_event: 'make' } },
  {
    metrics: ['activated_users'],
    options: {
      activation_window_hours: null,
      conversion_criteria: {
        all: [
          { event: 'make', min_count: 2 },
          { event: 'share', distinct_days: 2 },
        ],
        require: 'all',
      },
    },
  },
]

/** Criteria count events of the account of the actor, whose rows are restricted themselves. */
const redundant: ReadonlySet<string> = new Set(['facts.events account_key'])

/** The first metric of each view, in total and by month: random questions rarely reach all of them. */
function oneOfEachView({ metrics, views }: Catalog): readonly MetricsRequestInput[] {
  const firsts = new Map([...metrics.values()].reverse().map((metric) => [metric.view, metric]))
  return [...firsts.values()].flatMap(({ name, view }) => {
    const by = [...(views.get(view)?.header.needs_dimensions ?? [])]
    return [
      { metrics: [name], by },
      { metrics: [name], by, grain: 'month' as const },
    ]
  })
}

test(
  'without any one of its predicates, a restricted question gets rows of others',
  { timeout: 600_000 },
  async () => {
    const { engine, catalog } = await sharedWarehouse('postgres')
    const asked = fc.constantFrom(...seasons).chain((season) =>
      fc.record({
        data: arbitraryData(season),
        queries: fc.array(arbitraryQuery(season), { minLength: 150, maxLength: 150, size: 'max' }),
      }),
    )
    const generated = new Set<string>()
    const detected = new Set<string>()
    for (const { data, queries } of fc.sample(asked, { numRuns: 14, seed: 20_261_129 })) {
      await rolledBack(engine, async (transaction) => {
        await fill(
          transaction,
          catalog,
          withGuests(withMovers(withOtherTenant(withRareCases(data)).both)) as SourceRows,
        )
        const rows = await transaction.query<{ account_key: string }>({
          sql: 'select account_key from entities.accounts',
          parameters: [],
        })
        const own = rows.map(({ account_key: key }) => key).filter((key) => !isOfOtherTenant(key))
        const plain = runtimeOf(catalog, transaction)
        const state = await plain.state()
        const runtime: Runtime = { ...plain, state: () => Promise.resolve(state), access: accessTo(own) }
        for (const query of [
          ...(queries as unknown as readonly MetricsRequestInput[]),
          ...more,
          ...oneOfEachView(catalog),
        ]) {
          const explained = await explainQuery(runtime, query).catch((error: unknown) => {
            if (error instanceof PlumblineError) return null
            throw error
          })
          if (explained === null) continue
          const open = predicatesIn(explained.sql).filter(({ name }) => {
            generated.add(name)
            return !detected.has(name)
          })
          if (open.length === 0) continue
          const answer = async (sql: string) =>
            JSON.stringify((await transaction.queryArrays({ sql, parameters: explained.parameters })).rows)
          const right = await answer(explained.sql)
          for (const { name, without } of open) if ((await answer(without)) !== right) detected.add(name)
        }
      })
    }
    expect([...generated].filter((name) => !detected.has(name) && !redundant.has(name))).toEqual([])
    // every view with an account key that a metric reads is among them
    const views = new Set([...catalog.metrics.values()].map(({ view }) => view))
    const expected = [...views].filter((view) => accountColumns(catalog, view).includes('account_key'))
    expect(expected.filter((view) => ![...generated].some((name) => name.startsWith(`${view} `)))).toEqual([])
  },
)

/** The predicates of a statement, each with the statement without it. */
function predicatesIn(sql: string): readonly { readonly name: string; readonly without: string }[] {
  const found = [...sql.matchAll(/permitted__(\w+?)__(\w+) as not materialized \(([^]*?)\n\)/g)]
  return found.flatMap((cte) => {
    const [, layer = '', relation = '', body = ''] = cte
    const predicates = [
      ...body.matchAll(
        /\(?(\w*account_key)(?: is null or \w+)? in \(select account_key from permitted_accounts\)\)?/g,
      ),
    ]
    return predicates.map((predicate) => {
      const [text, column = ''] = predicate
      const at = cte.index + cte[0].indexOf(body) + predicate.index
      return {
        name: `${layer}.${relation} ${column}`,
        without: `${sql.slice(0, at)}true${sql.slice(at + text.length)}`,
      }
    })
  })
}
