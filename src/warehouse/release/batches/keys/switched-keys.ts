import { deparseSync } from 'pgsql-deparser'
import { isTree, type Tree } from '../../../../catalog/select/sql-tree.ts'
import type { Engine } from '../../../engine/engine.ts'
import { createWorkTable, workTable } from '../work-tables.ts'
import type { Switch } from './sql/key-dependence.ts'

const table = 'moments'

/**
 * Records the moment of the last batch and that of this one for `switchedKeys`.
 *
 * @param changed the rows of the view with the moment that differ
 * @returns false when one of them is unknown
 */
export async function recordMoments(engine: Engine, changed: string): Promise<boolean> {
  const relation = workTable(table)
  await engine.execute(
    `drop table if exists ${relation};\n${createWorkTable(
      relation,
      `select min(as_of) as earlier, max(as_of) as later, count(as_of) = 2 as are_known from ${changed}`,
    )}`,
  )
  const [row] = await engine.query<{ are_known: boolean }>({
    sql: `select are_known from ${relation}`,
    parameters: [],
  })
  return row?.are_known === true
}

/** For each comparison a select of the keys, `key`, of rows for which it has another result at the other moment. */
export function switchedKeys(switches: readonly Switch[]): readonly string[] {
  const texts = switches.map(({ comparison, item, key, withClause }) => {
    const at = (column: string): Tree => ({
      ResTarget: { name: column, val: withMoment(comparison, column) as Tree },
    })
    const select = {
      SelectStmt: {
        ...(Object.keys(withClause).length === 0 ? {} : { withClause }),
        targetList: [{ ResTarget: { name: 'key', val: key } }, at('earlier'), at('later')],
        fromClause: [
          item,
          relation('parameters', 'business', 'parameters'),
          relation(...(workTable(table).split('.') as [string, string]), table),
        ],
        limitOption: 'LIMIT_OPTION_DEFAULT',
        op: 'SETOP_NONE',
      },
    }
    return `select key from (\n${deparseSync(select as Parameters<typeof deparseSync>[0])}\n) as compared where earlier is distinct from later`
  })
  return [...new Set(texts)]
}

/** The comparison with a moment of the table instead of the parameter. */
function withMoment(value: unknown, column: string): unknown {
  if (Array.isArray(value)) return value.map((part) => withMoment(part, column))
  if (!isTree(value)) return value
  const fields = isTree(value['ColumnRef']) ? JSON.stringify(value['ColumnRef']['fields']) : ''
  if (fields === asOf) return { ColumnRef: { fields: names(table, column) } }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withMoment(part, column)]))
}

const names = (...parts: readonly string[]) => parts.map((part) => ({ String: { sval: part } }))
const asOf = JSON.stringify(names('parameters', 'as_of'))

function relation(schemaname: string, relname: string, aliasname: string): Tree {
  return { RangeVar: { schemaname, relname, inh: true, relpersistence: 'p', alias: { aliasname } } }
}
