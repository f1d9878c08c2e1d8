import fc from 'fast-check'
import type { OnEngines } from './both-engines.ts'
import { seasons } from './moments.ts'
import { expectedAnswer } from './oracle/answer.ts'
import { problemWith } from './problem-with.ts'
import { smallestWrong, type Wrong } from './smallest-wrong.ts'
import { dataOf } from './some-data.ts'
import { someQuestion } from './some-question.ts'

export interface Tally {
  readonly answered: number
  readonly refused: number
}

/**
 * Asks made-up data sets many made-up questions, on both engines, and compares every answer with the oracle's.
 *
 * The seed is the one that is given, so that a build asks the same every time; `PROPERTY_SEED`, as a failure
 * prints it, asks again what was asked then, and any other number asks something new.
 *
 * @throws with the smallest data and question found for which an answer is wrong
 */
export async function answersAreRight(
  onEngines: OnEngines,
  {
    dataSets,
    questions,
    minutes,
    seed,
  }: { dataSets: number; questions: number; minutes: number; seed?: number },
): Promise<Tally> {
  const tally = { answered: 0, refused: 0 }
  const wrong: Wrong[] = []
  const { PROPERTY_SEED: again } = process.env
  const begin = again === undefined ? seed : Number(again)
  const asked = fc.constantFrom(...seasons).chain((season) =>
    fc.record({
      data: dataOf(season),
      questions: fc.array(fc.record({ question: someQuestion(season), isPaged: fc.boolean() }), {
        minLength: questions,
        maxLength: questions,
        size: 'max',
      }),
    }),
  )
  const found = await fc.check(
    fc.asyncProperty(asked, async (one) => {
      const judged = one.questions.map((asking) => ({
        ...asking,
        expected: expectedAnswer(one.data, asking.question),
      }))
      await onEngines(async (given, engine) => {
        const warehouse = await given(one.data)
        for (const { question, isPaged, expected } of judged) {
          tally['refused' in expected ? 'refused' : 'answered'] += 1
          const problem = await problemWith(warehouse, question, expected, isPaged)
          if (problem === null) continue
          wrong.push({ data: one.data, question, isPaged })
          throw new Error(`${engine} on ${JSON.stringify(question)}: ${problem}`)
        }
      })
    }),
    {
      numRuns: dataSets,
      // one question of many is wrong: it alone is made smaller
      endOnFailure: true,
      interruptAfterTimeLimit: minutes * 60_000,
      ...(begin === undefined ? {} : { seed: begin }),
    },
  )
  if (!found.failed || found.interrupted) return tally
  const [first] = wrong
  const smallest = first === undefined ? '' : await smallestWrong(onEngines, first)
  throw new Error(`PROPERTY_SEED=${found.seed} asks this again.\n${smallest}`, { cause: found.errorInstance })
}
