import { sql, type RawBuilder } from 'kysely'
import type { Unit } from '../catalog/view-header.ts'
import type { AnswerColumn } from './answer.ts'
import { averageOutputs, averageTable, cohortsColumn } from './average-cohorts.ts'
import { earlierColumn } from './answer-columns.ts'
import { list, type CommonTable } from './common-table.ts'
import { compileFilter } from './compile-filter.ts'
import { dimensionColumn } from './fact-rows.ts'
import { maturityOf } from './maturity.ts'
import type { Formula, Output, Plan } from './plan.ts'
import { spanInterval, spanName, type Span } from './span.ts'

/**
 * From what was counted to the columns of the answer: formulas first, then the periods it is compared with,
 * then the conditions on its numbers.
 */
export function answerTables(plan: Plan): readonly CommonTable[] {
  const says = 'The columns asked for; ratios are divided last, and rounded only here.'
  const isPlain = plan.comparisons.length === 0 && plan.having.length === 0
  const average = plan.cohorts === 'each' ? [] : [averageTable(plan)]
  if (isPlain) return [...average, { name: 'answer', says, body: computed(plan) }]
  return [
    ...average,
    { name: 'computed', says, body: computed(plan) },
    ...(plan.comparisons.length > 0
      ? [
          {
            name: 'compared',
            says: 'Each period, and those that stand beside it.',
            body: compared(plan),
          },
        ]
      : []),
    {
      name: 'answer',
      says: plan.having.length > 0 ? 'Only the rows whose numbers meet the conditions.' : 'What is shown.',
      body: shown(plan),
    },
  ]
}

const comparing: readonly AnswerColumn['kind'][] = ['earlier', 'change', 'growth']

function computed(plan: Plan): RawBuilder<unknown> {
  const isAverage = plan.cohorts !== 'each'
  const outputs = new Map(
    (isAverage ? averageOutputs(plan) : plan.outputs).map((output, index) => [
      output.alias,
      { ...output, cohorts: cohortsColumn(index) },
    ]),
  )
  const columns = plan.columns
    .filter(({ kind }) => !comparing.includes(kind))
    .map((column) => sql`${computedColumn(plan, column, outputs)} as ${sql.id(column.name)}`)
  // an average has no cohorts any more: which ones are in it was decided before
  const filters = plan.ageFilters.filter(({ dimension }) => !isAverage || dimension === 'age')
  return sql`    select\n        ${list(columns)}\n\n    from ${sql.raw(isAverage ? 'averaged' : 'filled')}${where(cellConditions(filters))}`
}

/** Which rows of `filled` are the answer's, whatever the conditions on its numbers. */
export function shownRows(plan: Plan): readonly RawBuilder<unknown>[] {
  return [
    ...cellConditions(plan.ageFilters),
    ...(plan.period.shownFrom === null ? [] : [sql`period_start >= ${firstShown(plan)}`]),
  ]
}

function cellConditions(filters: Plan['ageFilters']): readonly RawBuilder<unknown>[] {
  return filters.map((filter) =>
    compileFilter(
      sql.raw(filter.dimension === 'age' ? 'age' : 'period_start'),
      filter,
      filter.dimension === 'age' ? 'numeric' : 'date',
    ),
  )
}

function firstShown({ period: { shownFrom, grain }, timeZone }: Plan): RawBuilder<unknown> {
  return grain === 'hour'
    ? sql`(${shownFrom}::timestamp at time zone ${timeZone}::text)`
    : sql`${shownFrom}::date`
}

function computedColumn(
  plan: Plan,
  column: AnswerColumn,
  outputs: ReadonlyMap<string, Output & { readonly cohorts: string }>,
): RawBuilder<unknown> {
  if (column.kind === 'period' || column.name === 'cohort') return sql`period_start`
  if (column.name === 'age' || column.name === 'active_periods') return sql`${sql.raw(column.name)}::bigint`
  if (column.dimension !== null) return dimensionColumn(column.dimension)
  const output = outputs.get(column.name) ?? outputs.get(column.name.slice(0, column.name.lastIndexOf('.')))
  if (output === undefined) throw new Error(`The answer has no column ${column.name}`)
  const { formula, metric } = output
  if (column.kind === 'maturity') return maturityOf(plan, formula)
  if (column.kind === 'cohorts') return sql.raw(output.cohorts)
  if (column.kind === 'numerator' || column.kind === 'denominator') {
    if (formula.kind !== 'ratio') throw new Error(`${metric.name} is no ratio`)
    return finish(valueOf(formula[column.kind]), null)
  }
  return finish(valueOf(formula), unitOf(column.type, metric.unit))
}

