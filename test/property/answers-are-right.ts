import fc from 'fast-check'
import { PlumblineError } from '../../src/errors.ts'
import type { MetricsAnswer } from '../../src/semantic/answer.ts'
import type { MetricsRequestInput } from '../../src/semantic/request.ts'
import type { Warehouse } from '../harness/warehouse.ts'
import type { OnEngines } from './both-engines.ts'
import { difference, disorder } from './compare-answers.ts'
import { expectedAnswer, type Expected } from './oracle/answer.ts'
import type { Question } from './oracle/question.ts'
import { seasons } from './moments.ts'
import { dataOf } from './some-data.ts'
import { someQuestion } from './some-question.ts'

export interface Tally {
  readonly answered: number
  readonly refused: number
}

/**
 * Asks made-up data sets many made-up questions, on both engines, and compares every answer with the oracle's.
 *
 * `PROPERTY_SEED` and `PROPERTY_PATH`, as a failure prints them, ask again what was asked then.
 *
 * @throws with the smallest data and question found for which an answer is wrong
 */
export async function answersAreRight(
  onEngines: OnEngines,
  { dataSets, questions, minutes }: { dataSets: number; questions: number; minutes: number },
): Promise<Tally> {
  const tally = { answered: 0, refused: 0 }
  const { PROPERTY_SEED: seed, PROPERTY_PATH: path } = process.env
  const asked = fc.constantFrom(...seasons).chain((season) =>
    // what is first shrinks first: one question is asked again sooner than many
    fc.record({
      questions: fc.array(fc.record({ question: someQuestion(season), isPaged: fc.boolean() }), {
        minLength: 1,
        maxLength: questions,
        size: 'max',
      }),
      data: dataOf(season),
    }),
  )
  await fc.assert(
    fc.asyncProperty(asked, async (one) => {
      await onEngines(async (given, engine) => {
        const warehouse = await given(one.data)
        for (const { question, isPaged } of one.questions) {
          const expected = expectedAnswer(one.data, question)
          tally['refused' in expected ? 'refused' : 'answered'] += 1
          const problem = await problemWith(warehouse, question, expected, isPaged)
          if (problem !== null) throw new Error(`${engine} on ${JSON.stringify(question)}: ${problem}`)
        }
      })
    }),
    {
      numRuns: dataSets,
      interruptAfterTimeLimit: minutes * 60_000,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      ...(path === undefined ? {} : { path }),
    },
  )
  return tally
}

async function problemWith(
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
    const isRight = 'refused' in expected && expected.refused.has(found.code)
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
  whole: MetricsAnswer,
): Promise<string | null> {
  const first = Math.max(1, Math.ceil(whole.rows.length / 3))
  const together: unknown[] = []
  let after: string | null = null
  do {
    const page: MetricsAnswer = await answer({ ...request, first, ...(after === null ? {} : { after }) })
    together.push(...page.rows)
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
  return JSON.stringify(together) === JSON.stringify(whole.rows)
    ? null
    : `pages of ${first} are not the whole`
}
