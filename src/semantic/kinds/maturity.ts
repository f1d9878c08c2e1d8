import type { Cte } from '../sql/cte.ts'
import { mapComparisons } from '../model/request/condition.ts'
import type { Aggregation, Formula, BaseMetric, Plan, Maturity, MaturityRule } from '../model/plan.ts'
import { allOf, bind, concatSql, none, sql, type Sql } from '../sql/text/fragment.ts'

/**
 * The maturities of an aggregation, one for each rule; none when all rows are mature. Where small groups are withheld,
 * immature rows are not counted, because their number is a total over people; cohorts are.
 */
export function maturitiesOf(
  { name, view, baseMetrics, filters, over }: Aggregation,
  { withholding }: Pick<Plan, 'withholding'>,
): readonly Maturity[] {
  const byRule = new Map<string, { rule: MaturityRule; metrics: BaseMetric[] }>()
  for (const baseMetric of baseMetrics) {
    const { maturity: rule } = baseMetric
    if (rule === null || (withholding !== undefined && rule.kind !== 'cohorts')) continue
    const key = JSON.stringify(rule)
    byRule.set(key, { rule, metrics: [...(byRule.get(key)?.metrics ?? []), baseMetric] })
  }
  return [...byRule].map(([key, { rule, metrics }], index) => {
    const number = index === 0 ? '' : `_${String(index + 1)}`
    return {
      immature: `${name}_immature${number}`,
      all: `${name}_all${number}`,
      baseMetrics: metrics.map(({ column }) => column),
      rows: JSON.stringify([
        view,
        key,
        filters.map((condition) => mapComparisons(condition, ({ filter }) => filter)),
        over,
      ]),
      statusColumn: maturityColumn({ name }),
      rule,
    }
  })
}

/** The numbers of immature and of all rows of an aggregation, as columns next to its aggregates. */
export function maturityCounts(
  aggregation: Aggregation,
  plan: Pick<Plan, 'asOf' | 'withholding'>,
): readonly { column: string; count: Sql }[] {
  return maturitiesOf(aggregation, plan).flatMap(({ immature, all, rule }) => {
    switch (rule.kind) {
      case 'cohorts':
        return []
      case 'rows':
        return [
          { column: immature, count: sql`count(*) filter (where ${sql.raw(rule.condition)})` },
          { column: all, count: sql`count(${sql.raw(rule.condition)})` },
        ]
      case 'windows': {
        const eligible = rule.eligibleWhere === null ? [] : [sql`(${sql.raw(rule.eligibleWhere)})`]
        const isImmature = sql`fact.${sql.raw(rule.endsAt)} > ${bind(plan.asOf, 'timestamptz')}`
        const ofEligible = eligible.length === 0 ? none : sql` filter (where ${allOf(eligible)})`
        return [
          { column: immature, count: sql`count(*) filter (where ${allOf([...eligible, isImmature])})` },
          { column: all, count: sql`count(*)${ofEligible}` },
        ]
      }
    }
  })
}

/** The maturities of all base metrics of a formula; those with equal rows once. */
export function maturitiesBehind(plan: Pick<Plan, 'maturities'>, formula: Formula): readonly Maturity[] {
  const columns = baseMetricColumns(formula)
  const behind = plan.maturities.filter(({ baseMetrics }) =>
    baseMetrics.some((baseMetric) => columns.includes(baseMetric)),
  )
  return [...new Map(behind.map((maturity) => [maturity.rows, maturity])).values()]
}

/** The column of a cohort aggregation that is COMPLETE or PARTIAL in each row. */
export function maturityColumn({ name }: Pick<Aggregation, 'name'>): string {
  return `${name}_maturity`
}

/** COMPLETE when all cohort rows behind a value are, else PARTIAL; null when there are none. */
export function maturityStatus(plan: Pick<Plan, 'maturities'>, formula: Formula): Sql {
  const own = maturitiesBehind(plan, formula).map(({ statusColumn }) => sql.raw(statusColumn))
  // COMPLETE is less than PARTIAL
  return own.length === 1 ? concatSql(own) : sql`greatest(${concatSql(own)})`
}

/** The columns of all base metrics of a formula. */
export function baseMetricColumns(formula: Formula): readonly string[] {
  switch (formula.kind) {
    case 'column':
      return [formula.column]
    case 'constant':
      return []
    case 'quotient':
      return [...baseMetricColumns(formula.numerator), ...baseMetricColumns(formula.denominator)]
    case 'moving':
      return baseMetricColumns(formula.input)
    case 'arithmetic':
      return [...formula.inputs.values()].flatMap(baseMetricColumns)
  }
}

/** The columns after those of the result; their values describe the whole result, not a row. */
export function hiddenColumns({ maturities }: Pick<Plan, 'maturities'>): readonly string[] {
  return maturities.flatMap(({ immature, all }) => [immature, all])
}

/** One row with the numbers of immature and of all rows, over all pages. */
export function maturityCte(plan: Plan, conditions: readonly Sql[]): readonly Cte[] {
  if (plan.maturities.length === 0) return []
  const counts = plan.maturities.flatMap(({ immature, all, rule, statusColumn }) =>
    rule.kind === 'cohorts'
      ? [
          sql`count(*) filter (where ${sql.raw(statusColumn)} = 'PARTIAL') as ${sql.raw(immature)}`,
          sql`count(${sql.raw(statusColumn)}) as ${sql.raw(all)}`,
        ]
      : [immature, all].map((column) => sql`sum(${sql.raw(column)}) as ${sql.raw(column)}`),
  )
  return [
    {
      name: 'maturity',
      comment: 'The numbers of immature and of all rows on all pages, for the provenance.',
      body: { columns: counts, from: sql`gap_filled`, where: conditions },
    },
  ]
}
