import { describe, expect, test } from 'vitest'
import type { ContractType, SourceColumn, SourceTable } from '../../src/catalog/files/source-table.ts'
import { check } from '../../src/warehouse/check/check.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { inTransactions } from '../harness/open-transaction.ts'
import { warehouseOf } from '../harness/warehouse.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { shareOf, slowTest } from '../harness/slow-test.ts'

const oddMoments = ['infinity', '-infinity', '294276-12-31', '1812-06-24', '0044-03-15 BC']
const odd: Partial<Record<ContractType, readonly string[]>> = {
  numeric: ['NaN', 'Infinity', '-Infinity', '1e300', '-1e300', '1e100000'],
  bigint: ['9223372036854775807', '-9223372036854775808', '0', '-1'],
  timestamptz: oddMoments,
  date: [...oddMoments, '5874897-12-31'],
}

const samples: Readonly<Record<ContractType, string>> = {
  text: 'one',
  numeric: '1',
  bigint: '1',
  timestamptz: '2024-01-01T00:00:00Z',
  date: '2024-01-01',
  boolean: 'true',
  jsonb: '{}',
}

const sampleOf = ({ type, values }: SourceColumn): string => values?.[0] ?? samples[type]

/** A view with one invalid value per row and column, otherwise valid; its first key names the value. */
const viewOf = (table: SourceTable): string => {
  const rowOf = (name: string, written: string | null) =>
    table.columns
      .map((column) => {
        const value = column.name === name && written !== null ? written : sampleOf(column)
        const isKey = column.name === table.key[0] && column.type === 'text'
        return `'${isKey ? `${name} ${written ?? ''}` : value}'::${column.type} as ${column.name}`
      })
      .join(', ')
  const rows = [
    rowOf('', null),
    ...table.columns.flatMap(({ name, type }) => (odd[type] ?? []).map((value) => rowOf(name, value))),
  ]
  return `create view source.${table.name} as select ${rows.join(' union all select ')}`
}

/** An infinite time that is equivalent to null. */
const meant: Readonly<Record<string, string>> = {
  ended_at: 'infinity',
  valid_to: 'infinity',
  cancelled_at: 'infinity',
  'opportunities.closed_at': 'infinity',
  'account_domains.valid_from': '-infinity',
  'identity_accounts.valid_from': '-infinity',
}

const catalog = await ownCatalog()

