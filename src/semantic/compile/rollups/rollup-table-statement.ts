import type { Rollup } from '../../../catalog/rollups/rollup.ts'
import { rollupTable } from '../../rollups/rollup-table.ts'
import { compileSql, type CompiledQuery } from '../../sql/text/compile-sql.ts'
import { as, concatSql, sql, type Sql } from '../../sql/text/fragment.ts'
import type { RollupFill } from './fill-rollup.ts'
import { fillQuery } from './fill-statement.ts'

/**
 * The statement that creates the table of a rollup, empty. Its columns have the types of the aggregations, so that a
 * value that is read is the value that was computed.
 */
export function rollupTableStatement(rollup: Rollup, fills: readonly RollupFill[]): CompiledQuery {
  const sources = coveringFills(fills)
  const dimensions = new Map(
    fills.flatMap(({ context }) =>
      context.aggregation.dimensions.map(({ name, header }) => [name, header.type] as const),
    ),
  )
  const columns: readonly Sql[] = [
    sql`''::text as grain`,
    sql`''::text as dimension_set`,
    sql`''::text as aggregation`,
    sql`null::date as period_start`,
    sql`0::integer as age`,
    ...[...dimensions].map(([name, type]) => as(sql`null::${sql.raw(type)}`, `d_${name}`)),
    ...sources.flatMap(({ columns: own }, index) =>
      own.map((column) => as(sql`${sql.raw(`source_${String(index)}`)}.${sql.id(column)}`, `"${column}"`)),
    ),
    sql`null::date as opened_on`,
    sql`0::bigint as from_batch`,
    sql`null::bigint as until_batch`,
  ]
  const from = sources.map(
    ({ fill }, index) => sql`(${fillQuery(fill)}) as ${sql.raw(`source_${String(index)}`)}`,
  )
  return compileSql(
    sql`create table ${rollupTable(rollup.name)} as select ${concatSql(columns)} from ${concatSql(from, ' cross join ')} with no data`,
  )
}

/** For each column one aggregation that has it. */
function coveringFills(fills: readonly RollupFill[]) {
  const covered = new Set<string>()
  return fills.flatMap((fill) => {
    const columns = [...fill.columns.keys()].filter((column) => !covered.has(column))
    for (const column of columns) covered.add(column)
    return columns.length === 0 ? [] : [{ fill, columns }]
  })
}
