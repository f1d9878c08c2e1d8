import type { Catalog, View } from '../../catalog/catalog.ts'
import { compileViewQuery } from '../../semantic/compile/view-query.ts'
import type { Engine } from '../engine/engine.ts'
import { movementChecks, type ViewCheck } from './movement-checks.ts'
import { quoteName } from '../engine/values/quote-name.ts'
import { readWarehouseState } from '../state/read-warehouse-state.ts'

/** Rows that contradict a view's header. */
export interface Finding {
  readonly view: string
  readonly check: string
  readonly message: string
  readonly rows: number
}

/**
 * Tests the data against every header: keys are unique and not null, and every check is true for every row.
 */
export async function check(
  engine: Engine,
  catalog: Catalog,
  onProgress: (view: string, done: number, total: number) => void = () => undefined,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const state = await readWarehouseState(engine, catalog)
  const views = [...catalog.views.values()]
  for (const [done, view] of views.entries()) {
    onProgress(view.name, done, views.length)
    for (const { name, message, query } of viewChecks(view)) {
      const statement = compileViewQuery(catalog, view.name, { ...state, permitted: null }, query)
      const [row] = await engine.query<{ rows: string }>(statement)
      const rows = Number(row?.rows ?? 0)
      if (rows > 0) findings.push({ view: view.name, check: name, message, rows })
    }
  }
  onProgress('', views.length, views.length)
  return findings
}

function viewChecks(view: View): readonly ViewCheck[] {
  const key = view.header.key.map(quoteName).join(', ')
  const keys: readonly ViewCheck[] =
    view.header.key.length === 0
      ? []
      : [
          {
            name: 'key',
            message: `(${view.header.key.join(', ')}) is not unique`,
            query: (relation) =>
              `select count(*) as rows from (select 1 from ${relation} group by ${key} having count(*) > 1) as repeated`,
          },
        ]
  const checks = Object.entries(view.header.checks).map(([name, expression]) => ({
    name,
    message: `${expression} is not true`,
    query: (relation: string) =>
      `select count(*) as rows from ${relation} where not coalesce(${expression}, false)`,
  }))
  const guards =
    view.layer === 'checks'
      ? [
          {
            name: 'empty',
            message: view.header.description.trim(),
            query: (relation: string) => `select count(*) as rows from ${relation}`,
          },
        ]
      : []
  return [...keys, ...checks, ...movementChecks(view), ...guards]
}
