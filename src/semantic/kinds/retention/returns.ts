import { sql, type RawBuilder } from 'kysely'
import { bucket } from '../../sql/time-bucket.ts'
import { list, type Cte } from '../../sql/cte.ts'
import { dimensionColumns, type AggregationContext } from '../../sql/from-clause.ts'
import { relationName } from '../../sql/view-ctes.ts'
import { timeColumn } from '../../sql/grouping.ts'
import { ageBetween, rollingAge, sinceFirstCohort } from './clock.ts'
import type { RetentionRules } from './rules.ts'
import { concatSql } from '../../sql/template.ts'

/** How old each entry was whenever it came back: cohort, dimensions, actor and age, each once. */
export function returnTables(
  context: AggregationContext,
  rules: RetentionRules,
  name: (part: string) => string,
): Cte[] {
  return rules.rollingDays === null
    ? calendarReturns(context, rules, name)
    : [rollingReturns(context, rules, name, rules.rollingDays)]
}

/** Back at age 0 is whoever does something after the start; the start itself is no return. */
function afterTheStart(at: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${at} > entries.started_at or not fact.is_start)`
}

function calendarReturns(
  context: AggregationContext,
  rules: RetentionRules,
  name: (part: string) => string,
): Cte[] {
  const { plan, group, view } = context
  const { grain, weight } = rules
  const dimensions = dimensionColumns(group)
  const fact = returnRows(context)
  const returnedIn = bucket(timeColumn(view), view, plan, grain)
  const weights = weight === null ? [] : [sql`weight`, sql`started_weight`]
  const later = sql`    select\n        ${list([sql`entries.cohort`, ...dimensions, sql`entries.actor`, sql`${ageBetween(sql`entries.cohort`, sql`periods.returned_in`, grain)} as age`, ...weights])}\n\n    from ${sql.raw(name('entries'))} as entries\n\n    inner join ${sql.raw(name('periods'))} as periods\n        on entries.actor = periods.actor\n        and periods.returned_in > entries.cohort`
  const keys = [sql`entries.cohort`, ...dimensions, sql`entries.actor`]
  const atAgeZero = sql`\n\n    union all\n\n    select\n        ${list([...keys, sql`0 as age`])}\n\n    from ${sql.raw(name('entries'))} as entries\n\n    inner join ${fact}\n        on entries.actor = fact.${sql.raw(rules.actor)}\n        and fact.is_return\n        and ${timeColumn(view)} >= entries.started_at\n        and ${afterTheStart(timeColumn(view))}\n        and ${returnedIn} = entries.cohort\n\n    group by ${concatSql(keys)}${atLeast(rules, `fact.${rules.people?.column ?? ''}`)}`
  return [
    {
      name: name('periods'),
      says: `The periods in which an actor came back${times(rules)}.`,
      body: sql`    select\n        ${list([sql`actor`, sql`returned_in`, ...(weight === null ? [] : [sql`sum(weight) as weight`])])}\n\n    from (\n        select\n            ${concatSql([sql`fact.${sql.raw(rules.actor)} as actor`, sql`${returnedIn} as returned_in`, ...(weight === null ? [] : [sql`${sql.raw(weight)} as weight`]), ...person(rules)], ',\n            ')}\n        from ${fact}\n        where ${concatSql(
        [sql`fact.is_return`, sql`fact.${sql.raw(rules.actor)} is not null`, ...sinceFirstCohort(context)],
        ' and ',
      )}\n    ) as returned\n\n    group by actor, returned_in${atLeast(rules)}`,
    },
    {
      name: name('returns'),
      says: 'How old each entry was whenever it came back.',
      body: rules.ageZero === 'returned' ? sql`${later}${atAgeZero}` : later,
    },
  ]
}

function rollingReturns(
  context: AggregationContext,
  rules: RetentionRules,
  name: (part: string) => string,
  days: number,
): Cte {
  const { group, view } = context
  const dimensions = dimensionColumns(group)
  const at = timeColumn(view)
  const elapsed = rollingAge(context, sql`entries.started_at`, at, days)
  const isAgeZero = rules.ageZero === 'returned'
  const conditions = [
    sql`entries.actor = fact.${sql.raw(rules.actor)}`,
    sql`fact.is_return`,
    sql`${at} >= entries.started_at`,
    ...(isAgeZero ? [afterTheStart(at)] : []),
    ...sinceFirstCohort(context),
  ]
  return {
    name: name('returns'),
    says: `Ages in steps of ${String(days * 24)} hours from each actor's own start, both floored to the hour.`,
    body: sql`    select\n        ${list([sql`cohort`, ...dimensions, sql`actor`, sql`age`])}\n\n    from (\n        select\n            ${concatSql([sql`entries.cohort`, ...dimensions, sql`entries.actor`, sql`entries.started_at`, sql`${elapsed} as age`, ...person(rules)], ',\n            ')}\n\n        from ${sql.raw(name('entries'))} as entries\n\n        inner join ${returnRows(context)}\n            on ${concatSql(conditions, '\n            and ')}\n    ) as elapsed${isAgeZero ? sql`` : sql`\n\n    where age >= 1`}\n\n    group by ${concatSql([sql`cohort`, ...dimensions, sql`actor`, sql`started_at`, sql`age`])}${atLeast(rules)}`,
  }
}

/** Read where they are: through the view, each would pass by the starts that are put beside it. */
function returnRows({ group, view, plan }: AggregationContext): RawBuilder<unknown> {
  return sql`${sql.raw(relationName(view.header.returns ?? group.view, plan.usableStored))} as fact`
}

/** Who came back, where it matters. */
function person({ people }: RetentionRules): RawBuilder<unknown>[] {
  return people === null ? [] : [sql`fact.${sql.raw(people.column)} as person`]
}

function atLeast({ minOccurrences, people }: RetentionRules, person = 'person'): RawBuilder<unknown> {
  const conditions = [
    ...(minOccurrences === 1 ? [] : [sql`count(*) >= ${minOccurrences}::integer`]),
    ...(people === null ? [] : [sql`count(distinct ${sql.raw(person)}) >= ${people.least}::integer`]),
  ]
  return conditions.length === 0 ? sql`` : sql`\n\n    having ${concatSql(conditions, ' and ')}`
}

function times({ minOccurrences, people }: RetentionRules): string {
  return [
    minOccurrences === 1 ? '' : ` at least ${String(minOccurrences)} times`,
    people === null ? '' : ` with at least ${String(people.least)} people`,
  ].join('')
}
