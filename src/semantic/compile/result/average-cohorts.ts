import { isOn } from '../../model/request/condition.ts'
import type { Output, Plan } from '../../model/plan.ts'
import type { Cte } from '../../sql/cte.ts'
import { divide } from '../../sql/text/divide.ts'
import { cohortCondition } from '../../sql/filter.ts'
import { dimensionColumn } from '../../sql/from-clause.ts'
import { membersColumn } from '../../sql/members.ts'
import { as, concatSql, sql, type Sql } from '../../sql/text/fragment.ts'
import { maturityStatus } from '../../kinds/maturity.ts'

/** The column with the number of cohorts in an average. */
export function cohortsColumn(index: number): string {
  return `cohorts_${String(index)}`
}

/** The key columns of a row of averages. */
export function averageKeys({ dimensions }: Pick<Plan, 'dimensions'>): readonly Sql[] {
  return [sql`age`, ...dimensions.map(dimensionColumn)]
}

/** The columns with the numerator and the denominator of an average. */
export function averageColumns(index: number): Parts {
  return { numerator: `numerator_${String(index)}`, denominator: `denominator_${String(index)}` }
}

/**
 * The average over cohorts, for each age. A weighted average sums numerators and denominators; a simple average is the
 * mean of the ratios. Incomplete ages are excluded. The members behind an average are at least those of its largest cohort.
 *
 * @param name the name of the CTE
 * @param columns the columns of the cohorts
 */
export function averageCte(plan: Plan, name: string, columns: readonly string[]): Cte {
  const keys = averageKeys(plan)
  const sums = plan.outputs.flatMap(({ formula }, index) => {
    const of = parts(formula)
    const [numerator, denominator] = [sql.raw(of.numerator), sql.raw(of.denominator)]
    const rate = divide(sql`${numerator}::numeric`, denominator)
    const isComplete = sql`filter (where ${maturityStatus(plan, formula)} = 'COMPLETE')`
    const [above, below] =
      plan.cohorts === 'weighted_average'
        ? [sql`sum(${numerator}) ${isComplete}`, sql`sum(${denominator}) ${isComplete}`]
        : [sql`sum(${rate}) ${isComplete}`, sql`count(${rate}) ${isComplete}`]
    const own = averageColumns(index)
    return [
      as(above, own.numerator),
      as(below, own.denominator),
      as(sql`count(${rate}) ${isComplete}`, cohortsColumn(index)),
      ...memberColumns(of, own, columns).map(([ofCohort, ofAverage]) =>
        as(sql`max(${sql.raw(ofCohort)}) ${isComplete}`, ofAverage),
      ),
    ]
  })
  // ages without a complete cohort have no row
  const complete = plan.outputs.map(({ formula }) => sql`${maturityStatus(plan, formula)} = 'COMPLETE'`)
  const conditions = plan.cohortFilters
    .filter((condition) => isOn(condition, 'cohort'))
    .map((filter) => cohortCondition(plan, filter))
  return {
    name,
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

/** The columns of an average but its keys, from those of the cohorts. */
export function averagedColumns(
  { outputs }: Pick<Plan, 'outputs'>,
  columns: readonly string[],
): readonly string[] {
  return outputs.flatMap(({ formula }, index) => {
    const own = averageColumns(index)
    return [
      own.numerator,
      own.denominator,
      cohortsColumn(index),
      ...memberColumns(parts(formula), own, columns).map(([, ofAverage]) => ofAverage),
    ]
  })
}

interface Parts {
  readonly numerator: string
  readonly denominator: string
}

/** The columns with the numbers of members behind the parts of an average: of each cohort, and of the average. */
function memberColumns(
  ofCohorts: Parts,
  ofAverage: Parts,
  columns: readonly string[],
): readonly (readonly [string, string])[] {
  return (['numerator', 'denominator'] as const)
    .map((part) => [membersColumn(ofCohorts[part]), membersColumn(ofAverage[part])] as const)
    .filter(([ofCohort]) => columns.includes(ofCohort))
}

/** The outputs as quotients of the sums. */
export function averageOutputs({ outputs }: Pick<Plan, 'outputs'>): readonly Output[] {
  return outputs.map((output, index) => {
    const { numerator, denominator } = averageColumns(index)
    return {
      ...output,
      formula: {
        kind: 'quotient',
        numerator: { kind: 'column', column: numerator },
        denominator: { kind: 'column', column: denominator },
      },
    }
  })
}

function parts(formula: Output['formula']): Parts {
  if (
    formula.kind !== 'quotient' ||
    formula.numerator.kind !== 'column' ||
    formula.denominator.kind !== 'column'
  )
    throw new Error('Only a quotient of two counts has an average over cohorts')
  return { numerator: formula.numerator.column, denominator: formula.denominator.column }
}