/** A leaf as it is; a ratio divided, null over nothing; arithmetic with its inputs put in. */
function valueOf(formula: Formula): RawBuilder<unknown> {
  switch (formula.kind) {
    case 'leaf':
      return sql.raw(formula.column)
    case 'constant':
      return sql.lit(formula.value)
    case 'ratio':
      return sql`${inner(formula.numerator)}::numeric / nullif(${inner(formula.denominator)}, 0)`
    case 'derived': {
      const names = new RegExp(`\\b(${[...formula.inputs.keys()].join('|')})\\b`)
      // split puts what it captures at the odd places
      const pieces = formula.expression.split(names).map((piece, index) => {
        const input = index % 2 === 1 ? formula.inputs.get(piece) : undefined
        return input === undefined ? sql.raw(piece) : inner(input)
      })
      return sql.join(pieces, sql``)
    }
  }
}

function inner(formula: Formula): RawBuilder<unknown> {
  return formula.kind === 'leaf' ? valueOf(formula) : sql`(${valueOf(formula)})`
}

const digits: Record<Exclude<Unit, 'count'>, number> = {
  money: 6,
  ratio: 12,
  hours: 6,
  days: 6,
  months: 6,
  score: 6,
}

/** The unit by which a number is rounded: a mean of counts is no count. */
function unitOf(type: string, unit: Unit): Unit | null {
  if (type === 'bigint') return 'count'
  return unit === 'count' ? null : unit
}

/** Counts are whole; everything else is an exact decimal, rounded once, without trailing zeros. */
function finish(value: RawBuilder<unknown>, unit: Unit | null): RawBuilder<unknown> {
  if (unit === 'count') return sql`(${value})::bigint`
  return sql`trim_scale(round((${value})::numeric, ${sql.lit(unit === null ? 6 : digits[unit])}))`
}

/** Every row beside the same group's rows of earlier periods. */
function compared(plan: Plan): RawBuilder<unknown> {
  const joins = plan.comparisons.map((span) => {
    const earlier = sql.id(`${spanName(span)}_ago`)
    const conditions = [
      sql`${earlier}.period = ${periodBefore(plan, span)}`,
      ...(plan.dimensions.length === 0
        ? []
        : [sql`${sameGroup(plan, earlier)} = ${sameGroup(plan, sql`computed`)}`]),
    ]
    return sql`\n\n    left join computed as ${earlier}\n        on ${sql.join(conditions, sql`\n        and `)}`
  })
  const columns = plan.outputs.flatMap(({ alias, metric }) =>
    plan.comparisons.flatMap((span) => {
      const now = sql`computed.${sql.id(alias)}`
      const before = sql`${sql.id(`${spanName(span)}_ago`)}.${sql.id(alias)}`
      const growth = sql`(${now} - ${before})::numeric / case when ${before} > 0 then ${before} end`
      const type = plan.columns.find(({ name }) => name === alias)?.type
      const change = sql`${now} - ${before}`
      return [
        sql`${before} as ${sql.id(earlierColumn(alias, span))}`,
        sql`${type === 'bigint' ? change : finish(change, unitOf(String(type), metric.unit))} as ${sql.id(`${alias}.${spanName(span)}_change`)}`,
        sql`${finish(growth, 'ratio')} as ${sql.id(`${alias}.${spanName(span)}_growth`)}`,
      ]
    }),
  )
  return sql`    select\n        ${list([sql`computed.*`, ...columns])}\n\n    from computed${sql.join(joins, sql``)}`
}

function periodBefore(plan: Plan, span: Span): RawBuilder<unknown> {
  if (plan.period.grain !== 'hour') return sql`(computed.period - ${spanInterval(span)})::date`
  if (span.unit === 'hour') return sql`computed.period - ${spanInterval(span)}`
  return sql`((computed.period at time zone ${plan.timeZone}::text) - ${spanInterval(span)}) at time zone ${plan.timeZone}::text`
}

/** The dimensions as one text, in which nulls are equal and joins can be hashed. */
function sameGroup(plan: Plan, table: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`row(${sql.join(plan.dimensions.map((name) => sql`${table}.${sql.id(name)}`))})::text`
}

function shown(plan: Plan): RawBuilder<unknown> {
  const conditions = [
    ...(plan.period.shownFrom === null ? [] : [sql`period >= ${firstShown(plan)}`]),
    ...plan.having.map(({ column, operator, value }) => {
      const type = plan.columns.find(({ name }) => name === column)?.type === 'text' ? 'text' : 'numeric'
      return compileFilter(sql.id(column), { dimension: column, operator, value }, type)
    }),
  ]
  return sql`    select *\n\n    from ${sql.raw(plan.comparisons.length > 0 ? 'compared' : 'computed')}${where(conditions)}`
}

function where(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0
    ? sql``
    : sql`\n\n    where\n        ${sql.join(conditions, sql`\n        and `)}`
}
