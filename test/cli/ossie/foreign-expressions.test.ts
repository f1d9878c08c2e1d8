import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { OssieDocument } from '../../../src/cli/ossie/document.ts'
import { toDefinitions } from '../../../src/cli/ossie/to-definitions.ts'

const expression = (sql: string) => ({ dialects: [{ dialect: 'ANSI_SQL', expression: sql }] })

const documentOf = (metrics: readonly string[], fields: readonly object[] = []): OssieDocument => ({
  version: '0.2.0.dev0',
  semantic_model: [
    {
      name: 'shop',
      datasets: [
        {
          name: 'orders',
          source: 'orders',
          fields: [
            { name: 'x', expression: expression('x'), datatype: 'Decimal' },
            { name: 'y', expression: expression('y'), datatype: 'Decimal' },
            { name: 'ordered_on', expression: expression('ordered_on'), datatype: 'Date' },
            ...(fields as NonNullable<OssieDocument['semantic_model'][0]['datasets'][0]['fields']>),
          ],
        },
      ],
      metrics: metrics.map((sql, index) => ({ name: `m${index}`, expression: expression(sql) })),
    },
  ],
})

const headerOf = (file = '') =>
  parse(/\/\*---\n([^]*?)---\*\//.exec(file)?.[1] ?? '') as {
    metrics: Record<string, { expression: string }>
  }

test.each([
  ['SUM(DISTINCT orders.x)', 'SUM with DISTINCT is not read, only the plain call is.'],
  ['AVG(DISTINCT orders.x)', 'AVG with DISTINCT is not read, only the plain call is.'],
  ['SUM(orders.x) FILTER (WHERE orders.y > 1)', 'SUM with FILTER is not read, only the plain call is.'],
  ['SUM(orders.x ORDER BY orders.y)', 'SUM with ORDER BY is not read, only the plain call is.'],
  ['SUM(orders.x) OVER ()', 'SUM with OVER is not read, only the plain call is.'],
  [
    'PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY orders.x)',
    'PERCENTILE_CONT with ORDER BY is not read, only the plain call is.',
  ],
  ['MEDIAN(orders.x)', 'MEDIAN is no function that is read.'],
  ['SUM(SUM(orders.x))', 'An aggregate of it is within another one.'],
  ['SUM(IFF(orders.x > 1, 1, 0))', 'IFF is no function that is read.'],
  ['COUNT(DISTINCT orders.x, orders.y)', 'COUNT with 2 arguments is not read.'],
  ['SUM(CAST(orders.x AS STRING))', 'STRING is no type that is read.'],
  ['SUM((SELECT orders.x))', 'Its expression has a SubLink, which is not read.'],
  ['SUM(orders.x /* all */)', 'Its expression has a comment.'],
  ['SUM(orders.nope)', 'orders.nope is no field that is read.'],
  ['SUM(shop.x)', 'The document has no dataset shop.'],
  ...[
    'SUM(orders.x) FROM orders; drop table orders; --',
    'SUM(orders.x) total',
    'SUM(orders.x), 1',
    'SUM(orders.x);',
    'SUM(orders.x) --',
    'SUM(orders.x)) + (1',
    'SUM(`orders`.x)',
    '',
  ].map(
    (sql) =>
      [sql, expect.stringMatching(/one SQL expression|a comment|several expressions/) as unknown] as const,
  ),
] as const)('%s is named, and is no metric', async (sql, reason) => {
  const { files, losses } = await toDefinitions(documentOf([sql]))
  expect(losses).toContainEqual({ subject: 'm0', reason })
  expect([...files.keys()]).toEqual(['source.orders'])
})

test('plain aggregates and formulas over them keep their meaning', async () => {
  const { files, losses } = await toDefinitions(
    documentOf([
      'COUNT(DISTINCT orders.x)',
      'ROUND(SUM("orders"."x" * orders.y) / NULLIF(COUNT(orders.x), 0), 2)',
      "SUM(CASE WHEN orders.x > 1 THEN LENGTH('é)') ELSE 0 END)",
    ]),
  )
  expect(losses).toEqual([])
  expect(headerOf(files.get('metrics.orders')).metrics).toMatchObject({
    m0: { kind: 'count_distinct', expression: 'x' },
    m1: { expression: 'ROUND(m1_part_1 / NULLIF(m1_part_2, 0), 2)' },
    m1_part_1: { kind: 'sum', expression: 'x * y' },
    m2: { kind: 'sum', expression: "CASE WHEN x > 1 THEN LENGTH('é)') ELSE 0 END" },
  })
})

test('a computed field has its columns in the contract of the source', async () => {
  const { files, losses } = await toDefinitions(
    documentOf(
      [],
      [
        { name: 'euros', expression: expression('orders.cents / 100'), datatype: 'Decimal' },
        { name: 'state', expression: expression('LOWER("State")'), datatype: 'string' },
        { name: 'paid', expression: expression('paid'), datatype: 'timestamp' },
        { name: 'odd', expression: expression('odd'), datatype: 'Wibble' },
        { name: 'total', expression: expression('SUM(x)') },
        { name: 'other', expression: expression('customers.x') },
      ],
    ),
  )
  const { columns } = parse(files.get('source.orders') ?? '') as { columns: Record<string, { type: string }> }
  expect(columns).toEqual({
    x: { type: 'numeric' },
    y: { type: 'numeric' },
    ordered_on: { type: 'date' },
    paid: { type: 'timestamptz' },
    odd: { type: 'text' },
    cents: { type: 'numeric' },
    state: { type: 'text' },
  })
  expect(losses.map(({ subject, reason }) => `${subject}: ${reason}`)).toEqual([
    'orders.total: A field has no aggregate, and it has SUM.',
    'orders.other: customers.x is no column of its dataset.',
    expect.stringMatching(/^orders\.odd: Its datatype Wibble is none of String, .*: odd is read as text\.$/),
    'orders: No type is known of odd, state: they are read as text.',
  ])
})
