import type { Cte } from '../sql/cte.ts'
import type { Aggregation, Formula, BaseMetric, Plan, Maturity, MaturityRule } from '../model/plan.ts'
import { allOf, bind, concatSql, none, sql, type Sql } from '../sql/text/fragment.ts'

/** What of a group may not be known yet; nothing where every row is known as soon as it is there. */
export function maturitiesOf({ name, view, baseMetrics, filters, over }: Aggregation): readonly Maturity[] {
  const byRule = new Map<string, { rule: MaturityRule; metrics: BaseMetric[] }>()
  for (const baseMetric of baseMetrics) {
    const { maturity: rule } = baseMetric
    if (rule === null) continue
    const key = JSON.stringify(rule)
    byRule.set(key, { rule, metrics: [...(byRule.get(key)?.metrics ?? []), baseMetric] })
  }
  return [...byRule].map(([key, { rule, metrics }], index) => {
    const number = index === 0 ? '' : `_${String(index + 1)}`
    return {
      immature: `${name}_immature${number}`,
      all: `${name}_all${number}`,
      baseMetrics: metrics.map(({ column }) => column),
      rows: JSON.stringify([view, key, filters.map(({ filter }) => filter), over]),
      statusColumn: maturityColumn({ name }),
      rule,
    }
  })
}

/** The counts of a group's open and of all its rows, to stand among its aggregates. */
export function maturityCounts(
  group: Aggregation,
  plan: Pick<Plan, 'asOf'>,
): readonly { column: string; count: Sql }[] {
  return maturitiesOf(group).flatMap(({ immature, all, rule }) => {
    switch (rule.kind) {
      case 'cells':
        return []
      case 'rows':
        return [
          { column: immature, count: sql`count(*) filter (where ${sql.raw(rule.condition)})` },
          { column: all, count: sql`count(${sql.raw(rule.condition)})` },
        ]
      case 'windows': {
        const eligible = rule.eligibleWhere === null ? [] : [sql`(${sql.raw(rule.eligibleWhere)})`]
        const isOpen = sql`fact.${sql.raw(rule.endsAt)} > ${bind(plan.asOf, 'timestamptz')}`
        const ofEligible = eligible.length === 0 ? none : sql` filter (where ${allOf(eligible)})`
        return [
          { column: immature, count: sql`count(*) filter (where ${allOf([...eligible, isOpen])})` },
          { column: all, count: sql`count(*)${ofEligible}` },
        ]
      }
    }
  })
}

/** The maturities of all that a number is made of, those that count the same rows once. */
export function maturitiesBehind(plan: Pick<Plan, 'maturities'>, formula: Formula): readonly Maturity[] {
  const columns = baseMetricColumns(formula)
  const behind = plan.maturities.filter(({ baseMetrics }) =>
    baseMetrics.some((leaf) => columns.includes(leaf)),
  )
  return [...new Map(behind.map((maturity) => [maturity.rows, maturity])).values()]
}

/** The column in which a group of cohorts says of each cell whether it is COMPLETE or PARTIAL. */
export function maturityColumn({ name }: Pick<Aggregation, 'name'>): string {
  return `${name}_maturity`
}

/** Whether the cell behind a number is COMPLETE; of several cells, whether all are. Null where there is none. */
export function maturityStatus(plan: Pick<Plan, 'maturities'>, formula: Formula): Sql {
  const own = maturitiesBehind(plan, formula).map(({ statusColumn }) => sql.raw(statusColumn))
  // COMPLETE comes before PARTIAL
  return own.length === 1 ? concatSql(own) : sql`greatest(${concatSql(own)})`
}

/** The columns of what is counted, out of which a number is made. */
export function baseMetricColumns(formula: Formula): readonly string[] {
  switch (formula.kind) {
    case 'column':
      return [formula.column]
    case 'constant':
      return []
    case 'quotient':
      return [...baseMetricColumns(formula.numerator), ...baseMetricColumns(formula.denominator)]
    case 'arithmetic':
      return [...formula.inputs.values()].flatMap(baseMetricColumns)
  }
}

/** The columns that a statement has after those of the answer; they are of the whole question, not of a row. */
export function hiddenColumns({ maturities }: Pick<Plan, 'maturities'>): readonly string[] {
  return maturities.flatMap(({ immature, all }) => [immature, all])
}

/** The one row that says how much is not known yet, over all rows of the answer whatever page is shown. */
export function maturityCte(plan: Plan, conditions: readonly Sql[]): readonly Cte[] {
  if (plan.maturities.length === 0) return []
  const counts = plan.maturities.flatMap(({ immature, all, rule, statusColumn }) =>
    rule.kind === 'cells'
      ? [
          sql`count(*) filter (where ${sql.raw(statusColumn)} = 'PARTIAL') as ${sql.raw(immature)}`,
          sql`count(${sql.raw(statusColumn)}) as ${sql.raw(all)}`,
        ]
      : [immature, all].map((column) => sql`sum(${sql.raw(column)}) as ${sql.raw(column)}`),
  )
  return [
    {
      name: 'maturity',
      comment:
        'How much of the question is not known yet, on all pages together; for the provenance of the answer.',
      body: { columns: counts, from: sql`gap_filled`, where: conditions },
    },
  ]
}
