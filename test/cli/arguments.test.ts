import { beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { parseCondition } from '../../src/cli/arguments/parse-condition.ts'
import { parseOption } from '../../src/semantic/parameters/parse-option.ts'
import { parseWhere } from '../../src/cli/arguments/parse-where.ts'
import { toRequest } from '../../src/cli/arguments/request-options.ts'
import type { RequestOptions } from '../../src/cli/arguments/request-options.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const german = { dimension: 'country', operator: 'eq', value: 'DE' }
const free = { dimension: 'plan', operator: 'eq', value: 'free' }
const noPlan = { dimension: 'plan', operator: 'isNull', value: true }

describe('joined conditions', () => {
  test.each([
    ['plan=free', free],
    ['plan=free or plan is null', { anyOf: [free, noPlan] }],
    ['country=DE and plan=free', { allOf: [german, free] }],
    // and binds closer than or
    ['country=DE and plan=free or plan is null', { anyOf: [{ allOf: [german, free] }, noPlan] }],
    ['country=DE AND (plan=free OR plan is null)', { allOf: [german, { anyOf: [free, noPlan] }] }],
    ['not plan=free', { not: free }],
    ['not (country=DE or plan=free)', { not: { anyOf: [german, free] } }],
    ['(country in DE, FR)', { dimension: 'country', operator: 'in', value: ['DE', 'FR'] }],
    ['plan="a or b" or plan is null', { anyOf: [{ ...free, value: 'a or b' }, noPlan] }],
    ['plan=order', { ...free, value: 'order' }],
  ])('%s', (written, condition) => {
    expect(parseCondition(written)).toEqual(condition)
  })

  test.each(['(plan=free', 'plan=free or', 'plan=Smith or Sons', 'or plan=free', 'not', '()'])(
    'rejects: %s',
    (written) => {
      expect(() => parseCondition(written)).toThrow(expect.objectContaining({ code: 'BAD_FILTER' }))
    },
  )
})

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
    // text between quotes has no special meaning, and the empty text is valid
    ['plan="a != b"', 'plan', 'eq', 'a != b'],
    ["plan='in'", 'plan', 'eq', 'in'],
    ['plan=""', 'plan', 'eq', ''],
    ['plan=a=b', 'plan', 'eq', 'a=b'],
    ['plan=is null', 'plan', 'eq', 'is null'],
    ['name="Smith and Sons"', 'name', 'eq', 'Smith and Sons'],
    ["name='O''Brien'", 'name', 'eq', "O'Brien"],
    [String.raw`name='O\'Brien'`, 'name', 'eq', "O'Brien"],
    [String.raw`name="a \"b\" c:\d \\"`, 'name', 'eq', String.raw`a "b" c:\d \\`.slice(0, -1)],
    ['name="a ""b"" c"', 'name', 'eq', 'a "b" c'],
    ['name=6" pipe', 'name', 'eq', '6" pipe'],
    ['name="two\nlines"', 'name', 'eq', 'two\nlines'],
    ['name=Ünal & Söhne 🙂', 'name', 'eq', 'Ünal & Söhne 🙂'],
    ['country in ("a)", \'b,c\', d (e), "")', 'country', 'in', ['a)', 'b,c', 'd (e)', '']],
    ['country in ()', 'country', 'in', []],
    ['country in("DE")', 'country', 'in', ['DE']],
    ['"my column">=5', 'my column', 'gte', '5'],
  ])('%s', (written, dimension, operator, value) => {
    expect(parseWhere(written)).toEqual({ dimension, operator, value })
  })

  test.each([
    'industry',
    'industry EdTech',
    '=EdTech',
    'plan=',
    'country in',
    '',
    'is null',
    'name="Smith',
    "name='tis",
    'name="Smith" and Sons',
    'country in (DE, FR',
    'country in ("DE" FR)',
    'industry is null and plan is null',
  ])('"%s" is rejected, with the valid forms', (written) => {
    expect(() => parseWhere(written)).toThrow(expect.objectContaining({ code: 'BAD_FILTER' }))
  })
})

describe('an option', () => {
  let catalog: Catalog

  beforeAll(async () => {
    catalog = await ownCatalog()
  })

  const read = (written: string) => parseOption(written, (name) => catalog.parameters.get(name)?.header.type)

  test.each([
    ['core_action=commit', 'core_action', 'commit'],
    ['retention_clock=rolling_24h', 'retention_clock', 'rolling_24h'],
    ['as_of=2025-01-01', 'as_of', '2025-01-01'],
    ['activation_window_hours=24', 'activation_window_hours', 24],
    ['activation_window_hours=null', 'activation_window_hours', null],
    ['ratio=-0.5', 'ratio', -0.5],
    ['flag=true', 'flag', true],
    [
      'core_action={"event":"deploy","where":{"a":"b=c"}}',
      'core_action',
      { event: 'deploy', where: { a: 'b=c' } },
    ],
    ['passive_events=["a","b"]', 'passive_events', ['a', 'b']],
    ['core_action=["a","b"]', 'core_action', ['a', 'b']],
    ['core_action="24"', 'core_action', '24'],
    ['core_action=24h', 'core_action', '24h'],
    ['core_action=', 'core_action', ''],
    // companies choose event names: a name is a text in any form
    ['core_action=1000', 'core_action', '1000'],
    ['core_action=1e3', 'core_action', '1e3'],
    ['core_action=true', 'core_action', 'true'],
    ['core_action=null', 'core_action', 'null'],
    ['core_action=2024-01-01', 'core_action', '2024-01-01'],
    ['core_action=[x]', 'core_action', '[x]'],
    ['retention_return_event=007', 'retention_return_event', '007'],
    ['passive_events=1000', 'passive_events', '1000'],
    ['reporting_currency=1000', 'reporting_currency', '1000'],
  ])('%s', (written, name, value) => {
    expect(read(written)).toEqual([name, value])
  })

  test.each([
    'retention_clock',
    '=rolling',
    'core_action={"event":',
    // the number would be rounded
    'activation_window_hours=9007199254740993',
    'core_action={"event":"a","where":{"id":9007199254740993}}',
    'activation_window_hours=1e400',
  ])('"%s" is rejected', (written) => {
    expect(() => read(written)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }))
  })
})

