import { PlumblineError } from '../../src/errors.ts'
import type { MetricsResult } from '../../src/semantic/model/result.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { Warehouse } from '../harness/warehouse.ts'
import { difference, disorder } from './compare-results.ts'
import type { Expected } from './oracle/expected-result.ts'
import type { Query } from './oracle/question/query.ts'

/** The problem with a warehouse's result, in a sentence; null when it is correct. */
export async function checkResult(
  warehouse: Warehouse,
  query: Query,
  expected: Expected,
  isPaged: boolean,
): Promise<string | null> {
  const request = query as unknown as MetricsRequestInput
  const found = await warehouse.answer(request).catch((error: unknown) => {
    if (error instanceof PlumblineError) return error
    throw new Error(`${JSON.stringify(query)} broke something`, { cause: error })
  })
  if (found instanceof PlumblineError) {
    const allowed = 'rejected' in expected ? expected.rejected : expected.mayReject
    const isRight = allowed.has(found.code)
    return isRight ? null : `rejected with ${found.code}: ${found.message}`
  }
  return (
    difference(expected, found) ??
    disorder(query, found) ??
    (isPaged ? await gapBetweenPages(warehouse, request, found) : null)
  )
}

/** Checks that the pages of a third each, concatenated, equal the whole result. */
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
