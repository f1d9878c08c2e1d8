import type { Catalog } from '../../../catalog/catalog.ts'
import { membersOf } from '../../../policy/members.ts'
import { baseMetricColumns, hiddenColumns } from '../../kinds/maturity.ts'
import { findView } from '../../model/find-view.ts'
import type { Formula, Plan, Withholding } from '../../model/plan.ts'
import { writeStatement, type Cte } from '../../sql/cte.ts'
import { membersColumn } from '../../sql/members.ts'
import type { Join } from '../../sql/select.ts'
import { as, concatSql, sql, type Sql } from '../../sql/text/fragment.ts'
import { averageColumns, averageKeys } from './average-cohorts.ts'
import { keyColumns } from '../combine-aggregations.ts'

/** The relation with the values of a result before formulas: by row, or averaged over cohorts. */
export function valuesRelation({ cohorts }: Pick<Plan, 'cohorts'>): 'gap_filled' | 'averaged' {
  return cohorts === 'each' ? 'gap_filled' : 'averaged'
}

/** The CTE that computes a relation; where values are withheld, {@link withholdingCtes} makes the relation from it. */
export function computedAs(plan: Plan, relation: 'gap_filled' | 'averaged'): string {
  return plan.withholding !== undefined && valuesRelation(plan) === relation
    ? `${relation}_in_full`
    : relation
}

/**
 * Replaces values of too few members by null, before anything is computed, compared, ordered or selected by them. None
 * where the role sees every value.
 *
 * @param columns all columns of the relation but its keys
 * @param ctesOf the CTEs of a plan up to its values, for the plan whose rows this one adds up
 */
export function withholdingCtes(
  catalog: Catalog,
  plan: Plan,
  columns: readonly string[],
  ctesOf: (plan: Plan) => readonly Cte[],
): readonly Cte[] {
  const { withholding } = plan
  if (withholding === undefined) return []
  const { minGroupSize, totalOf } = withholding
  const name = valuesRelation(plan)
  const values = valuesOfMembers(catalog, plan)
  const keys = keysOfValues(plan)
  const counts = new Set(values.map(membersColumn))
  const marks = values.map((value) =>
    as(isWithheld(value, withholding, columns.includes(membersColumn(value))), withheldColumn(value)),
  )
  return [
    ...(totalOf === null ? [] : [withheldBelow(plan, totalOf, values, ctesOf)]),
    {
      name,
      comment: `Values of fewer than ${String(minGroupSize)} members are withheld.`,
      body: {
        columns: [
          ...keys,
          ...columns
            .filter((column) => !counts.has(column))
            .map((column) =>
              values.includes(column)
                ? sql.raw(`case when not ${withheldColumn(column)} then ${column} end as ${column}`)
                : sql.raw(column),
            ),
          ...values.map((value) => sql.raw(withheldColumn(value))),
        ],
        from: {
          query: {
            columns: [sql`in_full.*`, ...marks],
            from: sql`${sql.raw(computedAs(plan, name))} as in_full`,
            joins: totalOf === null ? [] : [withheldBelowJoin(keys)],
          },
          as: sql`marked`,
        },
      },
    },
  ]
}

/** A plan as the total of the rows of another one: of what is withheld from these rows, it has no total. */
export function asTotalOf(plan: Plan, rows: Plan): Plan {
  const { withholding } = plan
  return withholding === undefined ? plan : { ...plan, withholding: { ...withholding, totalOf: rows } }
}

/** Whether any value behind a formula is withheld; null where none can be. */
export function isAnyWithheld(catalog: Catalog, plan: Plan, formula: Formula): Sql | null {
  const withheld = withheldBehind(catalog, plan, baseMetricColumns(formula))
  return withheld.length === 0 ? null : concatSql(withheld, ' or ')
}

/**
 * One row with the number of withheld values of each metric, on all pages.
 *
 * @param conditions the displayed rows of the values
 */
export function withheldCte(catalog: Catalog, plan: Plan, conditions: readonly Sql[]): readonly Cte[] {
  if (plan.withholding === undefined) return []
  return [
    {
      name: 'withheld',
      comment: 'The numbers of withheld values on all pages, for the notes.',
      body: {
        columns: plan.outputs.map(({ formula }, index) => {
          const columns = plan.cohorts === 'each' ? baseMetricColumns(formula) : partsOfAverage(index)
          const withheld = withheldBehind(catalog, plan, columns)
          const condition = withheld.length === 0 ? sql`false` : concatSql(withheld, ' or ')
          const count = sql`count(*) filter (where ${condition})`
          return as(count, withheldColumn(String(index)))
        }),
        from: sql.raw(valuesRelation(plan)),
        where: conditions,
      },
    },
  ]
}

