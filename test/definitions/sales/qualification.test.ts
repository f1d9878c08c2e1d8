import { expect } from 'vitest'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'
import { company as companyOf, domain, users } from './company-rows.ts'

const asOf = '2025-06-28T12:00:00Z'
const metrics = ['product_qualified_accounts', 'fitting_accounts', 'signalling_accounts']

let number = 0
const did = (user_id: string, event_name: string, day: string): Row => {
  number += 1
  return { event_id: `${event_name} ${String(number)}`, user_id, event_name, occurred_at: `${day}T10:00:00Z` }
}

const company = (account_id: string, icp_segment: string | null = 'icp_1'): Row =>
  companyOf(account_id, icp_segment)

const people = (account: string, count: number): readonly Row[] => users(account, count, '2025-01-01')

const each = (account_id: string, count: number, event_name: string, day: string): readonly Row[] =>
  people(account_id, count).map(({ user_id }) => did(String(user_id), event_name, day))

onBothEngines((test) => {
  test('an account qualifies when it fits and shows both signals: three active users, three features', async ({
    given,
  }) => {
    const features = (account_id: string, ...names: readonly string[]) =>
      names.map((name) => did(`${account_id} 0`, name, '2025-06-20'))
    const names = ['both', 'two people', 'two features', 'unfit', 'other kind']
    const { ask, answer } = await given({
      accounts: names.map((name) =>
        company(name, name === 'unfit' ? null : name === 'other kind' ? 'other' : 'icp_1'),
      ),
      account_domains: names.map((name) => ({ ...domain(name), domain: `${name.replace(' ', '')}.example` })),
      users: names.flatMap((name) =>
        people(name, 3).map((row, index) => ({
          ...row,
          email: `p${String(index)}@${name.replace(' ', '')}.example`,
        })),
      ),
      product_events: [
        ...['both', 'two features', 'unfit', 'other kind'].flatMap((name) =>
          each(name, 3, 'draw', '2025-06-20'),
        ),
        ...each('two people', 2, 'draw', '2025-06-20'),
        ...features('both', 'share', 'print'),
        ...features('unfit', 'share', 'print'),
        ...features('other kind', 'share', 'print'),
        ...features('two people', 'share', 'print'),
        // passive events and events older than 28 days are not used features
        ...features('two features', 'share', 'page_view'),
        did('two features 0', 'print', '2025-05-31'),
      ],
    })
    expect(await ask({ metrics, asOf })).toEqual([
      { product_qualified_accounts: 1, fitting_accounts: 3, signalling_accounts: 3 },
    ])
    expect(
      await ask({
        metrics: ['product_qualified_accounts'],
        by: ['account'],
        having: [{ column: 'product_qualified_accounts', operator: 'gt', value: 0 }],
        asOf,
      }),
    ).toEqual([{ account: 'both', product_qualified_accounts: 1 }])
    // three weeks earlier only the old event was known
    expect(await ask({ metrics, asOf: '2025-06-07' })).toEqual([
      { product_qualified_accounts: 0, fitting_accounts: 3, signalling_accounts: 0 },
    ])
    // a query can require either signal, or define fitting accounts differently
    const signals = [
      { measure: 'active_users', window_days: 28, op: '>=', value: 3 },
      { measure: 'features_used', window_days: 28, op: '>=', value: 3 },
    ]
    const any = { qualification_rule: { require: 'any', signals } }
    expect(await ask({ metrics, options: any, asOf })).toEqual([
      { product_qualified_accounts: 3, fitting_accounts: 3, signalling_accounts: 5 },
    ])
    expect(await ask({ metrics, options: { non_icp_segments: ['icp_1'] }, asOf })).toEqual([
      { product_qualified_accounts: 1, fitting_accounts: 1, signalling_accounts: 3 },
    ])
    // accounts without a segment do not fit, whatever their number
    expect(await ask({ metrics, options: { non_icp_segments: [] }, asOf })).toEqual([
      { product_qualified_accounts: 2, fitting_accounts: 4, signalling_accounts: 3 },
    ])
    // the canonical rule as an option is no deviation; another rule is
    const deviations = async (require: unknown) => {
      const options = { qualification_rule: { require, signals } }
      const { provenance } = await answer({ metrics: ['signalling_accounts'], options, asOf })
      return provenance.metrics[0]?.deviations.map(({ option }) => option)
    }
    expect(await deviations(2)).toEqual([])
    expect(await deviations('any')).toEqual(['qualification_rule'])
  })

  test('each operator compares as named, and the required number of signals is enough', async ({ given }) => {
    const sizes = [1, 2, 3]
    const { ask } = await given({
      accounts: sizes.map((size) => company(`n${String(size)}`)),
      account_domains: sizes.map((size) => domain(`n${String(size)}`)),
      users: sizes.flatMap((size) => people(`n${String(size)}`, size)),
      product_events: [],
    })
    const qualified = async (
      require: unknown,
      ...signals: readonly (readonly [op: string, value: number])[]
    ) => {
      const rows = await ask({
        metrics: ['product_qualified_accounts'],
        by: ['account'],
        having: [{ column: 'product_qualified_accounts', operator: 'gt', value: 0 }],
        options: {
          qualification_rule: {
            require,
            signals: signals.map(([op, value]) => ({ measure: 'users', op, value })),
          },
        },
        asOf,
      })
      return rows.map(({ account }) => account)
    }
    expect(await qualified('all', ['>=', 2])).toEqual(['n2', 'n3'])
    expect(await qualified('all', ['>', 2])).toEqual(['n3'])
    expect(await qualified('all', ['<=', 2])).toEqual(['n1', 'n2'])
    expect(await qualified('all', ['<', 2])).toEqual(['n1'])
    expect(await qualified('all', ['=', 2])).toEqual(['n2'])
    expect(await qualified('all', ['>', 1], ['<', 3])).toEqual(['n2'])
    expect(await qualified(2, ['>', 0], ['>', 1], ['>', 2])).toEqual(['n2', 'n3'])
    expect(await qualified('any', ['<', 2], ['>', 2])).toEqual(['n1', 'n3'])
  })

  test('a signal that cannot be known is rejected, not counted as missing', async ({ given }) => {
    const { rejection } = await given({
      accounts: [company('acme')],
      users: people('acme', 1),
      product_events: [],
    })
    const signal = (measure: string, more = {}) => ({
      qualification_rule: { signals: [{ measure, op: '>=', value: 1, ...more }] },
    })
    const refused = (options: Record<string, unknown>) => rejection({ metrics, options, asOf })
    const unpaid = await refused(signal('mrr'))
    expect([unpaid.code, unpaid.details.problems]).toEqual([
      'METRIC_UNAVAILABLE',
      ['subscription_periods|contracts'],
    ])
    const paid = await refused(signal('paid_features_used', { window_days: 14 }))
    expect([paid.code, paid.details.valid]).toEqual(['OPTION_REQUIRED', ['paid_features']])
    expect((await refused(signal('users', { op: '!=' }))).code).toBe('BAD_OPTION')
    expect(
      (await refused({ qualification_rule: { ...signal('users').qualification_rule, require: 2 } })).code,
    ).toBe('BAD_OPTION')
    expect((await rejection({ metrics, grain: 'week', asOf })).code).toBe('GRAIN_NOT_AVAILABLE')
  })

  test('without accounts the segment is unknown and qualification is unavailable', async ({ given }) => {
    const { rejection } = await given({ users: people('acme', 1), product_events: [] })
    expect((await rejection({ metrics, asOf })).code).toBe('METRIC_UNAVAILABLE')
  })
})
