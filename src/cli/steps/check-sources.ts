import type { SourceTable } from '../../catalog/files/source-table.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { readSourceRelations } from '../../warehouse/contract/read-source-relations.ts'

/**
 * Compares the relations of the schema `source` with the contract: every table and every column, with its
 * type.
 */
export async function checkSources(
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
): Promise<readonly string[]> {
  const relations = await readSourceRelations(engine)
  return [...sources.values()].flatMap((table) => {
    const relation = relations.get(table.name)
    if (relation === undefined)
      return `source.${table.name}: the table is missing: plumbline deploy creates it empty.`
    return table.columns.flatMap(({ name, type }) => {
      const found = relation.columns.get(name)
      if (found === undefined) return `source.${table.name}: the column ${name} (${type}) is missing.`
      return found === type ? [] : `source.${table.name}: the column ${name} is ${found}, not ${type}.`
    })
  })
}
