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
 * Runs generated queries against generated data sets on both engines and compares every result with the
 * oracle's.
 *
 * The seed is fixed, so that every build runs the same queries. `PROPERTY_SEED` repeats a failed run; any
 * other number generates new queries.
 *
 * @throws with the smallest data set and query found that give a wrong result
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
      // one of many queries failed: shrink only that one
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
