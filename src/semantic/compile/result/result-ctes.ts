import type { Catalog } from '../../../catalog/catalog.ts'
import type { ResultColumn } from '../../model/result.ts'
import { averageOutputs, cohortsColumn } from './average-cohorts.ts'
import type { Cte } from '../../sql/cte.ts'
import { comparedQuery, comparisonKinds, isRounded } from './period-comparison.ts'
import { divide } from '../../sql/text/divide.ts'
import { roundValue, unitOf } from '../../sql/rounding.ts'
import { cohortCondition, compileFilter } from '../../sql/filter.ts'
import { dimensionColumn } from '../../sql/from-clause.ts'
import { dataStartCte } from './data-start.ts'
import { maturityStatus } from '../../kinds/maturity.ts'
import { isOn } from '../../model/request/condition.ts'
import type { Formula, Output, Plan } from '../../model/plan.ts'
import { periodStart } from '../../sql/periods.ts'
import type { Query } from '../../sql/select.ts'
import { bind, concatSql, sql, type Sql } from '../../sql/text/fragment.ts'
import { displayFrom } from '../time-spine.ts'
import { unroundedColumn } from '../../sql/comparison-columns.ts'
import { hasMoving, movingValue } from './moving-value.ts'
import { isAnyWithheld, valuesRelation } from './withhold.ts'

/**
 * From aggregated values to the columns of the result: formulas first, then comparisons, then conditions on the
 * values.
 */
export function resultCtes(catalog: Catalog, plan: Plan): readonly Cte[] {
  const comment = 'The requested columns. Ratios are divided last; values are rounded only here.'
  const isPlain =
    plan.comparisons.length === 0 && plan.having.length === 0 && plan.period.displayFrom === null
  const dataStart = [dataStartCte(catalog, plan)]
  const startForMoving = hasMoving(plan) ? dataStart : []
  if (isPlain) return [...startForMoving, { name: 'result', comment, body: computedQuery(catalog, plan) }]
  return [
    ...startForMoving,
    { name: 'computed', comment, body: computedQuery(catalog, plan) },
    ...(plan.comparisons.length > 0
      ? [
          ...(hasMoving(plan) ? [] : dataStart),
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

function computedQuery(catalog: Catalog, plan: Plan): Query {
  const isAverage = plan.cohorts !== 'each'
  const outputs = new Map(
    (isAverage ? averageOutputs(plan) : plan.outputs).map((output, index) => [
      output.alias,
      { ...output, cohorts: cohortsColumn(index) },
    ]),
  )
  const valueOf = (formula: Formula) => formulaValue(formula, (inner) => isAnyWithheld(catalog, plan, inner))
  const columns = plan.columns
    .filter(({ kind }) => !comparisonKinds.includes(kind))
    .map((column) => sql`${computedColumn(plan, column, outputs, valueOf)} as ${sql.id(column.name)}`)
  const unrounded = plan.outputs
    .filter(({ alias }) => plan.keepsUnrounded && isRounded(plan, alias))
    .map(({ alias, formula }) => sql`(${valueOf(formula)})::numeric as ${sql.id(unroundedColumn(alias))}`)
  return {
    columns: [...columns, ...unrounded],
    from: sql.raw(valuesRelation(plan)),
    joins: hasMoving(plan) ? [{ how: 'cross join', source: sql`data_start` }] : [],
    where: cohortConditions(plan, valuesRelation(plan)),
  }
}

/** The rows of a relation in the result, before conditions on values. */
export function displayedRows(plan: Plan, relation: 'gap_filled' | 'averaged'): readonly Sql[] {
  return [...cohortConditions(plan, relation), ...displayedPeriods(plan, sql`period_start`)]
}

/** An average has no cohorts; conditions on cohorts were applied before. */
function cohortConditions(plan: Plan, relation: 'gap_filled' | 'averaged'): readonly Sql[] {
  return plan.cohortFilters
    .filter((condition) => relation === 'gap_filled' || isOn(condition, 'age'))
    .map((filter) => cohortCondition(plan, filter))
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
  valueOf: (formula: Formula) => Sql,
): Sql {
  // by kind and dimension, because a metric may have the same name
  const { kind, dimension } = column
  if (kind === 'partial') return isPartial(plan)
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
  const value =
    formula.kind === 'moving' ? movingValue(plan, output, formula, valueOf(formula.input)) : valueOf(formula)
  return roundValue(value, unitOf(column.type, metric.unit))
}

/** Whether a part of the period of a row is not counted. */
function isPartial({ period: { grain, partial } }: Plan): Sql {
  const days = partial ?? []
  if (days.length === 0 || grain === 'hour') return sql`false`
  return sql`(${concatSql(
    days.map((day) => sql`period_start = ${bind(day, 'date')}`),
    ' or ',
  )})`
}

/**
 * The SQL of a formula. An expression could replace a withheld input, as `coalesce` does, so its value is null as well.
 *
 * @param isWithheld whether any value behind a formula is withheld; null where none can be
 */
function formulaValue(formula: Formula, isWithheld: (formula: Formula) => Sql | null): Sql {
  const inner = (input: Formula) =>
    input.kind === 'column' ? formulaValue(input, isWithheld) : sql`(${formulaValue(input, isWithheld)})`
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
      const withheld = isWithheld(formula)
      const value = concatSql(pieces, '')
      return withheld === null ? value : sql`case when not (${withheld}) then ${value} end`
    }
  }
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
