import { expect } from 'vitest'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { Row } from '../../harness/warehouse.ts'
import { onBothEngines } from '../../harness/warehouse.ts'

const employees = [5, 20, 60, 500, 3000, null]
const bands = ['1-9', '10-49', '50-99', '200-999', '1000+', null]

/** A company of each size, with as many users as the position of its size. */
const companies = {
  accounts: employees.map((employee_count, index) => ({
    account_id: `a${String(index)}`,
    name: `Company ${String(index)}`,
    employee_count,
  })),
  account_domains: employees.map((_, index) => ({
    account_id: `a${String(index)}`,
    domain: `c${String(index)}.example`,
  })),
  users: employees.flatMap((_, index) =>
    Array.from({ length: index + 1 }, (__, person) => ({
      user_id: `u${String(index)}-${String(person)}`,
      created_at: `2025-0${String((person % 2) + 1)}-05`,
      email: `u${String(person)}@c${String(index)}.example`,
    })),
  ),
}

const bySize: MetricsRequestInput = {
  metrics: ['signups'],
  by: ['account_size_band'],
  asOf: '2025-03-01T00:00:00Z',
}

onBothEngines((test) => {
  const bandsOf = (rows: readonly Row[]) => rows.map((row) => row['account_size_band'])

  test('account sizes sort from the smallest to the largest, null last', async ({ given }) => {
    const { ask } = await given(companies)
    expect(bandsOf(await ask(bySize))).toEqual(bands)
    const descending = await ask({
      ...bySize,
      orderBy: [{ column: 'account_size_band', direction: 'desc' }],
    })
    expect(bandsOf(descending)).toEqual([...bands.slice(0, 5).reverse(), null])
    const months = await ask({ ...bySize, grain: 'month', compareTo: ['previous'] })
    expect(bandsOf(months.filter(({ period }) => period === '2025-02-01'))).toEqual(bands)
  })

  test('pages follow the declared order, ascending and descending, without gap or repetition', async ({
    given,
  }) => {
    const { answer } = await given(companies)
    for (const direction of ['asc', 'desc'] as const) {
      const request = { ...bySize, orderBy: [{ column: 'account_size_band', direction }] }
      const whole = (await answer(request)).rows
      for (const first of [1, 2, 4]) {
        const paged: unknown[] = []
        for (let after: string | null = ''; after !== null;) {
          const page = await answer({ ...request, first, ...(after === '' ? {} : { after }) })
          paged.push(...page.rows)
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
        }
        expect(paged).toEqual(whole)
      }
    }
  })

  test('the largest groups keep the declared order, followed by the group of others', async ({ given }) => {
    const { answer } = await given(companies)
    const { rows, others, subtotals, totals } = await answer({
      ...bySize,
      by: ['account_size_band', 'account_kind'],
      where: [{ dimension: 'account_size_band', operator: 'isNull', value: false }],
      top: { dimension: 'account_size_band', count: 2 },
      subtotals: true,
      totals: true,
    })
    expect(rows).toEqual([
      ['200-999', 'company', '4'],
      ['1000+', 'company', '5'],
      ['(other)', 'company', '6'],
    ])
    expect(others).toEqual([{ dimension: 'account_size_band', value: '(other)' }])
    expect(subtotals[0]?.rows).toEqual([
      ['200-999', null, '4'],
      ['1000+', null, '5'],
      ['(other)', null, '6'],
    ])
    expect(totals).toEqual([null, null, '15'])
  })

  test('of two sizes with equal counts, the smaller one comes first', async ({ given }) => {
    const { ask } = await given({
      ...companies,
      users: companies.users.filter(({ user_id }) => user_id.endsWith('-0') && user_id !== 'u5-0'),
    })
    const rows = await ask({ ...bySize, top: { dimension: 'account_size_band', count: 2 } })
    expect(bandsOf(rows)).toEqual(['1-9', '10-49', '(other)'])
  })

  test('a size of at least 50-99 is 50-99 and every larger size', async ({ given }) => {
    const { ask } = await given(companies)
    const where = (operator: 'lt' | 'lte' | 'gt' | 'gte', value: string) => ({
      ...bySize,
      where: [{ dimension: 'account_size_band', operator, value }],
    })
    expect(bandsOf(await ask(where('gte', '50-99')))).toEqual(['50-99', '200-999', '1000+'])
    expect(bandsOf(await ask(where('gt', '200-999')))).toEqual(['1000+'])
    expect(bandsOf(await ask(where('lt', '50-99')))).toEqual(['1-9', '10-49'])
    expect(bandsOf(await ask(where('lte', '1-9')))).toEqual(['1-9'])
  })

  test('a real value named like the group of others keeps its name, and the group gets another one', async ({
    given,
  }) => {
    const industries = ['Other', '(other)', '(other 2)', 'Toys', 'Tools', 'Tea']
    const { answer } = await given({
      accounts: industries.map((industry, index) => ({
        account_id: `a${String(index)}`,
        industry,
      })),
      account_domains: industries.map((_, index) => ({
        account_id: `a${String(index)}`,
        domain: `c${String(index)}.example`,
      })),
      users: industries.flatMap((_, index) =>
        Array.from({ length: 6 - index }, (__, person) => ({
          user_id: `u${String(index)}-${String(person)}`,
          created_at: '2025-01-05',
          email: `u${String(person)}@c${String(index)}.example`,
        })),
      ),
    })
    const request: MetricsRequestInput = {
      metrics: ['signups'],
      by: ['industry'],
      asOf: '2025-03-01T00:00:00Z',
      orderBy: [{ column: 'signups', direction: 'desc' }],
    }
    const five = await answer({ ...request, top: { dimension: 'industry', count: 5 } })
    expect(five.rows).toEqual([
      ['Other', '6'],
      ['(other)', '5'],
      ['(other 2)', '4'],
      ['Toys', '3'],
      ['Tools', '2'],
      ['(other 3)', '1'],
    ])
    expect(five.others).toEqual([{ dimension: 'industry', value: '(other 3)' }])
    expect(five.provenance.notes).toContain(
      '(other) is a value of industry, so the group of other values is named (other 3).',
    )
    // such a value may be in the group of others, or be excluded by a condition: the group still has another
    // name
    const one = await answer({
      ...request,
      top: { dimension: 'industry', count: 1 },
      where: [{ dimension: 'industry', operator: 'notIn', value: ['(other)', '(other 2)'] }],
    })
    expect(one.rows).toEqual([
      ['(other 3)', '6'],
      ['Other', '6'],
    ])
    const kept = await answer({ ...request, keep: [{ dimension: 'INDUSTRY', values: ['(other)', null] }] })
    expect(kept.rows).toEqual([
      ['(other 3)', '16'],
      ['(other)', '5'],
    ])
    // before any value has the name, it is the default one
    const never = await answer({
      ...request,
      by: ['country'],
      keep: [{ dimension: 'country', values: ['(other)'] }],
    })
    expect(never.rows).toEqual([['(other 2)', '21']])
  })
})
