import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fill, openDeployed, rolledBack, warehouseOf } from '../harness/warehouse.ts'
import type { DeployedWarehouse, Warehouse } from '../harness/warehouse.ts'
import { PlumblineError } from '../../src/errors.ts'
import { difference } from './compare-answers.ts'
import { expectedAnswer } from './oracle/answer.ts'
import type { Question } from './oracle/question.ts'
import { someData } from './some-data.ts'
import { someQuestion } from './some-question.ts'

let open: readonly DeployedWarehouse[]

beforeAll(async () => {
  open = await Promise.all([openDeployed('pglite'), openDeployed('postgres')])
})
afterAll(() => Promise.all(open.map(({ close }) => close())))

const counts = { answered: 0, refused: 0 }

const datasets = Number(process.env['PROPERTY_RUNS'] ?? 12)
const questions = Number(process.env['PROPERTY_QUESTIONS'] ?? 60)
const seed = process.env['PROPERTY_SEED']

test('every answer is what the rules say, on both engines', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      someData.chain(({ season, data }) =>
        fc.record({
          data: fc.constant(data),
          asked: fc.array(someQuestion(season), { minLength: 1, maxLength: questions, size: 'max' }),
        }),
      ),
      async ({ data, asked }) => {
        await Promise.all(
          open.map(({ engine, catalog }) =>
            rolledBack(engine, async (transaction) => {
              await fill(transaction, catalog, data as never)
              const warehouse = warehouseOf(transaction, catalog)
              for (const question of asked) await check(warehouse, engine.kind, data, question)
            }),
          ),
        )
      },
    ),
    {
      numRuns: datasets,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      interruptAfterTimeLimit: 300_000,
    },
  )
  console.log(counts)
})

async function check(
  warehouse: Warehouse,
  kind: string,
  data: Parameters<typeof expectedAnswer>[0],
  question: Question,
) {
  const expected = expectedAnswer(data, question)
  const problem = await warehouse.answer(question as never).then(
    (answer) => {
      counts.answered += 1
      return difference(expected, answer)
    },
    (error: unknown) => {
      counts.refused += 1
      if (!(error instanceof PlumblineError)) return String(error)
      if ('refused' in expected && expected.refused.has(error.code)) return null
      return `refused with ${error.code} ${error.message}`
    },
  )
  if (problem !== null) throw new Error(`${kind}: ${JSON.stringify(question)}\n${problem}`)
  expect(problem).toBeNull()
}
