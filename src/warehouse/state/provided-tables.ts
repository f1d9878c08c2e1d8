import type { SourceTable } from '../../catalog/files/source-table.ts'
import type { Engine } from '../engine/engine.ts'
import { readSourceRelations } from '../contract/read-source-relations.ts'

/**
 * The provided tables of the contract: loaded by Plumbline, even without rows, or created by the company's
 * own loader. A metric that needs another table is unavailable, never zero.
 */
export async function providedTables(
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
): Promise<ReadonlySet<string>> {
  const relations = await readSourceRelations(engine)
  return new Set([...sources.keys()].filter((name) => relations.get(name)?.provided))
}