describe.each(engineKinds)('an invalid number or time, on %s', (kind) => {
  let engine: Engine

  inTransactions(
    kind,
    async (replaced) => {
      await replaced.execute(`drop table source.subscription_periods cascade; create ${periods({})}`)
      await deploy(replaced, catalog)
    },
    (transaction) => {
      engine = transaction
    },
  )

  /** Views in place of all source tables. */
  const given = async (views: readonly string[]) => {
    await engine.execute(['drop schema source cascade', 'create schema source', ...views].join(';\n'))
    await deploy(engine, catalog)
    return refresh(engine, catalog)
  }

  /** One period, in a view that is already in place of the source table. */
  const givenPeriod = async (changed: Readonly<Record<string, string>>) => {
    await engine.execute(`create or replace ${periods(changed)}`)
    return refresh(engine, catalog)
  }

  slowTest('violates the contract in every column of every source, and no view fails on it', async () => {
    const violations = await given([...catalog.sources.values()].map(viewOf))
    const expected = [...catalog.sources.values()].flatMap(({ name: table, columns }) =>
      columns.flatMap(({ name, type, severity }) => {
        if (type === 'bigint') return []
        const infinite = meant[`${table}.${name}`] ?? meant[name]
        const count = (odd[type] ?? []).filter((value) => value !== infinite).length
        return count === 0 ? [] : [{ table, rule: `range ${name}`, severity, violations: count }]
      }),
    )
    expect(
      violations
        .filter(({ rule }) => rule.startsWith('range '))
        .map(({ table, rule, severity, violations }) => ({ table, rule, severity, violations })),
    ).toEqual(expected)
    expect(violations.filter(({ rule }) => rule === 'least interval_count')).toMatchObject([
      { violations: 3, severity: 'error' },
    ])
    expect(violations.filter(({ rule }) => rule === 'most interval_count')).toMatchObject([{ violations: 1 }])
    // every view is read to its end, with any values for such rows
    await expect(check(engine, catalog)).resolves.toBeDefined()
    const { rejection } = warehouseOf(engine, catalog)
    for (const metric of ['mrr', 'arr', 'active_users', 'signups'])
      expect((await rejection({ metrics: [metric] })).code).toBe('CONTRACT_BROKEN')
  })

  const periods = (changed: Readonly<Record<string, string>>): string => {
    const table = catalog.sources.get('subscription_periods')
    const sound: Readonly<Record<string, string>> = {
      interval: "'month'",
      amount: '100',
      is_trial: 'false',
      interval_count: '1',
      period_id: "'p1'",
      subscription_id: "'s1'",
      customer_id: "'c1'",
      started_at: "'2024-01-01T00:00:00Z'",
    }
    const columns = (table?.columns ?? []).map(
      ({ name, type }) => `(${changed[name] ?? sound[name] ?? 'null'})::${type} as ${name}`,
    )
    return `view source.subscription_periods as select ${columns.join(', ')}`
  }

  test.each(
    shareOf(
      [
        ['amount', "'NaN'::numeric", 'amount "NaN"'],
        ['amount', "'Infinity'::double precision", 'amount "Infinity"'],
        ['amount', "'NaN'::real", 'amount "NaN"'],
        [
          'amount',
          '1e300::double precision',
          'that is not a number, or has more than 20 digits before its point',
        ],
        ['discount_amount', "'-Infinity'::numeric", 'discount_amount "-Infinity"'],
        ['started_at', "'-infinity'", 'started_at "-infinity"'],
        ['started_at', "'0044-03-15 BC'", 'outside the years 1900 to 9999'],
        ['interval_count', '0', 'interval_count below 1'],
        ['interval_count', '9000000000000000000', 'interval_count above 36500'],
      ],
      2,
    ),
  )('makes revenue unavailable: %s of %s', async (column, value, says) => {
    await givenPeriod({ [column]: value })
    const { rejection } = warehouseOf(engine, catalog)
    for (const metric of ['mrr', 'arr', 'new_mrr']) {
      const error = await rejection({ metrics: [metric] })
      expect(error.code).toBe('CONTRACT_BROKEN')
      expect(error.message).toContain(says)
    }
  })

  slowTest('in a rate makes only the converted amounts unavailable', async () => {
    const rates = `create view source.fx_rates as
      select date '2024-01-01' as day, 'EUR'::text as currency, 'NaN'::numeric as rate`
    const users = catalog.sources
      .get('users')
      ?.columns.map(
        (column) => `${column.required ? `'${sampleOf(column)}'` : 'null'}::${column.type} as ${column.name}`,
      )
    await given([
      `create ${periods({ currency: "'EUR'" })}`,
      rates,
      `create view source.users as select ${(users ?? []).join(', ')}`,
    ])
    const { ask, rejection } = warehouseOf(engine, catalog)
    for (const metric of ['mrr', 'arr', 'net_revenue_retention']) {
      const error = await rejection({ metrics: [metric] })
      expect(error.code).toBe('CONTRACT_BROKEN')
      expect(error.message).toContain('source.fx_rates: 1 row with rate that is not a number')
    }
    expect(await ask({ metrics: ['signups'] })).toEqual([{ signups: 1 }])
  })

  test('is valid as an infinite end', async () => {
    const violations = await givenPeriod({ ended_at: "'infinity'", cancelled_at: "'infinity'" })
    expect(violations).toEqual([])
    expect(await warehouseOf(engine, catalog).ask({ metrics: ['mrr'] })).toEqual([{ mrr: 100 }])
  })
})
