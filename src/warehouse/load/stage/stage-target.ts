import type { SourceTable } from '../../../catalog/files/source-table.ts'
import type { Engine } from '../../engine/engine.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { emptyTable } from './publish-rows.ts'

/** The target of a file's rows. */
export interface StageTarget {
  /** The relation, quoted. */
  readonly relation: string
  /** Whether its first column is `file_row`, the number of the row. */
  readonly numbered: boolean
}

/**
 * A log is copied straight to its table, which may get tens of millions of rows; others are checked first.
 */
export function isStagedDirectly(table: SourceTable, append: boolean): boolean {
  return table.repeatedKeys === 'first_received' && !append
}

/** The temporary table for the rows of a file. */
export function stageOf(table: SourceTable): string {
  return quoteName(`plumbline_load_${table.name}`)
}

/** Creates the target for the rows of a file: a temporary table, or the emptied source table. */
export async function prepareTarget(
  engine: Engine,
  table: SourceTable,
  append: boolean,
): Promise<StageTarget> {
  if (isStagedDirectly(table, append)) {
    await emptyTable(engine, table)
    return { relation: `source.${quoteName(table.name)}`, numbered: false }
  }
  const columns = table.columns.map(({ name, type }) => `, ${quoteName(name)} ${type}`).join('')
  const relation = stageOf(table)
  await engine.execute(`create temporary table ${relation} (file_row bigint${columns}) on commit drop`)
  return { relation, numbered: true }
}
