import { PlumblineError } from '../../src/errors.ts'
import type { MetricsResult } from '../../src/semantic/model/result.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request.ts'
import type { Warehouse } from '../harness/warehouse.ts'
import { difference, disorder } from './compare-answers.ts'
import type { Expected } from './oracle/answer.ts'
import type { Question } from './oracle/question.ts'

/** What is wrong with the answer that a warehouse gives, in a sentence; null when nothing is. */
export async function problemWith(
  warehouse: Warehouse,
  question: Question,
  expected: Expected,
  isPaged: boolean,
): Promise<string | null> {
  const request = question as unknown as MetricsRequestInput
  const found = await warehouse.answer(request).catch((error: unknown) => {
    if (error instanceof PlumblineError) return error
    throw new Error(`${JSON.stringify(question)} broke something`, { cause: error })
  })
  if (found instanceof PlumblineError) {
    const allowed = 'refused' in expected ? expected.refused : expected.mayRefuse
    const isRight = allowed.has(found.code)
    return isRight ? null : `refused with ${found.code}: ${found.message}`
  }
  return (
    difference(expected, found) ??
    disorder(question, found) ??
    (isPaged ? await gapBetweenPages(warehouse, request, found) : null)
  )
}

/** Three pages put together are the whole. */
async function gapBetweenPages(
  { answer }: Warehouse,
  { totals: _totals, subtotals: _subtotals, ...request }: MetricsRequestInput,
  whole: MetricsResult,
): Promise<string | null> {
  const first = Math.max(1, Math.ceil(whole.rows.length / 3))
  const together: unknown[] = []
  let after: string | null = null
  do {
    const page: MetricsResult = await answer({ ...request, first, ...(after === null ? {} : { after }) })
    together.push(...page.rows)
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
  return JSON.stringify(together) === JSON.stringify(whole.rows)
    ? null
    : `pages of ${first} are not the whole`
}
