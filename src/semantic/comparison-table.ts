import { sql, type RawBuilder } from 'kysely'
import type { AnswerColumn } from './answer.ts'
import { earlierColumn } from './answer-columns.ts'
import { list } from './common-table.ts'
import { finishNumber, unitOf } from './finish-number.ts'
import type { Plan } from './plan.ts'
import { spanInterval, spanName, type Span } from './span.ts'
import { together } from './together.ts'

/** What only a comparison adds to an answer: it is not there before the periods stand beside each other. */
export const comparing: readonly AnswerColumn['kind'][] = ['earlier', 'change', 'growth']

/** Whether what is shown of a metric is less than what is known of it. */
export function isRounded({ columns }: Plan, alias: string): boolean {
  return columns.find(({ name }) => name === alias)?.type !== 'bigint'
}

/** The column that holds what a metric was before it was rounded. */
export function unroundedColumn(alias: string): string {
  return `${alias}.unrounded`
}

/** Every row beside the same group's rows of earlier periods. Differences are of the numbers before they are rounded. */
export function compared(plan: Plan): RawBuilder<unknown> {
  const joins = plan.comparisons.map((span) => {
    const earlier = sql.id(`${spanName(span)}_ago`)
    const conditions = [
      sql`${earlier}.period = ${periodBefore(plan, span)}`,
      ...(plan.dimensions.length === 0
        ? []
        : [sql`${sameGroup(plan, earlier)} = ${sameGroup(plan, sql`computed`)}`]),
    ]
    return sql`\n\n    left join computed as ${earlier}\n        on ${together(conditions, '\n        and ')}`
  })
  const columns = plan.outputs.flatMap(({ alias, metric }) =>
    plan.comparisons.flatMap((span) => {
      const earlier = sql.id(`${spanName(span)}_ago`)
      const rounded = isRounded(plan, alias)
      const known = sql.id(rounded ? unroundedColumn(alias) : alias)
      const now = sql`computed.${known}`
      const before = sql`${earlier}.${known}`
      const growth = sql`(${now} - ${before})::numeric / case when ${before} > 0 then ${before} end`
      const change = sql`${now} - ${before}`
      return [
        sql`${earlier}.${sql.id(alias)} as ${sql.id(earlierColumn(alias, span))}`,
        sql`${rounded ? finishNumber(change, unitOf('numeric', metric.unit)) : change} as ${sql.id(`${alias}.${spanName(span)}_change`)}`,
        sql`${finishNumber(growth, 'ratio')} as ${sql.id(`${alias}.${spanName(span)}_growth`)}`,
      ]
    }),
  )
  const own = plan.columns
    .filter(({ kind }) => !comparing.includes(kind))
    .map(({ name }) => sql`computed.${sql.id(name)}`)
  return sql`    select\n        ${list([...own, ...columns])}\n\n    from computed${together(joins, '')}`
}

function periodBefore(plan: Plan, span: Span): RawBuilder<unknown> {
  if (plan.period.grain !== 'hour') return sql`(computed.period - ${spanInterval(span)})::date`
  if (span.unit === 'hour') return sql`computed.period - ${spanInterval(span)}`
  return sql`((computed.period at time zone ${plan.timeZone}::text) - ${spanInterval(span)}) at time zone ${plan.timeZone}::text`
}

/** The dimensions as one text, in which nulls are equal and joins can be hashed. */
function sameGroup(plan: Plan, table: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`row(${together(plan.dimensions.map((name) => sql`${table}.${sql.id(name)}`))})::text`
}
