import { isColumn } from '../../catalog/spread.ts'
import type { Spread } from '../../catalog/spread.ts'
import type { Distributions } from './read-distribution.ts'
import { quoteText } from '../engine/values/quote-text.ts'

/** Writes the statements that spread tables; tables spread by the same column are stored together. */
export interface Distributor {
  /**
   * The statement that spreads a table as it is created; none for a local one.
   *
   * @param table with its schema
   */
  readonly create: (table: string, spread: Spread) => readonly string[]
  /** The statements that spread a table with rows again. */
  readonly move: (table: string, spread: Spread) => readonly string[]
}

/**
 * A distributor for the tables of one deployment.
 *
 * @param present the tables that keep their distribution, by `schema.table`
 */
export function createDistributor(present: Distributions): Distributor {
  // column → a table spread by it
  const first = new Map<Spread, string>()
  for (const [name, { spread }] of present) if (!first.has(spread)) first.set(spread, name)
  const create = (table: string, spread: Spread): readonly string[] => {
    if (spread === 'local') return []
    if (!isColumn(spread)) return [`select create_reference_table(${quoteText(table)})`]
    const together = first.get(spread)
    if (together === undefined) first.set(spread, table)
    return [
      `select create_distributed_table(${quoteText(table)}, ${quoteText(spread)}, colocate_with => ${quoteText(together ?? 'none')})`,
    ]
  }
  return {
    create,
    move: (table, spread) => {
      const statements = create(table, spread)
      if (present.has(table)) return [`select undistribute_table(${quoteText(table)})`, ...statements]
      // the coordinator would keep its rows, unread
      return [...statements, `select truncate_local_data_after_distributing_table(${quoteText(table)})`]
    },
  }
}
