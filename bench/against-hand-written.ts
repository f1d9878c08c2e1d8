import { readFile } from 'node:fs/promises'
import { fullAccess } from '../src/policy/access.ts'
import { join } from 'node:path'
import type { Catalog } from '../src/catalog/catalog.ts'
import { compilePlan } from '../src/semantic/compile/compile-plan.ts'
import { planRequest } from '../src/semantic/plan/plan-request.ts'
import type { Engine, Statement } from '../src/warehouse/engine/engine.ts'
import { readWarehouseState } from '../src/warehouse/state/read-warehouse-state.ts'
import { differences } from './differences.ts'
import { duel, type Duel } from './measure.ts'
import { queries } from './queries.ts'

export interface Compared extends Duel {
  readonly query: string
  readonly rows: number
  readonly different: readonly string[]
}

/** Compares each query as compiled and as hand-written: first the results, then the times. */
export async function compareWithHandWritten(
  catalog: Catalog,
  engine: Engine,
  rounds: number,
  only: readonly string[],
  print: (line: string) => void,
): Promise<readonly Compared[]> {
  const state = await readWarehouseState(engine, catalog)
  const compared: Compared[] = []
  for (const [query, request] of Object.entries(queries)) {
    if (only.length > 0 && !only.includes(query)) continue
    const plan = planRequest(catalog, request, state, fullAccess)
    const compiled = compilePlan(catalog, plan)
    const handWritten = { sql: await readHandWritten(query), parameters: [] }
    const { columns, rows } = await engine.queryArrays(compiled)
    // additional columns for the provenance follow the result; hand-written queries lack them
    const result = { columns, rows: rows.map((row) => row.slice(0, plan.columns.length)) }
    const different = differences(result, await engine.queryArrays(handWritten), request.metrics.length)
    const times = await duel(
      () => engine.queryArrays(compiled),
      () => engine.queryArrays(handWritten),
      rounds,
    )
    print(`${query}: ${times.ratio.toFixed(2)} ×`)
    compared.push({ query, rows: result.rows.length, ...times, different })
  }
  return compared
}

/** The server's `explain (analyze, buffers)` of both. */
export async function explainBoth(catalog: Catalog, engine: Engine, query: string): Promise<string> {
  const state = await readWarehouseState(engine, catalog)
  const request = queries[query]
  if (request === undefined) throw new Error(`There is no query ${query}`)
  const explain = async ({ sql, parameters }: Statement) => {
    const { rows } = await engine.queryArrays({ sql: `explain (analyze, buffers) ${sql}`, parameters })
    return rows.map(([line]) => String(line)).join('\n')
  }
  const compiled = compilePlan(catalog, planRequest(catalog, request, state, fullAccess))
  const handWritten = { sql: await readHandWritten(query), parameters: [] }
  return `compiled\n${await explain(compiled)}\n\nby hand\n${await explain(handWritten)}\n`
}

function readHandWritten(query: string): Promise<string> {
  return readFile(join(import.meta.dirname, 'hand-written', `${query}.sql`), 'utf8')
}
