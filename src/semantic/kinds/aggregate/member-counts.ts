import { memberOfRow, membersColumns } from '../../sql/members.ts'
import { allOf, none, sql, type Sql } from '../../sql/text/fragment.ts'
import { rowsOf, type KindContext } from '../kind.ts'

/** The number of members behind each aggregate over rows, as columns next to the aggregates: those whose rows count. */
export function memberCounts(context: KindContext): readonly Sql[] {
  const member = memberOfRow(context)
  return membersColumns(member, context.baseMetrics, (baseMetric) => {
    const conditions = rowsOf(baseMetric).contributing(baseMetric, context)
    const filter = conditions.length === 0 ? none : sql` filter (where ${allOf(conditions)})`
    return sql`count(distinct ${member ?? none})${filter}`
  })
}
