import fc from 'fast-check'
import type { OnEngines } from './both-engines.ts'
import { seasons } from './arbitrary-moment.ts'
import { expectedResult } from './oracle/expected-result.ts'
import { checkResult } from './check-result.ts'
import { shrinkFailure, type Wrong } from './shrink-failure.ts'
import { arbitraryData } from './arbitrary-data.ts'
import { arbitraryQuery } from './arbitrary-query.ts'

export interface Tally {
  readonly answered: number
  readonly rejected: number
}

/**
 * Asks made-up data sets many made-up queries, on both engines, and compares every answer with the oracle's.
 *
 * The seed is the one that is given, so that a build asks the same every time; `PROPERTY_SEED`, as a failure
 * prints it, asks again what was asked then, and any other number asks something new.
 *
 * @throws with the smallest data and query found for which an answer is wrong
 */
export async function compareWithOracle(
  onEngines: OnEngines,
  { dataSets, queries, minutes, seed }: { dataSets: number; queries: number; minutes: number; seed?: number },
): Promise<Tally> {
  const tally = { answered: 0, rejected: 0 }
  const wrong: Wrong[] = []
  const { PROPERTY_SEED: again } = process.env
  const begin = again === undefined ? seed : Number(again)
  const asked = fc.constantFrom(...seasons).chain((season) =>
    fc.record({
      data: arbitraryData(season),
      queries: fc.array(fc.record({ query: arbitraryQuery(season), isPaged: fc.boolean() }), {
        minLength: queries,
        maxLength: queries,
        size: 'max',
      }),
    }),
  )
  const found = await fc.check(
    fc.asyncProperty(asked, async (one) => {
      const judged = one.queries.map((asking) => ({
        ...asking,
        expected: expectedResult(one.data, asking.query),
      }))
      await onEngines(async (given, engine) => {
        const warehouse = await given(one.data)
        for (const { query, isPaged, expected } of judged) {
          tally['rejected' in expected ? 'rejected' : 'answered'] += 1
          const problem = await checkResult(warehouse, query, expected, isPaged)
          if (problem === null) continue
          wrong.push({ data: one.data, query, isPaged })
          throw new Error(`${engine} on ${JSON.stringify(query)}: ${problem}`)
        }
      })
    }),
    {
      numRuns: dataSets,
      // one query of many is wrong: it alone is made smaller
      endOnFailure: true,
      interruptAfterTimeLimit: minutes * 60_000,
      ...(begin === undefined ? {} : { seed: begin }),
    },
  )
  if (!found.failed || found.interrupted) return tally
  const [first] = wrong
  const smallest = first === undefined ? '' : await shrinkFailure(onEngines, first)
  throw new Error(`PROPERTY_SEED=${found.seed} asks this again.\n${smallest}`, { cause: found.errorInstance })
}