describe('a query', () => {
  let catalog: Catalog

  beforeAll(async () => {
    catalog = await ownCatalog()
  })

  const request = (named: readonly string[], options: Partial<RequestOptions> = {}) =>
    toRequest(named, { sql: 'sql', ...options }, catalog)

  test('accepts names separated by commas or spaces', () => {
    expect(request(['mrr,new_mrr', 'churned_mrr'], { by: ['plan', 'industry,country'] })).toMatchObject({
      metrics: ['mrr', 'new_mrr', 'churned_mrr'],
      by: ['plan', 'industry', 'country'],
    })
  })

  test('accepts metrics after a list of dimensions', () => {
    expect(request([], { by: ['country', 'mrr', 'arpa'] })).toMatchObject({
      metrics: ['mrr', 'arpa'],
      by: ['country'],
    })
  })

  test('passes an unknown dimension on, for the compiler to report', () => {
    expect(request(['mrr'], { by: ['cuntry'] })).toMatchObject({ metrics: ['mrr'], by: ['cuntry'] })
  })

  test('omits unset arguments', () => {
    expect(request(['mrr'])).toEqual({
      metrics: ['mrr'],
      by: [],
      where: [],
      options: {},
      having: [],
      compareTo: [],
      toDate: false,
      fresh: false,
      keep: [],
      parts: false,
      totals: false,
      subtotals: false,
      orderBy: [],
    })
  })

  test('orders by columns, ascending by default', () => {
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
    [
      `signups as x where signup_source="Smith and Sons" and country='as where, "over"' and plan in ("a and b", c)`,
      {
        metric: 'signups',
        alias: 'x',
        where: [
          { dimension: 'signup_source', operator: 'eq', value: 'Smith and Sons' },
          { dimension: 'country', operator: 'eq', value: 'as where, "over"' },
          { dimension: 'plan', operator: 'in', value: ['a and b', 'c'] },
        ],
      },
    ],
    [
      'signups as "Smith and Sons" where name=a = b',
      {
        metric: 'signups',
        alias: 'Smith and Sons',
        where: [{ dimension: 'name', operator: 'eq', value: 'a = b' }],
      },
    ],
  ])('accepts a window, an alias and a condition per metric: %s', (written, metric) => {
    expect(request([written])).toMatchObject({ metrics: [metric] })
  })

  test('accepts conditions on numbers, comparisons, and values to keep', () => {
    expect(
      request(['mrr'], {
        having: ['mrr.1_year_growth>=0.5'],
        compareTo: ['previous, 1 year'],
        keep: ['country in DE,FR'],
        top: 'plan:3:mrr',
        period: 'last 12 months',
        toDate: true,
        fresh: true,
        subtotals: true,
      }),
    ).toMatchObject({
      having: [{ column: 'mrr.1_year_growth', operator: 'gte', value: '0.5' }],
      compareTo: ['previous', '1 year'],
      keep: [{ dimension: 'country', values: ['DE', 'FR'] }],
      top: { dimension: 'plan', count: 3, by: 'mrr' },
      period: 'last 12 months',
      toDate: true,
      fresh: true,
      subtotals: true,
    })
    expect(() => request(['mrr'], { top: 'plan' })).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }))
    for (const count of ['0', '-1'])
      expect(() => request(['mrr'], { top: `account:${count}:mrr` })).toThrow(
        `"account:${count}:mrr" has the count ${count}, and the least is 1.`,
      )
    expect(() => request(['mrr'], { keep: ['plan=free'] })).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST' }),
    )
  })

  test.each([
    ['signups as', 'BAD_REQUEST'],
    ['signups over', 'BAD_REQUEST'],
    ['signups as a b', 'BAD_REQUEST'],
    ['signups and mrr', 'BAD_REQUEST'],
    ['signups where', 'BAD_FILTER'],
    ['signups where signup_source=Smith and Sons', 'BAD_FILTER'],
    ['signups where name="a', 'BAD_FILTER'],
  ])('rejects the metric %s', (written, code) => {
    expect(() => request([written])).toThrow(expect.objectContaining({ code }))
  })

  test('requires a metric', () => {
    expect(() => request([], { by: ['plan'] })).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }))
  })
})
