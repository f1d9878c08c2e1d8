import { expect, test } from 'vitest'
import { shapeOf, type Answer } from '../../../src/explorer/charts/answer.ts'
import { curvesOf } from '../../../src/explorer/charts/options/curves.ts'
import { broadRows, paybackStates } from '../../../src/explorer/charts/options/payback-states.ts'
import { ranked } from '../../../src/explorer/charts/options/ranked.ts'
import { seriesOf } from '../../../src/explorer/charts/options/series.ts'
import { readAddress, toAddress } from '../../../src/explorer/explore/question/address.ts'
import { formatNumber } from '../../../src/explorer/words/format-value.ts'

// browsers have it, and Node from 22 on
if (!('groupBy' in Map)) Object.assign(Map, { groupBy })

function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

type Column = Answer['columns'][number]
type Rows = Answer['rows']

const column = (name: string, kind: Column['kind'], type: Column['type'] = 'numeric'): Column => ({
  name,
  kind,
  type,
  unit: kind === 'DIMENSION' || kind === 'PERIOD' ? null : 'COUNT',
  currency: null,
  metric: null,
  dimension: kind === 'DIMENSION' ? name : null,
})

test('the largest values are drawn, and values that have an order keep it', () => {
  const rows: Rows = [
    ['a', '2'],
    ['b', null],
    ['c', '10'],
  ]
  const { dimensions, metrics } = shapeOf({
    columns: [column('plan', 'DIMENSION', 'text'), column('mrr', 'METRIC')],
  })
  expect(ranked(rows, dimensions, metrics).map(([plan]) => plan)).toEqual(['c', 'a', 'b'])
  const days = shapeOf({ columns: [column('day', 'DIMENSION', 'date'), column('mrr', 'METRIC')] })
  expect(ranked(rows, days.dimensions, days.metrics)).toEqual(rows)
})

test('the period before is drawn next to the period', () => {
  const columns = [
    column('period', 'PERIOD', 'date'),
    column('mrr', 'METRIC'),
    column('mrr.1_year_ago', 'EARLIER'),
  ]
  const rows: Rows = [
    ['2025-01-01', '3', null],
    ['2025-02-01', '4', '1'],
  ]
  const shape = shapeOf({ columns })
  const period = shape.period ?? expect.fail('there is a period')
  const { series } = seriesOf({ rows }, shape, period, [...shape.metrics, ...shape.earlier], 'month')
  expect(series).toEqual([
    { name: 'MRR', values: [3, 4], isEarlier: false },
    { name: '1 year ago', values: [null, 1], isEarlier: true },
  ])
})

test('a payback curve says when it crossed the whole cost, or that it has not yet', () => {
  const columns = [
    column('origin_motion', 'DIMENSION', 'text'),
    column('months_since_first_revenue', 'DIMENSION'),
    column('payback_curve_share', 'METRIC'),
    column('payback_curve_share.denominator', 'DENOMINATOR'),
  ]
  const rows: Rows = [
    ['PLG', '0', '0.6', '100'],
    ['PLG', '1', '1.2', '100'],
    // one cohort of many: it is not typical of the others
    ['PLG', '2', '0', '10'],
    ['SLG', '0', '0.2', '50'],
    ['SLG', '1', '0.5', '50'],
  ]
  const shape = shapeOf({ columns })
  const broad = broadRows({ rows, columns }, shape)
  const { curves } = curvesOf({ rows: broad, columns }, shape, shape.metrics, null)
  expect(paybackStates(curves)).toEqual([
    { name: 'PLG', paidBackAt: 1, last: [1, 1.2] },
    { name: 'SLG', paidBackAt: null, last: [1, 0.5] },
  ])
})

test.each([
  ['0.0196', 'HOURS', '0.02 h'],
  ['2.24', 'HOURS', '2.2 h'],
  ['0.0004', 'RATIO', '0.04%'],
  ['0.679', 'RATIO', '67.9%'],
  ['0', 'RATIO', '0%'],
] as const)('%s as %s is %s', (value, unit, text) => {
  expect(formatNumber(value, { unit, currency: null })).toBe(text)
})

test('an address is the whole question, and what cannot be read is named', () => {
  const search =
    'metrics=mrr,arr&by=plan&where=["plan","in",["a, b"]]&option=["books","closed"]&grain=month&from=2025-01-01&totals='
  const { question, unread } = readAddress(search)
  expect(unread).toEqual([])
  const place = toAddress(question)
  expect(readAddress(place.slice(place.indexOf('?') + 1))).toEqual({ question, unread: [] })
  expect(readAddress('metrics=mrr,a-b&grain=fortnight&option=x&as_of=2025-01-01').unread.toSorted()).toEqual([
    'as_of=2025-01-01',
    'grain=fortnight',
    'metrics=mrr,a-b',
    'option=x',
  ])
})
