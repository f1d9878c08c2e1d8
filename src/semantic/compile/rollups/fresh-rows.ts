import { ofPart, rollupTable } from '../../rollups/rollup-table.ts'
import type { Cte } from '../../sql/cte.ts'
import { dimensionColumn } from '../../sql/from-clause.ts'
import { unionAll, type Query } from '../../sql/select.ts'
import { as, bind, concatSql, sql } from '../../sql/text/fragment.ts'
import type { RollupFill } from './fill-rollup.ts'
import { shareCtes } from './share-ctes.ts'

/** The CTEs with the values of parts of a rollup, as its rows. */
export function valueCtes(fills: readonly RollupFill[]): readonly Cte[] {
  const ctes = fills.flatMap(ctesOf)
  // on a distributed database, each node computes its own rows: shared ones would be sent to all of them
  return fills.some(({ context }) => context.plan.distributed === true) ? ctes : shareCtes(ctes)
}

/** The CTE with the values of an aggregation as rows of the rollup. */
export function freshRows({ compiled }: RollupFill): string {
  return `${compiled.name}_fresh`
}

/** The key columns in which the rows of a part differ. */
export function keysOf({ context: { plan, aggregation } }: RollupFill): readonly string[] {
  return [
    ...(plan.period.grain === null ? [] : ['period_start']),
    ...(plan.resultShape === 'cohort' ? ['age'] : []),
    ...aggregation.dimensions.map(({ name }) => `d_${name}`),
  ]
}

function ctesOf(fill: RollupFill): readonly Cte[] {
  const { compiled } = fill
  const opened = compiled.opened === undefined ? [] : [compiled.opened.cte]
  return [
    ...compiled.ctes,
    ...opened,
    {
      name: freshRows(fill),
      comment: 'The values as rows of the rollup.',
      body: opened.length === 0 ? plainRows(fill) : changeRows(fill),
    },
  ]
}

function plainRows(fill: RollupFill): Query {
  const { columns, compiled } = fill
  return {
    columns: [
      ...keysOf(fill).map(sql.raw),
      ...[...columns].map(([stored, own]) => as(sql.raw(own), stored)),
      sql`null::date as opened_on`,
    ],
    from: sql.raw(compiled.name),
  }
}

/** Changes, with the last day on which a group opened; those before the first filled period are in the earlier rows. */
function changeRows(fill: RollupFill): Query {
  const { part, columns, compiled, from, context } = fill
  const keys = keysOf(fill).map(sql.raw)
  const stored = [...columns.keys()]
  const parts: Query[] = [
    {
      columns: [
        ...keys,
        ...[...columns].map(([name, own]) => as(sql.raw(own), name)),
        sql`null::date as opened_on`,
      ],
      from: sql.raw(compiled.name),
    },
    {
      columns: [...keys, ...stored.map((name) => as(sql`0`, name)), sql`opened_on`],
      from: sql.raw(compiled.opened?.cte.name ?? ''),
    },
  ]
  if (from !== null) {
    const dimensions = context.aggregation.dimensions.map(({ name }) => dimensionColumn(name))
    parts.push({
      columns: [
        as(bind(from, 'date'), 'period_start'),
        ...dimensions,
        ...stored.map((name) => as(sql`-sum(${sql.id(name)})`, name)),
        sql`null::date as opened_on`,
      ],
      from: rollupTable(part.rollup),
      where: [...ofPart(part), sql`until_batch is null`, sql`period_start < ${bind(from, 'date')}`],
      groupBy: dimensions,
      having: [
        concatSql(
          stored.map((name) => sql`sum(${sql.id(name)}) <> 0`),
          ' or ',
        ),
      ],
    })
  }
  return {
    columns: [
      ...keys,
      ...stored.map((name) => as(sql`sum(${sql.id(name)})::bigint`, name)),
      sql`max(opened_on) as opened_on`,
    ],
    from: { query: unionAll(parts), as: sql`changes` },
    groupBy: keys,
  }
}
