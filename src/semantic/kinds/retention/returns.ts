import type { Cte } from '../../sql/cte.ts'
import { dimensionColumns, type AggregationContext } from '../../sql/from-clause.ts'
import { unionAll, type Query } from '../../sql/select.ts'
import { as, bind, sql, type Sql } from '../../sql/text/fragment.ts'
import { bucket, timeColumn } from '../../sql/time-bucket.ts'
import { permittedRelation } from '../../sql/views/relation-name.ts'
import { ageBetween, rollingAge, sinceFirstCohort } from './clock.ts'
import { memberOfEntry, type RetentionRules } from './rules.ts'

/** The ages at which each entry returned: cohort, dimensions, actor and age, without duplicates. */
export function returnCtes(
  context: AggregationContext,
  rules: RetentionRules,
  name: (part: string) => string,
): readonly Cte[] {
  if (rules.rollingDays !== null) return [rollingReturns(context, rules, name, rules.rollingDays)]
  const later = laterReturns(context, rules, name)
  return [
    periodsOfReturn(context, rules, name('periods')),
    {
      name: name('returns'),
      comment: 'The ages at which each entry returned.',
      body:
        rules.ageZero === 'returned'
          ? unionAll([later, returnsAtAgeZero(context, rules, name('entries'))])
          : later,
    },
  ]
}

/** A return at age 0 is an event after the start; the start itself does not count. */
function afterTheStart(at: Sql): Sql {
  return sql`(${at} > entries.started_at or not fact.is_start)`
}

function periodsOfReturn(context: AggregationContext, rules: RetentionRules, name: string): Cte {
  const { plan, view } = context
  const { grain, weight } = rules
  const actor = sql.raw(`fact.${rules.actor}`)
  return {
    name,
    comment: `The periods in which an actor returned${times(rules)}.`,
    body: {
      columns: [sql`actor`, sql`returned_in`, ...(weight === null ? [] : [sql`sum(weight) as weight`])],
      from: {
        query: {
          columns: [
            sql`${actor} as actor`,
            as(bucket(timeColumn(view), view, plan, grain), 'returned_in'),
            ...(weight === null ? [] : [as(sql.raw(weight), 'weight')]),
            ...activeUserColumn(rules),
          ],
          from: returnRows(context),
          where: [sql`fact.is_return`, sql`${actor} is not null`, ...sinceFirstCohort(context)],
        },
        as: sql`returned`,
      },
      groupBy: [sql`actor`, sql`returned_in`],
      having: atLeast(rules),
    },
  }
}

/** The returns in periods after that of the start. */
function laterReturns(
  { aggregation }: AggregationContext,
  rules: RetentionRules,
  name: (part: string) => string,
): Query {
  const { grain, weight } = rules
  return {
    columns: [
      sql`entries.cohort`,
      ...dimensionColumns(aggregation),
      sql`entries.actor`,
      ...memberOfEntry(rules),
      as(ageBetween(sql`entries.cohort`, sql`periods.returned_in`, grain), 'age'),
      ...(weight === null ? [] : [sql`weight`, sql`started_weight`]),
    ],
    from: sql.raw(`${name('entries')} as entries`),
    joins: [
      {
        how: 'inner join',
        source: sql.raw(`${name('periods')} as periods`),
        on: [sql`entries.actor = periods.actor`, sql`periods.returned_in > entries.cohort`],
      },
    ],
  }
}

/** The returns in the period of the start. */
function returnsAtAgeZero(context: AggregationContext, rules: RetentionRules, entries: string): Query {
  const { plan, aggregation, view } = context
  const at = timeColumn(view)
  const keys = [
    sql`entries.cohort`,
    ...dimensionColumns(aggregation),
    sql`entries.actor`,
    ...memberOfEntry(rules),
  ]
  return {
    columns: [...keys, sql`0 as age`],
    from: sql.raw(`${entries} as entries`),
    joins: [
      {
        how: 'inner join',
        source: returnRows(context),
        on: [
          sql.raw(`entries.actor = fact.${rules.actor}`),
          sql`fact.is_return`,
          sql`${at} >= entries.started_at`,
          afterTheStart(at),
          sql`${bucket(at, view, plan, rules.grain)} = entries.cohort`,
        ],
      },
    ],
    groupBy: keys,
    having: atLeast(rules, `fact.${rules.activeUsers?.column ?? ''}`),
  }
}

function rollingReturns(
  context: AggregationContext,
  rules: RetentionRules,
  name: (part: string) => string,
  days: number,
): Cte {
  const { aggregation, view } = context
  const dimensions = dimensionColumns(aggregation)
  const member = memberOfEntry(rules)
  const at = timeColumn(view)
  const isAgeZero = rules.ageZero === 'returned'
  return {
    name: name('returns'),
    comment: `Ages in steps of ${String(days * 24)} hours from each actor's own start, both floored to the hour.`,
    body: {
      columns: [sql`cohort`, ...dimensions, sql`actor`, ...member, sql`age`],
      from: {
        query: {
          columns: [
            sql`entries.cohort`,
            ...dimensions,
            sql`entries.actor`,
            ...member,
            sql`entries.started_at`,
            as(rollingAge(context, sql`entries.started_at`, at, days), 'age'),
            ...activeUserColumn(rules),
          ],
          from: sql.raw(`${name('entries')} as entries`),
          joins: [
            {
              how: 'inner join',
              source: returnRows(context),
              on: [
                sql.raw(`entries.actor = fact.${rules.actor}`),
                sql`fact.is_return`,
                sql`${at} >= entries.started_at`,
                ...(isAgeZero ? [afterTheStart(at)] : []),
                ...sinceFirstCohort(context),
              ],
            },
          ],
        },
        as: sql`elapsed`,
      },
      where: isAgeZero ? [] : [sql`age >= 1`],
      groupBy: [sql`cohort`, ...dimensions, sql`actor`, ...member, sql`started_at`, sql`age`],
      having: atLeast(rules),
    },
  }
}

/** Reads returns from their own view when the header names one: in the metric view they are joined with the starts. */
function returnRows({ catalog, aggregation, view, plan }: AggregationContext): Sql {
  return sql`${permittedRelation(catalog, plan, view.header.return_events_from ?? aggregation.view)} as fact`
}

/** The column of active users, if a minimum number of them is required. */
function activeUserColumn({ activeUsers }: RetentionRules): readonly Sql[] {
  return activeUsers === null ? [] : [sql.raw(`fact.${activeUsers.column} as active_user`)]
}

function atLeast(
  { minOccurrences, activeUsers }: RetentionRules,
  activeUser = 'active_user',
): readonly Sql[] {
  return [
    ...(minOccurrences === 1 ? [] : [sql`count(*) >= ${bind(minOccurrences, 'integer')}`]),
    ...(activeUsers === null
      ? []
      : [sql`count(distinct ${sql.raw(activeUser)}) >= ${bind(activeUsers.minimum, 'integer')}`]),
  ]
}

function times({ minOccurrences, activeUsers }: RetentionRules): string {
  return [
    minOccurrences === 1 ? '' : ` at least ${String(minOccurrences)} times`,
    activeUsers === null ? '' : ` with at least ${String(activeUsers.minimum)} active users`,
  ].join('')
}
