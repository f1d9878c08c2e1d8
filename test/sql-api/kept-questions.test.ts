import { expect, test } from 'vitest'
import type { Question } from '../../src/sql-api/answer/compile-answer.ts'
import { keepQuestions } from '../../src/sql-api/answer/kept-questions.ts'
import { metricRelations } from '../../src/sql-api/relations/metric-relation.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const relation = metricRelations(await ownCatalog()).get('revenue')
if (relation === undefined) throw new Error('There is no relation of revenue')
const question: Question = {
  relation,
  by: [],
  grain: 'month',
  times: ['month'],
  metrics: [{ metric: 'mrr', alias: 'mrr', where: [] }],
  where: [],
  from: null,
  to: null,
  isSundayWeek: false,
  isOtherWeek: false,
  hasPeriod: false,
  hasPartial: false,
}

/** How often questions are compiled, in turn. */
const compilations = () => {
  const kept = keepQuestions<number>()
  let count = 0
  return (basis: readonly unknown[], caller: unknown, asked: Question) =>
    kept.compiled(basis, caller, asked, () => (count += 1))
}

test('the same question of the same caller over the same data is compiled once', () => {
  const compiled = compilations()
  const [data, policies] = [{}, {}]
  expect(compiled([data, policies], ['ada', []], question)).toBe(1)
  expect(compiled([data, policies], ['ada', []], { ...question })).toBe(1)
})

test('other data, policies, callers, settings and conditions are compiled apart', () => {
  const compiled = compilations()
  const [data, policies] = [{}, {}]
  const counts = [
    compiled([data, policies], ['ada', {}], question),
    compiled([{}, policies], ['ada', {}], question),
    compiled([data, {}], ['ada', {}], question),
    compiled([data, policies], ['bob', {}], question),
    compiled([data, policies], ['ada', { asOf: '2025-01-01' }], question),
    compiled([data, policies], ['ada', {}], { ...question, from: '2025-01-01' }),
    compiled([data, policies], ['ada', {}], { ...question, metrics: [] }),
  ]
  expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('what fails is not kept', () => {
  const kept = keepQuestions<number>()
  const fail = () => {
    throw new Error('rejected')
  }
  expect(() => kept.compiled([], 'ada', question, fail)).toThrow('rejected')
  expect(kept.compiled([], 'ada', question, () => 1)).toBe(1)
})
