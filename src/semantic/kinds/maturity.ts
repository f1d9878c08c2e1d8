import type { Cte } from '../sql/cte.ts'
import type { Aggregation, Formula, BaseMetric, Plan, Maturity, Open } from '../model/plan.ts'
import { allOf, bind, concatSql, none, sql, type Sql } from '../sql/text/fragment.ts'

/** What of a group may not be known yet; nothing where every row is known as soon as it is there. */
export function maturitiesOf({ name, view, leaves, filters, over }: Aggregation): readonly Maturity[] {
  const together = new Map<string, { open: Open; of: BaseMetric[] }>()
  for (const leaf of leaves) {
    const { open } = leaf
    if (open === null) continue
    const key = JSON.stringify(open)
    together.set(key, { open, of: [...(together.get(key)?.of ?? []), leaf] })
  }
  return [...together].map(([key, { open, of }], index) => {
    const number = index === 0 ? '' : `_${String(index + 1)}`
    return {
      immature: `${name}_immature${number}`,
      all: `${name}_all${number}`,
      leaves: of.map(({ column }) => column),
      rows: JSON.stringify([view, key, filters.map(({ filter }) => filter), over]),
      cells: cellMaturity({ name }),
      open,
    }
  })
}

/** The counts of a group's open and of all its rows, to stand among its aggregates. */
export function maturityCounts(
  group: Aggregation,
  plan: Pick<Plan, 'asOf'>,
): readonly { column: string; count: Sql }[] {
  return maturitiesOf(group).flatMap(({ immature, all, open }) => {
    switch (open.kind) {
      case 'cells':
        return []
      case 'rows':
        return [
          { column: immature, count: sql`count(*) filter (where ${sql.raw(open.condition)})` },
          { column: all, count: sql`count(${sql.raw(open.condition)})` },
        ]
      case 'windows': {
        const eligible = open.eligibleWhere === null ? [] : [sql`(${sql.raw(open.eligibleWhere)})`]
        const isOpen = sql`fact.${sql.raw(open.endsAt)} > ${bind(plan.asOf, 'timestamptz')}`
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
  const behind = plan.maturities.filter(({ leaves }) => leaves.some((leaf) => columns.includes(leaf)))
  return [...new Map(behind.map((maturity) => [maturity.rows, maturity])).values()]
}

/** The column in which a group of cohorts says of each cell whether it is COMPLETE or PARTIAL. */
export function cellMaturity({ name }: Pick<Aggregation, 'name'>): string {
  return `${name}_maturity`
}

/** Whether the cell behind a number is COMPLETE; of several cells, whether all are. Null where there is none. */
export function maturityOf(plan: Pick<Plan, 'maturities'>, formula: Formula): Sql {
  const own = maturitiesBehind(plan, formula).map(({ cells }) => sql.raw(cells))
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
  const counts = plan.maturities.flatMap(({ immature, all, open, cells }) =>
    open.kind === 'cells'
      ? [
          sql`count(*) filter (where ${sql.raw(cells)} = 'PARTIAL') as ${sql.raw(immature)}`,
          sql`count(${sql.raw(cells)}) as ${sql.raw(all)}`,
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
