import fc from 'fast-check'
import type { OnEngines } from './both-engines.ts'
import { expectedResult } from './oracle/expected-result.ts'
import type { Data } from './oracle/data/data.ts'
import type { Query } from './oracle/question/query.ts'
import { checkResult } from './check-result.ts'

/** A query with a wrong result, and its data set. */
export interface Wrong {
  readonly data: Data
  readonly query: Query
  readonly isPaged: boolean
}

/** Shrinks the rows and arguments while the result stays wrong, and describes what is left. */
export async function shrinkFailure(onEngines: OnEngines, { data, query, isPaged }: Wrong): Promise<string> {
  const tables = Object.entries(data as Readonly<Record<string, readonly object[]>>)
  const rows = tables.flatMap(([table, all]) => all.map((row) => ({ table, row })))
  const options = Object.entries(query).filter(([name]) => name !== 'metrics')
  const dataWith = (which: readonly number[]): Data =>
    Object.fromEntries(
      tables.map(([table]) => [
        table,
        picked(rows, which).flatMap((one) => (one.table === table ? [one.row] : [])),
      ]),
    )
  const queryWith = (which: readonly number[]): Query => ({
    metrics: query.metrics,
    ...Object.fromEntries(picked(options, which)),
  })
  const everything: [number[], number[]] = [[...options.keys()], [...rows.keys()]]
  const { counterexample, errorInstance } = await fc.check(
    fc.asyncProperty(some(options.length), some(rows.length), async (said, which) => {
      const asked = queryWith(said)
      const smaller = dataWith(which)
      await onEngines(async (given, engine) => {
        const problem = await checkResult(
          await given(smaller),
          asked,
          expectedResult(smaller, asked),
          isPaged,
        )
        if (problem !== null) throw new Error(`${engine}: ${problem}`)
      })
    }),
    { examples: [everything], numRuns: 1, interruptAfterTimeLimit: 120_000 },
  )
  const [said, which] = counterexample ?? everything
  const lines = picked(rows, which).map(({ table, row }) => `  ${table} ${JSON.stringify(row)}`)
  return [JSON.stringify(queryWith(said)), String(errorInstance), 'of', ...lines].join('\n')
}

const some = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(Math.max(0, length - 1)), { maxLength: length, size: 'max' })

const picked = <Value>(values: readonly Value[], which: readonly number[]): readonly Value[] =>
  values.filter((_, index) => which.includes(index))
