import type { SourceTable } from '../../../catalog/files/source-table.ts'
import { foreignProblems, isBroken } from '../create-sources.ts'
import type { SourceRelation } from '../../contract/read-source-relations.ts'

/** How the schema `source` differs from the contract: missing tables, and unsuitable columns. */
export function sourceFindings(
  sources: ReadonlyMap<string, SourceTable>,
  relations: ReadonlyMap<string, SourceRelation>,
): readonly string[] {
  return [...sources.values()].flatMap((table) => {
    const relation = relations.get(table.name)
    if (relation === undefined)
      return `source.${table.name} is not in the database: deploy creates it empty. Metrics that need it are unavailable until it is loaded.`
    if (!relation.ours) return foreignProblems(table, relation)
    return table.columns
      .filter(({ name, type }) => relation.columns.get(name) !== type)
      .map((column) => {
        const found = relation.columns.get(column.name)
        const problem =
          found === undefined
            ? `the column ${column.name} (${column.type}) is missing`
            : `the column ${column.name} is ${found}, not ${column.type}`
        const remedy = isBroken(relation, column) ? 'load the table again' : 'deploy restores it'
        return `source.${table.name}: ${problem}: ${remedy}.`
      })
  })
}
