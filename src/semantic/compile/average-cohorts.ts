import type { Output, Plan } from '../model/plan.ts'
import type { Cte } from '../sql/cte.ts'
import { divide } from '../sql/divide.ts'
import { cohortCondition } from '../sql/filter.ts'
import { dimensionColumn } from '../sql/from-clause.ts'
import { as, concatSql, sql } from '../sql/text/fragment.ts'
import { maturityStatus } from '../kinds/maturity.ts'

/** The column with the number of cohorts in an average. */
export function cohortsColumn(index: number): string {
  return `cohorts_${String(index)}`
}

/**
 * The average over cohorts, for each age. A weighted average sums numerators and denominators; a simple average is the
 * mean of the ratios. Incomplete ages are excluded.
 */
export function averageCte(plan: Plan): Cte {
  const keys = [sql`age`, ...plan.dimensions.map(dimensionColumn)]
  const sums = plan.outputs.flatMap(({ formula }, index) => {
    const { numerator, denominator } = parts(formula)
    const rate = divide(sql`${numerator}::numeric`, denominator)
    const isComplete = sql`filter (where ${maturityStatus(plan, formula)} = 'COMPLETE')`
    const [above, below] =
      plan.cohorts === 'weighted_average'
        ? [sql`sum(${numerator}) ${isComplete}`, sql`sum(${denominator}) ${isComplete}`]
        : [sql`sum(${rate}) ${isComplete}`, sql`count(${rate}) ${isComplete}`]
    return [
      as(above, `numerator_${String(index)}`),
      as(below, `denominator_${String(index)}`),
      as(sql`count(${rate}) ${isComplete}`, cohortsColumn(index)),
    ]
  })
  // ages without a complete cohort have no row
  const complete = plan.outputs.map(({ formula }) => sql`${maturityStatus(plan, formula)} = 'COMPLETE'`)
  const conditions = plan.cohortFilters
    .filter(({ dimension }) => dimension === 'cohort')
    .map((filter) => cohortCondition(plan, filter))
  return {
    name: 'averaged',
    comment:
      plan.cohorts === 'weighted_average'
        ? 'The sums of all complete cohorts of an age: each cohort is weighted by its size.'
        : 'All complete cohorts of an age: each cohort has the same weight.',
    body: {
      columns: [...keys, ...sums],
      from: sql`gap_filled`,
      where: [sql`(${concatSql(complete, ' or ')})`, ...conditions],
      groupBy: keys,
    },
  }
}

/** The outputs as quotients of the sums. */
export function averageOutputs({ outputs }: Pick<Plan, 'outputs'>): readonly Output[] {
  return outputs.map((output, index) => ({
    ...output,
    formula: {
      kind: 'quotient',
      numerator: { kind: 'column', column: `numerator_${String(index)}` },
      denominator: { kind: 'column', column: `denominator_${String(index)}` },
    },
  }))
}

function parts(formula: Output['formula']) {
  if (
    formula.kind !== 'quotient' ||
    formula.numerator.kind !== 'column' ||
    formula.denominator.kind !== 'column'
  )
    throw new Error('Only a quotient of two counts has an average over cohorts')
  return {
    numerator: sql.raw(formula.numerator.column),
    denominator: sql.raw(formula.denominator.column),
  }
}
