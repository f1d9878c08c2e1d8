import type { Aggregation, Plan } from '../model/plan.ts'
import type { ChosenPart } from '../model/rollup-state.ts'
import { amongDeclared } from '../sql/declared-order.ts'
import type { CompiledAggregation } from '../sql/cte.ts'
import { compileCondition, compileFilter } from '../sql/filter.ts'
import { dimensionColumn, dimensionColumns, type AggregationContext } from '../sql/from-clause.ts'
import type { Query } from '../sql/select.ts'
import { as, bind, concatSql, sql, type Sql } from '../sql/text/fragment.ts'
import { ofPart, rollupTable } from './rollup-table.ts'
import { storedColumns } from './stored-columns.ts'

/** The stored rows from which an aggregation is read; null: it is computed from the base. */
export function storedPart(
  { rollups }: Pick<Plan, 'rollups'>,
  { name }: Pick<Aggregation, 'name'>,
): ChosenPart | null {
  return rollups.find(({ aggregation }) => aggregation === name)?.part ?? null
}

/**
 * The same aggregation, read from stored rows: those of the requested periods, with the requested values of the
 * dimensions.
 */
export function readPart(
  context: AggregationContext,
  compiled: CompiledAggregation,
  part: ChosenPart,
): CompiledAggregation {
  const { aggregation, plan } = context
  const stored = storedColumns(aggregation, plan)
  const values = compiled.measures.map(({ column }) => ({
    column,
    from: sql.raw(stored.get(column) ?? column),
  }))
  return {
    name: compiled.name,
    measures: compiled.measures,
    ctes: [
      {
        name: compiled.name,
        comment: `${aggregation.baseMetrics.map(({ metric }) => metric.name).join(', ')}: from the rollup ${part.rollup}.`,
        body:
          compiled.opened === undefined || plan.period.from === null
            ? {
                columns: [...keyColumns(context), ...values.map(({ column, from }) => as(from, column))],
                from: rollupTable(part.rollup),
                where: [...rowsOf(context, part), ...sinceStart(context)],
              }
            : changesSince(context, part, values, plan.period.from, compiled.opened.since),
      },
    ],
  }
}

/** The changes since the first period, which has those before it too, of the groups that are in the range. */
function changesSince(
  context: AggregationContext,
  part: ChosenPart,
  values: readonly { readonly column: string; readonly from: Sql }[],
  from: string,
  since: string | null,
): Query {
  const dimensions = dimensionColumns(context.aggregation)
  const partition = dimensions.length === 0 ? sql`` : sql`partition by ${concatSql(dimensions)}`
  return {
    columns: [sql`period_start`, ...dimensions, ...values.map(({ column }) => sql.raw(column))],
    from: {
      query: {
        columns: [
          sql`greatest(period_start, ${bind(from, 'date')}) as period_start`,
          ...dimensions,
          ...values.map(({ column, from: change }) => as(sql`sum(${change})::bigint`, column)),
          sql`max(max(opened_on)) over (${partition}) as opened_on`,
        ],
        from: rollupTable(part.rollup),
        where: rowsOf(context, part),
        // by place, because the period has the name of a column
        groupBy: [sql`1`, ...dimensions],
      },
      as: sql`changes`,
    },
    where: [sql`opened_on >= ${bind(since, 'date')}`],
  }
}

/** Period or cohort, age, dimensions. */
function keyColumns({ plan, aggregation }: AggregationContext): readonly Sql[] {
  return [
    ...(plan.period.grain === null ? [] : [sql`period_start`]),
    ...(plan.resultShape === 'cohort' ? [sql`age`] : []),
    ...dimensionColumns(aggregation),
  ]
}

/** The rows of the part in the batch, up to the last requested period, with the requested values. */
function rowsOf({ plan, aggregation }: AggregationContext, part: ChosenPart): readonly Sql[] {
  const batch = bind(part.batch, 'bigint')
  const { until, grain } = plan.period
  return [
    ...ofPart(part),
    sql`from_batch <= ${batch}`,
    sql`(until_batch is null or until_batch > ${batch})`,
    ...(until === null || grain === null ? [] : [sql`period_start < ${bind(until, 'date')}`]),
    ...aggregation.filters.map((condition) =>
      compileCondition(condition, ({ dimension, filter }) =>
        compileFilter(
          dimensionColumn(dimension.name),
          amongDeclared(filter, dimension.header.values),
          dimension.header.type,
        ),
      ),
    ),
  ]
}

function sinceStart({ plan }: AggregationContext): readonly Sql[] {
  const { from, grain } = plan.period
  return from === null || grain === null ? [] : [sql`period_start >= ${bind(from, 'date')}`]
}
