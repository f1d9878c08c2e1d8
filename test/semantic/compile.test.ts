import { beforeAll, describe, expect, test } from 'vitest'
import { fullAccess } from '../../src/policy/access.ts'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { readWarehouseState } from '../../src/warehouse/state/read-warehouse-state.ts'
import { openDeployed } from '../harness/warehouse.ts'
import { compilePlan } from '../../src/semantic/compile/compile-plan.ts'
import type { WarehouseState } from '../../src/semantic/model/warehouse-state.ts'
import { planRequest } from '../../src/semantic/plan/plan-request.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { Grain } from '../../src/semantic/model/request/request.ts'
import { loadChanged, replacing } from '../catalog/changed-catalog.ts'

let catalog: Catalog
let knowledge: WarehouseState

beforeAll(async () => {
  const all = await readAll()
  catalog = all.catalog
  knowledge = all.knowledge
})

/** The state of a warehouse in which every table is loaded and every materialized view filled. */
const readAll = async (): Promise<{ catalog: Catalog; knowledge: WarehouseState }> => {
  const { engine, catalog, close } = await openDeployed('postgres')
  const known = await readWarehouseState(engine, catalog)
  await close()
  return {
    catalog,
    knowledge: {
      ...known,
      parameters: { ...known.parameters, as_of: '2025-06-01T00:00:00Z' },
      dataAsOf: '2025-06-01T00:00:00Z',
      provided: new Set(catalog.sources.keys()),
    },
  }
}

const planned = (request: MetricsRequestInput) => planRequest(catalog, request, knowledge, fullAccess)
const compiled = (request: MetricsRequestInput) => compilePlan(catalog, planned(request))

const everything: MetricsRequestInput = {
  metrics: ['active_users', { metric: 'active_events', alias: 'shares' }, 'activation_rate', 'mrr'],
  by: ['industry'],
  where: [{ dimension: 'country', operator: 'in', value: ['DE', 'FR'] }],
  grain: 'month',
  from: '2025-01-15',
  to: '2025-03-02',
  options: { core_action: { event: 'made', where: { kind: 'report' } } },
}

