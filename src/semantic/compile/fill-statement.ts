import { compileSql, type CompiledQuery } from '../sql/compile-sql.ts'
import { writeStatement, type Cte } from '../sql/cte.ts'
import { dimensionColumn } from '../sql/from-clause.ts'
import { unionAll, type Query } from '../sql/select.ts'
import { allOf, as, bind, concatSql, sql, type Sql } from '../sql/text/fragment.ts'
import { dimensionSet } from '../rollups/rollup-part.ts'
import { ofPart, rollupTable } from '../rollups/rollup-table.ts'
import type { RollupFill } from './fill-rollup.ts'

/** The values of the aggregation as rows of the rollup. */
const fresh = 'fresh_rows'

/**
 * The statement that brings a part of a rollup to a batch: rows that are no longer right end with it, and new rows begin.
 * Rows that are still right stay, so a second run of the same batch changes nothing.
 */
export function fillStatement(fill: RollupFill, batch: string): CompiledQuery {
  const { part, columns, from } = fill
  const table = rollupTable(part.rollup)
  const own = [...keysOf(fill), ...columns.keys(), 'opened_on'].map((name) => sql.id(name))
  const number = bind(batch, 'bigint')
  const current = [
    ...ofPart(part),
    sql`until_batch is null`,
    ...(from === null ? [] : [sql`period_start >= ${bind(from, 'date')}`]),
  ]
  const row = (relation: string) =>
    sql`row(${concatSql(own.map((column) => sql`${sql.raw(relation)}.${column}`))})::text`
  const isIn = (relation: string) => sql`${row(relation)} = ${row('other')}`
  const gone: Cte = {
    name: 'ended_rows',
    comment: 'Rows that are no longer right end before this batch.',
    body: {
      text: sql`update ${table} as stored set until_batch = ${number} where ${allOf(current)} and not exists (select from ${sql.raw(fresh)} as other where ${isIn('stored')})`,
    },
  }
  const added = sql`insert into ${table} (grain, dimension_set, aggregation, ${concatSql(own)}, from_batch)
select ${bind(part.grain, 'text')}, ${bind(dimensionSet(part.dimensions), 'text')}, ${bind(part.aggregation, 'text')}, ${concatSql(own)}, ${number}
from ${sql.raw(fresh)} as one
where not exists (select from ${table} as other where ${allOf(current)} and ${isIn('one')})`
  return compileSql(writeStatement([...valueCtes(fill), gone], { text: added }))
}

/** The select of the stored columns of an aggregation, for the types of the table. */
export function fillQuery(fill: RollupFill): Sql {
  return writeStatement(valueCtes(fill), {
    columns: [...fill.columns.keys()].map((name) => sql.id(name)),
    from: sql.raw(fresh),
  })
}

/** The key columns in which the rows of a part differ. */
function keysOf({ context: { plan, group } }: RollupFill): readonly string[] {
  return [
    ...(plan.period.grain === null ? [] : ['period_start']),
    ...(plan.resultShape === 'cohort' ? ['age'] : []),
    ...group.dimensions.map(({ name }) => `d_${name}`),
  ]
}

function valueCtes(fill: RollupFill): readonly Cte[] {
  const { compiled, views } = fill
  const opened = compiled.opened === undefined ? [] : [compiled.opened.cte]
  return [
    ...views,
    ...compiled.ctes,
    ...opened,
    {
      name: fresh,
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
    const dimensions = context.group.dimensions.map(({ name }) => dimensionColumn(name))
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
