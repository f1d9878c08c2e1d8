/**
 * Asks a plain and a distributed PostgreSQL with the same data the same questions. Prints for each whether the answers
 * are equal, how the distributed one runs it, and the bytes that its nodes exchange. Ends with 1 when an answer differs
 * or exceeds its budget.
 *
 *   npx tsx bench/distributed/main.ts --plain postgres://… --distributed postgres://… [--only WORD] [--save DIRECTORY]
 */
import { Command } from 'commander'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import type { RequestOptions } from '../../src/cli/arguments/request-options.ts'
import { toRequest, withRequestOptions } from '../../src/cli/arguments/request-options.ts'
import { inOperation, runtimeOf } from '../../src/open-runtime.ts'
import { explainQuery } from '../../src/query/explain-query.ts'
import { runQuery } from '../../src/query/run-query.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { readPlanCost } from '../../src/warehouse/distribution/plan-cost.ts'
import type { PlanCost } from '../../src/warehouse/distribution/plan-cost.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'

/** The most bytes that a question may move between nodes unless its line has a budget. */
const budget = 64 * 1024

const { values: flags } = parseArgs({
  options: {
    plain: { type: 'string' },
    distributed: { type: 'string' },
    only: { type: 'string', default: '' },
    save: { type: 'string' },
  },
})

/** The questions of the file, without comments. */
async function readQuestions(): Promise<readonly string[]> {
  const text = await readFile(join(import.meta.dirname, 'questions.txt'), 'utf8')
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#') && line.includes(flags.only))
}

/** The words of a line; quotes hold words together. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '')
}

function requestOf(line: string, catalog: Catalog): MetricsRequestInput {
  const command = withRequestOptions(new Command('query')).argument('[metrics...]')
  command.parse(wordsOf(line), { from: 'user' })
  return toRequest(command.args, command.opts<RequestOptions>(), catalog)
}

async function answer(catalog: Catalog, engine: Engine, request: MetricsRequestInput): Promise<string> {
  return inOperation(runtimeOf(catalog, engine), async (runtime) => {
    const { columns, rows, ...others } = await runQuery(runtime, request)
    return JSON.stringify([columns, rows, 'totals' in others ? others.totals : null])
  }).catch((error: unknown) => `failed: ${String(error)} ${causeOf(error)}`)
}

function causeOf(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? `(${error.cause.message})` : ''
}

async function planOf(catalog: Catalog, engine: Engine, request: MetricsRequestInput): Promise<unknown> {
  const { sql, parameters } = await inOperation(runtimeOf(catalog, engine), (runtime) =>
    explainQuery(runtime, request),
  )
  // Citus rejects it in a transaction that has read a table of the coordinator
  const { rows } = await engine.queryArrays({
    sql: `explain (analyze, format json, timing off) ${sql}`,
    parameters,
  })
  return rows[0]?.[0]
}

function describe({ kind, tasks, subplans, bytes, largest }: PlanCost): string {
  return `${kind}, ${tasks} tasks, ${subplans} subplans, ${kilobytes(bytes)} kB moved, largest ${kilobytes(largest)} kB`
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1024)
}

const catalog = await loadCatalog('sql')
const plain = await openEngine(flags.plain ?? '', { poolSize: 2 })
const distributed = await openEngine(flags.distributed ?? '', { poolSize: 2 })
let [different, above] = [0, 0]
const questions = await readQuestions()
for (const [index, question] of questions.entries()) {
  const request = requestOf(question, catalog)
  const [expected, found] = [
    await answer(catalog, plain, request),
    await answer(catalog, distributed, request),
  ]
  const isEqual = expected === found && !expected.startsWith('failed')
  if (!isEqual) different += 1
  const plan = await planOf(catalog, distributed, request).catch((error: unknown) => String(error))
  const cost = readPlanCost(plan)
  if (cost.bytes > budget) above += 1
  console.log(
    `${isEqual ? 'equal' : 'DIFFERENT'}  ${question}\n       ${typeof plan === 'string' ? plan : describe(cost)}`,
  )
  if (!isEqual)
    console.log(`       plain ${expected.slice(0, 300)}\n       distributed ${found.slice(0, 500)}`)
  if (flags.save !== undefined)
    await writeFile(join(flags.save, `${index + 1}.json`), JSON.stringify({ question, plan }, null, 1))
}
console.log(
  `${questions.length} questions, ${different} different, ${above} move more than ${kilobytes(budget)} kB`,
)
await plain.close()
await distributed.close()
process.exitCode = different > 0 ? 1 : 0
