import type { RollupPart } from '../model/rollup-state.ts'
import { bind, sql, type Sql } from '../sql/text/fragment.ts'
import { dimensionSet } from './rollup-part.ts'

/** The schema of the tables of rollups. */
export const rollupSchema = 'rollups'

/** The table of a rollup. */
export function rollupTable(rollup: string): Sql {
  return sql`${sql.id(rollupSchema)}.${sql.id(rollup)}`
}

/** The conditions on the rows of a part, in all batches. */
export function ofPart({ grain, dimensions, aggregation }: RollupPart): readonly Sql[] {
  return [
    sql`grain = ${bind(grain, 'text')}`,
    sql`dimension_set = ${bind(dimensionSet(dimensions), 'text')}`,
    sql`aggregation = ${bind(aggregation, 'text')}`,
  ]
}
