import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { problemsOf, replacing } from './changed-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

const text = await readFile('sql/metrics/revenue.sql', 'utf8')

const refused = async (metric: string, piece: string, by: string): Promise<readonly string[]> => {
  const line = text.split('\n').indexOf(`  ${metric}:`) + 1
  const problems = await problemsOf({ 'metrics/revenue.sql': replacing(piece, by) })
  const place = `metrics/revenue.sql:${line}: movements-make-the-balance: `
  return problems.map((problem) => problem.replace(place, ''))
}

test('a movement belongs to a balance', async () => {
  expect(await refused('new_mrr', 'of: mrr\n', 'of: mrrs\n')).toEqual([
    'new_mrr moves mrrs, which is not a closing balance of this view. Did you mean mrr?',
  ])
})

test('a balance with movements declares its opening balance', async () => {
  const problems = await refused('mrr', '    opening_balance: starting_mrr\n', '')
  expect(new Set(problems)).toEqual(
    new Set(['mrr has movements, so it needs the field opening_balance with its opening balance.']),
  )
})

slowTest('an opening balance is a balance at the start', async () => {
  expect(await refused('mrr', 'opening_balance: starting_mrr', 'opening_balance: starting_mr')).toEqual([
    'mrr starts as starting_mr, which is not an opening balance of this view. Did you mean starting_mrr?',
  ])
})

slowTest('two movements cannot cover the same rows', async () => {
  expect(await refused('churned_mrr', "where: movement = 'churn'", "where: movement = 'new'")).toEqual([
    "churned_mrr and new_mrr are both movements of mrr with movement = 'new'.",
  ])
})

test('movement conditions that may overlap are rejected', async () => {
  expect(await refused('churned_mrr', "where: movement = 'churn'", 'where: mrr_end = 0')).toEqual([
    "churned_mrr is one of several movements of mrr with the same expression: its where must be movement = 'value', so that no row is in two of them.",
  ])
})
