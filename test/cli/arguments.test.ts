import { beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { parseOption } from '../../src/cli/arguments/parse-option.ts'
import { parseWhere } from '../../src/cli/arguments/parse-where.ts'
import { toRequest } from '../../src/cli/arguments/request-options.ts'
import type { RequestOptions } from '../../src/cli/arguments/request-options.ts'

describe('a condition', () => {
  test.each([
    ['industry=EdTech', 'industry', 'eq', 'EdTech'],
    ['industry = Ed Tech', 'industry', 'eq', 'Ed Tech'],
    ['plan!=free', 'plan', 'ne', 'free'],
    ['country in DE,FR', 'country', 'in', ['DE', 'FR']],
    ['country IN (DE, FR)', 'country', 'in', ['DE', 'FR']],
    ['account_name in "Acme, Inc",Globex', 'account_name', 'in', ['Acme, Inc', 'Globex']],
    ['country not in DE', 'country', 'notIn', ['DE']],
    ['employees>=10', 'employees', 'gte', '10'],
    ['employees > 10', 'employees', 'gt', '10'],
    ['employees<=10.5', 'employees', 'lte', '10.5'],
    ['employees<-3', 'employees', 'lt', '-3'],
    ['name~cme', 'name', 'contains', 'cme'],
    ['name^=Ac', 'name', 'startsWith', 'Ac'],
    ['industry is null', 'industry', 'isNull', true],
    ['industry is not null', 'industry', 'isNull', false],
    ['industry IS NULL', 'industry', 'isNull', true],
    // nothing between quotes has a meaning, and the empty text can be asked for
    ['plan="a != b"', 'plan', 'eq', 'a != b'],
    ["plan='in'", 'plan', 'eq', 'in'],
    ['plan=""', 'plan', 'eq', ''],
    ['plan=a=b', 'plan', 'eq', 'a=b'],
    ['plan=is null', 'plan', 'eq', 'is null'],
  ])('%s', (written, dimension, operator, value) => {
    expect(parseWhere(written)).toEqual({ dimension, operator, value })
  })

  test.each(['industry', 'industry EdTech', '=EdTech', 'plan=', 'country in', '', 'is null'])(
    '"%s" is refused, with the forms that there are',
    (written) => {
      expect(() => parseWhere(written)).toThrow(expect.objectContaining({ code: 'BAD_FILTER' }))
    },
  )
})

describe('an option', () => {
  test.each([
    ['core_action=commit', 'core_action', 'commit'],
    ['clock=rolling_24h', 'clock', 'rolling_24h'],
    ['as_of=2025-01-01', 'as_of', '2025-01-01'],
    ['activation_window_hours=24', 'activation_window_hours', 24],
    ['ratio=-0.5', 'ratio', -0.5],
    ['flag=true', 'flag', true],
    ['core_action=null', 'core_action', null],
    [
      'core_action={"event":"deploy","where":{"a":"b=c"}}',
      'core_action',
      { event: 'deploy', where: { a: 'b=c' } },
    ],
    ['passive_events=["a","b"]', 'passive_events', ['a', 'b']],
    ['core_action="24"', 'core_action', '24'],
    ['core_action=24h', 'core_action', '24h'],
    ['core_action=', 'core_action', ''],
  ])('%s', (written, name, value) => {
    expect(parseOption(written)).toEqual([name, value])
  })

  test.each(['clock', '=rolling', 'core_action={"event":'])('"%s" is refused', (written) => {
    expect(() => parseOption(written)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }))
  })
})

describe('a question', () => {
  let catalog: Catalog

  beforeAll(async () => {
    catalog = await loadCatalog('sql')
  })

  const request = (named: readonly string[], options: Partial<RequestOptions> = {}) =>
    toRequest(named, { sql: 'sql', ...options }, catalog)

  test('takes names with commas, or one by one', () => {
    expect(request(['mrr,new_mrr', 'churned_mrr'], { by: ['plan', 'industry,country'] })).toMatchObject({
      metrics: ['mrr', 'new_mrr', 'churned_mrr'],
      by: ['plan', 'industry', 'country'],
    })
  })

  test('may name its metrics after a list of dimensions', () => {
    expect(request([], { by: ['country', 'mrr', 'arpa'] })).toMatchObject({
      metrics: ['mrr', 'arpa'],
      by: ['country'],
    })
  })

  test('keeps an unknown dimension where it stands, for the compiler to name', () => {
    expect(request(['mrr'], { by: ['cuntry'] })).toMatchObject({ metrics: ['mrr'], by: ['cuntry'] })
  })

  test('says nothing that was not said', () => {
    expect(request(['mrr'])).toEqual({
      metrics: ['mrr'],
      by: [],
      where: [],
      options: {},
      having: [],
      compareTo: [],
      toDate: false,
      keep: [],
      parts: false,
      totals: false,
      subtotals: false,
      orderBy: [],
    })
  })

  test('orders by columns, rising unless said otherwise', () => {
    expect(request(['mrr'], { orderBy: ['mrr:desc,plan'] })).toMatchObject({
      orderBy: [
        { column: 'mrr', direction: 'desc' },
        { column: 'plan', direction: 'asc' },
      ],
    })
    expect(() => request(['mrr'], { orderBy: ['mrr:down'] })).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST' }),
    )
  })

  test.each([
    ['signups', 'signups'],
    ['signups as new_people', { metric: 'signups', alias: 'new_people', where: [] }],
    ['net_new_mrr over all_time', { metric: 'net_new_mrr', over: 'all_time', where: [] }],
    [
      'signups over 28 days as monthly where country in DE,FR and plan is null',
      {
        metric: 'signups',
        over: '28 days',
        alias: 'monthly',
        where: [
          { dimension: 'country', operator: 'in', value: ['DE', 'FR'] },
          { dimension: 'plan', operator: 'isNull', value: true },
        ],
      },
    ],
  ])('may say of a metric what it is over, its name and its own condition: %s', (written, metric) => {
    expect(request([written])).toMatchObject({ metrics: [metric] })
  })

  test('has conditions on numbers, earlier periods, and values that stay apart', () => {
    expect(
      request(['mrr'], {
        having: ['mrr.1_year_growth>=0.5'],
        compareTo: ['previous, 1 year'],
        keep: ['country in DE,FR'],
        top: 'plan:3:mrr',
        period: 'last 12 months',
        toDate: true,
        subtotals: true,
      }),
    ).toMatchObject({
      having: [{ column: 'mrr.1_year_growth', operator: 'gte', value: '0.5' }],
      compareTo: ['previous', '1 year'],
      keep: [{ dimension: 'country', values: ['DE', 'FR'] }],
      top: { dimension: 'plan', count: 3, by: 'mrr' },
      period: 'last 12 months',
      toDate: true,
      subtotals: true,
    })
    expect(() => request(['mrr'], { top: 'plan' })).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }))
    expect(() => request(['mrr'], { keep: ['plan=free'] })).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST' }),
    )
  })

  test('needs a metric', () => {
    expect(() => request([], { by: ['plan'] })).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }))
  })
})
