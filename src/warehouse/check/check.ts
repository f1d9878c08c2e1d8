import type { Catalog, View } from '../../catalog/catalog.ts'
import { compileViewQuestion } from '../../semantic/compile/view-query.ts'
import type { Engine } from '../engine/engine.ts'
import { movementQuestions, type Question } from './movement-questions.ts'
import { quoteName } from '../engine/values/quote-name.ts'
import { readWarehouseState } from '../state/read-warehouse-state.ts'

/** Something in the data that contradicts a view's header. */
export interface Finding {
  readonly view: string
  readonly check: string
  readonly message: string
  readonly rows: number
}

/** Holds the data against every header: keys are unique and not null, and every check is true of every row. */
export async function check(
  engine: Engine,
  catalog: Catalog,
  onProgress: (view: string, done: number, total: number) => void = () => undefined,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const knowledge = await readWarehouseState(engine, catalog)
  const views = [...catalog.views.values()]
  for (const [done, view] of views.entries()) {
    onProgress(view.name, done, views.length)
    for (const { name, message, ask } of questions(view)) {
      const question = compileViewQuestion(catalog, view.name, knowledge, ask)
      const [row] = await engine.query<{ rows: string }>(question)
      const rows = Number(row?.rows ?? 0)
      if (rows > 0) findings.push({ view: view.name, check: name, message, rows })
    }
  }
  onProgress('', views.length, views.length)
  return findings
}

function questions(view: View): readonly Question[] {
  const key = view.header.key.map(quoteName).join(', ')
  const keys: readonly Question[] =
    view.header.key.length === 0
      ? []
      : [
          {
            name: 'key',
            message: `(${view.header.key.join(', ')}) is not unique`,
            ask: (relation) =>
              `select count(*) as rows from (select 1 from ${relation} group by ${key} having count(*) > 1) as repeated`,
          },
        ]
  const checks = Object.entries(view.header.checks).map(([name, expression]) => ({
    name,
    message: `${expression} is not true`,
    ask: (relation: string) =>
      `select count(*) as rows from ${relation} where not coalesce(${expression}, false)`,
  }))
  const guards =
    view.layer === 'checks'
      ? [
          {
            name: 'empty',
            message: view.header.description.trim(),
            ask: (relation: string) => `select count(*) as rows from ${relation}`,
          },
        ]
      : []
  return [...keys, ...checks, ...movementQuestions(view), ...guards]
}