/** Hidden columns after those of the result: the number of withheld values of each metric. */
export function withheldColumns({ withholding, outputs }: Plan): readonly Sql[] {
  if (withholding === undefined) return []
  return outputs.map((_, index) => sql.raw(`(select ${withheldColumn(String(index))} from withheld)`))
}

/** How many values are withheld, for people, from the hidden columns of the first row. */
export function withheldNotes(plan: Plan, firstRow: readonly unknown[] | undefined): readonly string[] {
  if (plan.withholding === undefined) return []
  const place = plan.columns.length + hiddenColumns(plan).length
  const counts = plan.outputs
    .map(({ alias }, index) => ({ alias, count: Number(firstRow?.[place + index] ?? 0) }))
    .filter(({ count }) => count > 0)
  return counts.length === 0
    ? []
    : [`withheld: ${counts.map(({ alias, count }) => `${String(count)} of ${alias}`).join(', ')}`]
}

function withheldColumn(value: string): string {
  return `withheld_${value}`
}

function withheldBehind(catalog: Catalog, plan: Plan, columns: readonly string[]): readonly Sql[] {
  if (plan.withholding === undefined) return []
  return valuesOfMembers(catalog, plan)
    .filter((value) => columns.includes(value))
    .map((value) => sql.raw(withheldColumn(value)))
}

/** The columns with values that have members behind them. Rows of no one, such as spend, have none. */
function valuesOfMembers(catalog: Catalog, { aggregations, outputs, cohorts }: Plan): readonly string[] {
  const columns = aggregations
    .filter(({ view }) => membersOf(findView(catalog, view)) !== null)
    .flatMap(({ baseMetrics }) => baseMetrics.map(({ column }) => column))
  if (cohorts === 'each') return columns
  return outputs.flatMap(({ formula }, index) =>
    baseMetricColumns(formula).some((column) => columns.includes(column)) ? partsOfAverage(index) : [],
  )
}

function partsOfAverage(index: number): readonly string[] {
  const { numerator, denominator } = averageColumns(index)
  return [numerator, denominator]
}

function keysOfValues(plan: Plan): readonly Sql[] {
  return plan.cohorts === 'each' ? keyColumns(plan) : averageKeys(plan)
}

/** Zero of no members is shown. A value that is not zero has someone behind it, known or not. */
function isWithheld(value: string, { minGroupSize, totalOf }: Withholding, isCounted: boolean): Sql {
  const column = sql.raw(`in_full.${value}`)
  const members = isCounted ? sql.raw(`in_full.${membersColumn(value)}`) : sql`0`
  const isSmall = sql`${column} is not null and ${members} < ${sql.lit(minGroupSize)} and (${members} > 0 or ${column} <> 0)`
  if (totalOf === null) return sql`(${isSmall})`
  return sql`(${isSmall} or coalesce(${sql.raw(`below.${withheldColumn(value)}`)}, false))`
}

const withheldBelowName = 'withheld_below'

/** For each row of a total, the values that are withheld from the rows that it adds up. */
function withheldBelow(
  plan: Plan,
  rows: Plan,
  values: readonly string[],
  ctesOf: (plan: Plan) => readonly Cte[],
): Cte {
  const keys = keysOfValues(plan)
  return {
    name: withheldBelowName,
    comment: 'What is withheld from the rows below: their total would give it away.',
    body: {
      text: writeStatement(ctesOf(rows), {
        columns: [
          ...keys,
          ...values.map((value) => sql.raw(`bool_or(${withheldColumn(value)}) as ${withheldColumn(value)}`)),
        ],
        from: sql.raw(valuesRelation(rows)),
        groupBy: keys,
      }),
    },
  }
}

/** The keys as one text, so that nulls are equal. */
function withheldBelowJoin(keys: readonly Sql[]): Join {
  const source = sql.raw(`${withheldBelowName} as below`)
  if (keys.length === 0) return { how: 'cross join', source }
  const row = (table: string) =>
    sql`row(${concatSql(keys.map((key) => sql`${sql.raw(table)}.${key}`))})::text`
  return { how: 'left join', source, on: [sql`${row('in_full')} = ${row('below')}`] }
}