describe('a plan', () => {
  test('is data: it can be serialized and parsed without a change', () => {
    const print = (value: unknown) =>
      JSON.stringify(value, (_key, one: unknown) =>
        one instanceof Set || one instanceof Map ? [...(one as Iterable<unknown>)] : one,
      )
    const plan = planned(everything)
    const text = print(plan)
    expect(text).not.toMatch(/undefined|\[object|function/)
    expect(print(planned(everything))).toBe(text)
    expect(structuredClone(plan)).toEqual(plan)
  })

  test('is frozen', () => {
    const plan = planned(everything)
    expect(Object.isFrozen(plan)).toBe(true)
    expect(Object.isFrozen(compiled(everything))).toBe(true)
  })

  test('covers whole calendar periods', () => {
    expect(planned(everything).period).toMatchObject({
      grain: 'month',
      from: '2025-01-01',
      until: '2025-04-01',
    })
    expect(planned({ metrics: ['signups'], from: '2025-01-15', to: '2025-03-02' }).period).toMatchObject({
      grain: null,
      from: '2025-01-15',
      until: '2025-03-03',
    })
    expect(
      planned({
        metrics: ['signups'],
        grain: 'quarter',
        from: '2025-01-15',
        options: { fiscal_year_start: 2 },
      }).period.from,
    ).toBe('2024-11-01')
  })

  test('reads the same rows once for all metrics', () => {
    const counted = (grain: Grain) =>
      planned({
        metrics: ['new_mrr', 'expansion_mrr', 'churned_mrr', 'arpa', 'mrr'],
        grain,
      }).aggregations.map(({ baseMetrics }) => baseMetrics.map(({ column }) => column))
    expect(counted('quarter')).toEqual([
      ['new_mrr', 'expansion_mrr', 'churned_mrr'],
      ['mrr', 'paying_accounts'],
    ])
    // a month is its own last one
    expect(counted('month')).toEqual([['new_mrr', 'expansion_mrr', 'churned_mrr', 'mrr', 'paying_accounts']])
  })

  test('has the kind, type and unit of every column', () => {
    const { columns } = planned({ metrics: ['activation_rate'], by: ['country'], grain: 'week', parts: true })
    expect(columns.map(({ name, kind, type, unit }) => [name, kind, type, unit])).toEqual([
      ['period', 'period', 'date', null],
      ['country', 'dimension', 'text', null],
      ['activation_rate', 'metric', 'numeric', 'ratio'],
      ['activation_rate.numerator', 'numerator', 'numeric', 'count'],
      ['activation_rate.denominator', 'denominator', 'numeric', 'count'],
    ])
  })
})

describe('a compiled query', () => {
  const evil = `x'); drop table source.users; --`

  test.for<readonly [string, MetricsRequestInput]>([
    ['an option', { metrics: ['activation_rate'], options: { core_action: evil } }],
    ['a list', { metrics: ['active_users'], options: { passive_events: [evil] } }],
    [
      'a property of an event',
      { metrics: ['active_users'], options: { active_event: { event: 'made', where: { [evil]: evil } } } },
    ],
    ['a condition', { metrics: ['signups'], where: [{ dimension: 'country', operator: 'eq', value: evil }] }],
    [
      'a list of a condition',
      { metrics: ['signups'], where: [{ dimension: 'country', operator: 'notIn', value: [evil, 'DE'] }] },
    ],
    [
      'a part of a text',
      { metrics: ['signups'], where: [{ dimension: 'country', operator: 'contains', value: evil }] },
    ],
    [
      'a cursor',
      {
        metrics: ['signups'],
        by: ['country'],
        first: 1,
        after: Buffer.from(JSON.stringify([evil])).toString('base64url'),
      },
    ],
  ])('binds %s and never inlines it', ([, request]) => {
    const { sql, parameters } = compiled(request)
    expect(sql).not.toContain('drop table')
    expect(JSON.stringify(parameters)).toContain('drop table')
  })

  test('names a column as requested, quoted', () => {
    const alias = 'my "column"'
    const { sql } = compiled({ metrics: [{ metric: 'signups', alias }] })
    expect(sql).toContain('"my ""column"""')
  })

  test('binds dates, instants and the time zone', () => {
    const { sql, parameters } = compiled({
      metrics: ['signups'],
      grain: 'week',
      from: '2025-03-10',
      to: '2025-03-16',
      asOf: '2025-05-05T05:05:05Z',
      timeZone: 'Asia/Tokyo',
    })
    for (const value of ['2025-03-10', '2025-03-17', '2025-05-05T05:05:05Z', 'Asia/Tokyo']) {
      expect(sql).not.toContain(value)
      expect(parameters).toContain(value)
    }
  })

  test('has the same text for the same query, so that the warehouse can cache its execution plan', () => {
    expect(compiled(everything)).toEqual(compiled(everything))
    expect(compiled({ metrics: ['signups'], from: '2025-01-01' }).sql).toBe(
      compiled({ metrics: ['signups'], from: '2024-01-01' }).sql,
    )
  })

  test('aggregates every fact before it joins', () => {
    const { sql } = compiled({
      metrics: ['signups', 'active_users', 'mrr'],
      by: ['industry'],
      grain: 'month',
    })
    const [, combined = 'no such CTE: join'] = sql.split('\ncombined as')
    expect(combined).not.toMatch(/\bjoin\b(?! lateral)/)
  })

  test('sorts text the same way on every server', () => {
    expect(compiled({ metrics: ['signups'], by: ['country'] }).sql).toContain(
      '"country" collate "C" asc nulls last',
    )
  })
})

describe('a materialized view', () => {
  test('is read when the query’s parameters are canonical', () => {
    const plan = planned({ metrics: ['mrr'], grain: 'month' })
    expect(plan.reusableViews.has('facts.revenue_movements')).toBe(true)
    expect(compilePlan(catalog, plan).sql).toContain('from facts.revenue_movements')
  })

  test.for<readonly [string, MetricsRequestInput]>([
    ['another moment', { metrics: ['mrr'], asOf: '2025-05-01' }],
    ['another time zone', { metrics: ['mrr'], timeZone: 'Europe/Berlin' }],
    ['gross prices', { metrics: ['mrr'], options: { mrr_discounts: 'gross' } }],
  ])('is not read for %s', ([, request]) => {
    const plan = planned(request)
    expect(plan.reusableViews.has('facts.revenue_movements')).toBe(false)
    expect(compilePlan(catalog, plan).sql).not.toMatch(/from facts\.(revenue_movements|account_months)/)
  })

  test('is read although an option changes, when it does not depend on the option', () => {
    const plan = planned({ metrics: ['activation_rate'], options: { activation_window_hours: 24 } })
    expect(plan.reusableViews.has('facts.revenue_movements')).toBe(true)
    expect(plan.reusableViews.has('entities.users')).toBe(true)
  })

  test('is read when an option repeats the canonical value', () => {
    const { provenance, reusableViews } = planned({
      metrics: ['mrr'],
      options: { mrr_discounts: 'net', fiscal_year_start: 1 },
    })
    expect(provenance[0]?.deviations).toEqual([])
    expect(reusableViews.has('facts.revenue_movements')).toBe(true)
  })
})

describe('a definition hash', () => {
  test('of a deprecated metric stays usable, and every result names the replacement', async () => {
    const changed = await loadChanged({
      'metrics/revenue.sql': replacing(
        '  expansion_mrr:\n',
        '  expansion_mrr:\n    deprecated: { since: "2.0", use: net_new_mrr }\n',
      ),
    })
    const asking = (metric: string) =>
      planRequest(changed, { metrics: [metric] }, knowledge, fullAccess).notes
    expect(asking('expansion_mrr')).toEqual([
      'expansion_mrr is deprecated since 2.0: use net_new_mrr instead.',
    ])
    expect(asking('new_mrr')).toEqual([])
  })

  test('changes with a deviating option, which is listed', () => {
    const [canonical] = planned({ metrics: ['activation_rate'] }).provenance
    const [deviating] = planned({
      metrics: ['activation_rate'],
      options: { activation_window_hours: 24 },
    }).provenance
    expect(canonical?.definitionHash).toBe(catalog.metrics.get('activation_rate')?.hash)
    expect(deviating?.definitionHash).not.toBe(canonical?.definitionHash)
    expect(deviating?.deviations).toEqual([{ option: 'activation_window_hours', canonical: 168, used: 24 }])
  })

  test('changes with an option that a requested dimension depends on', () => {
    const request = { metrics: ['new_mrr'], by: ['movement_motion'] }
    const [canonical] = planned(request).provenance
    const [deviating] = planned({ ...request, options: { qualified_touch_window_days: 30 } }).provenance
    expect(deviating?.definitionHash).not.toBe(canonical?.definitionHash)
    expect(deviating?.deviations).toEqual([
      { option: 'qualified_touch_window_days', canonical: 90, used: 30 },
    ])
  })
})

describe('a statement reads all rows of relations', () => {
  const where = (dimension: string, value: string) => [{ dimension, operator: 'eq' as const, value }]

  test('when no condition names a key, and no policy leaves few rows', () => {
    expect(compiled({ metrics: ['mrr'] }).isOverAllRows).toBe(true)
    expect(compiled({ metrics: ['mrr'], where: where('industry', 'finance') }).isOverAllRows).toBe(true)
    expect(compiled({ metrics: ['mrr'], where: where('account', 'acc-1') }).isOverAllRows).toBeUndefined()
  })
})
