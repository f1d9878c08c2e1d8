import { membersOf } from '../../policy/members.ts'
import type { CompiledMeasure } from './cte.ts'
import type { AggregationContext } from './from-clause.ts'
import { as, sql, type Sql } from './text/fragment.ts'

/** The member behind each row (`fact`) of an aggregation; null where none is needed, because no value is withheld. */
export function memberOfRow({ plan, view }: Pick<AggregationContext, 'plan' | 'view'>): Sql | null {
  const members = plan.withholding === undefined ? null : membersOf(view)
  return members === null ? null : sql.raw(`fact.${members.column}`)
}

/** The column with the number of members behind the values of another column. */
export function membersColumn(column: string): string {
  return `members_of_${column}`
}

/** The number of members as a column next to each base metric; none where no value is withheld. */
export function membersColumns<BaseMetric extends { readonly column: string }>(
  member: Sql | null,
  baseMetrics: readonly BaseMetric[],
  count: (baseMetric: BaseMetric) => Sql,
): readonly Sql[] {
  return member === null
    ? []
    : baseMetrics.map((baseMetric) => as(count(baseMetric), membersColumn(baseMetric.column)))
}

/** The same columns in the result of an aggregation. */
export function memberMeasures(
  member: Sql | null,
  baseMetrics: readonly { readonly column: string }[],
): readonly CompiledMeasure[] {
  return member === null
    ? []
    : baseMetrics.map(({ column }) => ({ column: membersColumn(column), empty: 'zero' }))
}

/** One member of each actor. Different actors may have the same one, so their distinct number is a lower bound. */
export function oneMember(member: Sql | null): readonly Sql[] {
  return member === null ? [] : [sql`min(${member}) as member`]
}

/** The distinct number of the column of {@link oneMember}. */
export const distinctMembers = sql`count(distinct member)`
