import type { Catalog } from '../../catalog/catalog.ts'
import type { ResultColumn } from '../model/result.ts'
import { averageOutputs, averageCte, cohortsColumn } from './average-cohorts.ts'
import type { Cte } from '../sql/cte.ts'
import { comparedQuery, comparisonKinds, isRounded } from './period-comparison.ts'
import { divide } from '../sql/divide.ts'
import { cohortCondition, compileFilter } from '../sql/filter.ts'
import { dimensionColumn } from '../sql/from-clause.ts'
import { roundValue, unitOf } from '../sql/round-value.ts'
import { dataStartCte, hasDataIn } from './data-start.ts'
import { maturityStatus } from '../kinds/maturity.ts'
import type { Formula, Output, Plan } from '../model/plan.ts'
import { periodStart } from '../sql/periods.ts'
import type { Query } from '../sql/select.ts'
import { allOf, concatSql, sql, type Sql } from '../sql/text/fragment.ts'
import { displayFrom } from './time-spine.ts'
import { unroundedColumn } from '../sql/comparison-columns.ts'

/**
 * From aggregated values to the columns of the result: formulas first, then comparisons, then conditions on the
 * values.
 */
export function resultCtes(catalog: Catalog, plan: Plan): readonly Cte[] {
  const comment = 'The requested columns. Ratios are divided last; values are rounded only here.'
  const isMoving = plan.outputs.some(({ formula }) => formula.kind === 'moving')
  const isPlain =
    plan.comparisons.length === 0 && plan.having.length === 0 && plan.period.displayFrom === null
  const dataStart = isMoving ? [dataStartCte(catalog, plan)] : []
  const average = plan.cohorts === 'each' ? [] : [averageCte(plan)]
  if (isPlain) return [...average, ...dataStart, { name: 'result', comment, body: computedQuery(plan) }]
  return [
    ...average,
    ...dataStart,
    { name: 'computed', comment, body: computedQuery(plan) },
    ...(plan.comparisons.length > 0
      ? [
          dataStartCte(catalog, plan),
          {
            name: 'compared',
            comment: 'Each period, compared with earlier ones.',
            body: comparedQuery(plan),
          },
        ]
      : []),
    {
      name: 'result',
      comment:
        plan.having.length > 0
          ? 'Only the rows that meet the conditions on their values.'
          : 'The displayed periods.',
      body: resultQuery(plan),
    },
  ]
}

function computedQuery(plan: Plan): Query {
  const isAverage = plan.cohorts !== 'each'
  const outputs = new Map(
    (isAverage ? averageOutputs(plan) : plan.outputs).map((output, index) => [
      output.alias,
      { ...output, cohorts: cohortsColumn(index) },
    ]),
  )
  const columns = plan.columns
    .filter(({ kind }) => !comparisonKinds.includes(kind))
    .map((column) => sql`${computedColumn(plan, column, outputs)} as ${sql.id(column.name)}`)
  const unrounded = plan.outputs
    .filter(({ alias }) => plan.keepsUnrounded && isRounded(plan, alias))
    .map(({ alias, formula }) => sql`(${valueOf(formula)})::numeric as ${sql.id(unroundedColumn(alias))}`)
  // an average has no cohorts; conditions on cohorts were applied before
  const filters = plan.cohortFilters.filter(({ dimension }) => !isAverage || dimension === 'age')
  const conditions = filters.map((filter) => cohortCondition(plan, filter))
  return {
    columns: [...columns, ...unrounded],
    from: isAverage ? sql`averaged` : sql`gap_filled`,
    joins: plan.outputs.some(({ formula }) => formula.kind === 'moving')
      ? [{ how: 'cross join', source: sql`data_start` }]
      : [],
    where: conditions,
  }
}

/** The rows of `gap_filled` in the result, before conditions on values. */
export function displayedRows(plan: Plan): readonly Sql[] {
  return [
    ...plan.cohortFilters.map((filter) => cohortCondition(plan, filter)),
    ...displayedPeriods(plan, sql`period_start`),
  ]
}

