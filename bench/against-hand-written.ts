import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalog } from '../src/catalog/catalog.ts'
import { compilePlan } from '../src/semantic/compile/compile-plan.ts'
import { planRequest } from '../src/semantic/plan/plan-request.ts'
import type { Engine, Statement } from '../src/warehouse/engine/engine.ts'
import { readWarehouseState } from '../src/warehouse/state/read-warehouse-state.ts'
import { differences } from './differences.ts'
import { duel, type Duel } from './measure.ts'
import { questions } from './questions.ts'

export interface Compared extends Duel {
  readonly question: string
  readonly rows: number
  readonly different: readonly string[]
}

/** Each question as compiled and as written by hand: first whether the answers are equal, then how long they take. */
export async function compareWithHandWritten(
  catalog: Catalog,
  engine: Engine,
  rounds: number,
  only: readonly string[],
  say: (line: string) => void,
): Promise<readonly Compared[]> {
  const knowledge = await readWarehouseState(engine, catalog)
  const compared: Compared[] = []
  for (const [question, request] of Object.entries(questions)) {
    if (only.length > 0 && !only.includes(question)) continue
    const plan = planRequest(catalog, request, knowledge)
    const compiled = compilePlan(catalog, plan)
    const handWritten = { sql: await readHandWritten(question), parameters: [] }
    const { columns, rows } = await engine.queryArrays(compiled)
    // behind its columns an answer has how much of it is not known yet, which nobody writes by hand
    const answer = { columns, rows: rows.map((row) => row.slice(0, plan.columns.length)) }
    const different = differences(answer, await engine.queryArrays(handWritten), request.metrics.length)
    const times = await duel(
      () => engine.queryArrays(compiled),
      () => engine.queryArrays(handWritten),
      rounds,
    )
    say(`${question}: ${times.ratio.toFixed(2)} ×`)
    compared.push({ question, rows: answer.rows.length, ...times, different })
  }
  return compared
}

/** What the server does for both, `explain (analyze, buffers)`. */
export async function explainBoth(catalog: Catalog, engine: Engine, question: string): Promise<string> {
  const knowledge = await readWarehouseState(engine, catalog)
  const request = questions[question]
  if (request === undefined) throw new Error(`There is no question ${question}`)
  const explain = async ({ sql, parameters }: Statement) => {
    const { rows } = await engine.queryArrays({ sql: `explain (analyze, buffers) ${sql}`, parameters })
    return rows.map(([line]) => String(line)).join('\n')
  }
  const compiled = compilePlan(catalog, planRequest(catalog, request, knowledge))
  const handWritten = { sql: await readHandWritten(question), parameters: [] }
  return `compiled\n${await explain(compiled)}\n\nby hand\n${await explain(handWritten)}\n`
}

function readHandWritten(question: string): Promise<string> {
  return readFile(join(import.meta.dirname, 'hand-written', `${question}.sql`), 'utf8')
}