/** Excludes periods that are computed only for comparisons. */
function displayedPeriods(plan: Plan, column: Sql): Sql[] {
  const { period, comparisons } = plan
  if (comparisons.length === 0 && period.displayFrom === null) return []
  if (period.from === null) return [sql`${column} >= ${displayFrom}`]
  return period.displayFrom === null ? [] : [sql`${column} >= ${periodStart(period.displayFrom, plan)}`]
}

function computedColumn(
  plan: Plan,
  column: ResultColumn,
  outputs: ReadonlyMap<string, Output & { readonly cohorts: string }>,
): Sql {
  // by kind and dimension, because a metric may have the same name
  const { kind, dimension } = column
  if (kind === 'period' || dimension === 'cohort') return sql`period_start`
  if (dimension === 'age' || dimension === 'active_periods') return sql`${sql.raw(dimension)}::bigint`
  if (column.dimension !== null) return dimensionColumn(column.dimension)
  const output = outputs.get(column.name) ?? outputs.get(column.name.slice(0, column.name.lastIndexOf('.')))
  if (output === undefined) throw new Error(`The result has no column ${column.name}`)
  const { formula, metric } = output
  if (column.kind === 'maturity') return maturityStatus(plan, formula)
  if (column.kind === 'cohorts') return sql.raw(output.cohorts)
  if (column.kind === 'numerator' || column.kind === 'denominator') {
    if (formula.kind !== 'quotient') throw new Error(`${metric.name} is not a quotient`)
    return roundValue(valueOf(formula[column.kind]), null)
  }
  const value = formula.kind === 'moving' ? movingValue(plan, output, formula) : valueOf(formula)
  return roundValue(value, unitOf(column.type, metric.unit))
}

const aggregates = { average: 'avg', minimum: 'min', maximum: 'max' } as const

/**
 * The aggregate of consecutive periods of a group. Null unless all of them have a value and the data reach back to the
 * first one.
 */
function movingValue(
  plan: Plan,
  output: Output,
  { moving, input }: Extract<Formula, { kind: 'moving' }>,
): Sql {
  const dimensions = plan.dimensions.map(dimensionColumn)
  const partition = dimensions.length === 0 ? sql`` : sql`partition by ${concatSql(dimensions)} `
  const count = sql.lit(moving.span.count)
  const over = sql`over (${partition}order by period_start rows ${sql.lit(moving.span.count - 1)} preceding)`
  const value = sql`(${valueOf(input)})::numeric`
  const isComplete = [
    sql`count(${value}) ${over} = ${count}`,
    hasDataIn(plan, output, sql`min(period_start) ${over}`),
  ]
  return sql`case when ${allOf(isComplete)} then ${sql.raw(aggregates[moving.aggregate])}(${value}) ${over} end`
}

/** The SQL of a formula. */
function valueOf(formula: Formula): Sql {
  switch (formula.kind) {
    case 'column':
      return sql.raw(formula.column)
    case 'constant':
      return sql.lit(formula.value)
    case 'quotient':
      return divide(sql`${inner(formula.numerator)}::numeric`, inner(formula.denominator))
    case 'moving':
      throw new Error('A moving aggregate is not the input of another formula')
    case 'arithmetic': {
      const names = new RegExp(`\\b(${[...formula.inputs.keys()].join('|')})\\b`)
      // split returns the captured names at odd positions
      const pieces = formula.expression.split(names).map((piece, index) => {
        const input = index % 2 === 1 ? formula.inputs.get(piece) : undefined
        return input === undefined ? sql.raw(piece) : inner(input)
      })
      return concatSql(pieces, '')
    }
  }
}

function inner(formula: Formula): Sql {
  return formula.kind === 'column' ? valueOf(formula) : sql`(${valueOf(formula)})`
}

function resultQuery(plan: Plan): Query {
  const conditions = [
    ...displayedPeriods(plan, sql`period`),
    ...plan.having.map(({ column, operator, value }) => {
      const type = plan.columns.find(({ name }) => name === column)?.type === 'text' ? 'text' : 'numeric'
      return compileFilter(sql.id(column), { dimension: column, operator, value }, type)
    }),
  ]
  return {
    columns: [sql`*`],
    from: plan.comparisons.length > 0 ? sql`compared` : sql`computed`,
    where: conditions,
  }
}
