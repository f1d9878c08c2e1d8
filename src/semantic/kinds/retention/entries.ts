import type { ViewDimension } from '../../../catalog/catalog.ts'
import { comparisonsOf } from '../../model/request/condition.ts'
import type { PlannedCondition, PlannedPeriod } from '../../model/plan.ts'
import type { Cte } from '../../sql/cte.ts'
import {
  conditionsOn,
  dimensionColumns,
  factRows,
  inPeriod,
  selectDimensions,
  type AggregationContext,
} from '../../sql/from-clause.ts'
import { oneMember } from '../../sql/members.ts'
import { periodType } from '../../sql/periods.ts'
import type { Query } from '../../sql/select.ts'
import { allOf, as, bind, concatSql, sql, type Sql } from '../../sql/text/fragment.ts'
import { bucket, timeColumn } from '../../sql/time-bucket.ts'
import { memberOfEntry, type RetentionRules } from './rules.ts'

const sentences: Record<RetentionRules['entry'], string> = {
  first_time: 'An actor enters a cohort once, with its first matching start.',
  first_ever:
    'An actor enters a cohort with its first start event of that name, and only if that one matches.',
  recurring: 'An actor is in the cohort of every period with a matching start.',
}

/** The actors of each cohort: actor, cohort, `started_at` and dimensions. */
export function entryCtes(context: AggregationContext, rules: RetentionRules, name: string): readonly Cte[] {
  const { plan, aggregation, view } = context
  const { from, until, cut } = plan.period
  const type = periodType(rules.grain)
  return [
    ...enteredCtes(context, rules, name),
    {
      name,
      comment: 'The requested cohort of each entry.',
      body: {
        columns: [
          ...dimensionColumns(aggregation),
          sql`actor`,
          sql`started_at`,
          ...startedWeight(rules),
          ...memberOfEntry(rules),
          sql`cohort`,
        ],
        from: sql.raw(`${name}_entered`),
        joins: [
          {
            how: 'cross join lateral',
            source: {
              query: { columns: [as(bucket(sql`started_at`, view, plan, rules.grain), 'cohort')] },
              as: sql`cohorts`,
            },
          },
        ],
        where: [
          ...(from === null ? [] : [sql`cohort >= ${bind(from, type)}`]),
          ...(until === null ? [] : [sql`cohort < ${bind(until, type)}`]),
          // a cohort of which the bounds cut days has only the actors who entered on the others
          ...(cut === null ? [] : inPeriod(context, sql`started_at`)),
        ],
      },
    },
  ]
}

/** All starts, and the start of each actor that counts. */
function enteredCtes(context: AggregationContext, rules: RetentionRules, name: string): readonly Cte[] {
  const { plan, aggregation, view } = context
  const at = timeColumn(view)
  const own = [
    ...aggregation.dimensions,
    ...comparisonsOf(aggregation.filters).map(({ dimension }) => dimension),
  ]
  const isOneRow = rules.weight !== null || own.some(variesByEvent)
  const isOfEvent = (filter: PlannedCondition) =>
    comparisonsOf([filter]).some(({ dimension }) => variesByEvent(dimension))
  const ofActor = aggregation.filters.filter((filter) => !isOneRow || !isOfEvent(filter))
  const ofEvent = aggregation.filters.filter((filter) => !ofActor.includes(filter))
  const isRecurring = rules.entry === 'recurring'
  const period = isRecurring ? [sql`cohort_of_start`] : []
  const meetsFilters = ofEvent.length === 0 ? [] : [sql`meets_filters`]
  const starts = `${name}_starts`
  const entered = () => {
    if (startsOnce(context)) return onlyStart(context, rules, starts, meetsFilters)
    return isOneRow
      ? firstRow(context, rules, starts, period, meetsFilters)
      : firstMoment(context, rules, starts, period)
  }
  return [
    {
      name: starts,
      comment: 'Every event that may start a cohort.',
      body: {
        columns: [
          ...selectDimensions(context),
          sql`fact.${sql.raw(rules.actor)} as actor`,
          as(at, 'occurred_at'),
          sql`fact.is_start`,
          ...(isRecurring ? [as(bucket(at, view, plan, rules.grain), 'cohort_of_start')] : []),
          ...(rules.weight === null ? [] : [as(sql.raw(rules.weight), 'started_weight')]),
          ...(rules.member === null ? [] : [as(rules.member, 'member')]),
          ...(isOneRow ? view.header.key.map((key) => sql.raw(`fact.${key} as key_${key}`)) : []),
          ...(ofEvent.length === 0 ? [] : [as(sql`(${allOf(conditionsOn(ofEvent))})`, 'meets_filters')]),
        ],
        ...factRows(context, {
          where: [sql`fact.has_start_name`, ...whenStarted(context, rules)],
          filters: ofActor,
        }),
      },
    },
    { name: `${name}_entered`, comment: sentences[rules.entry], body: entered() },
  ]
}

/** Whether the view has only one start per actor: its creation or its first revenue. */
function startsOnce({ plan, view }: AggregationContext): boolean {
  return (
    !view.allParameters.includes('retention_start_event') || plan.parameters.retention_start_event === null
  )
}

/** Excludes starts after the requested range. Earlier starts are needed to find the first one. */
function whenStarted(context: AggregationContext, { entry }: RetentionRules): readonly Sql[] {
  if (entry === 'recurring' || startsOnce(context)) return inPeriod(context)
  const { plan } = context
  return inPeriod({ ...context, plan: { ...plan, period: withoutStart(plan.period) } })
}

/** The weight of an actor at its start, if actors have weights. */
function startedWeight({ weight }: RetentionRules): readonly Sql[] {
  return weight === null ? [] : [sql`started_weight`]
}

function withoutStart(period: PlannedPeriod): PlannedPeriod {
  const { cut } = period
  return { ...period, from: null, cut: cut === null ? null : { ...cut, from: null } }
}

function onlyStart(
  { aggregation }: AggregationContext,
  rules: RetentionRules,
  starts: string,
  meetsFilters: readonly Sql[],
): Query {
  return {
    columns: [
      ...dimensionColumns(aggregation),
      sql`actor`,
      sql`occurred_at as started_at`,
      ...startedWeight(rules),
      ...memberOfEntry(rules),
    ],
    from: sql.raw(starts),
    where: [sql`is_start`, ...meetsFilters],
  }
}

/** When all dimensions and filters describe the actor, only the time of its first start is needed. */
function firstMoment(
  { aggregation }: AggregationContext,
  rules: RetentionRules,
  starts: string,
  period: readonly Sql[],
): Query {
  const { entry } = rules
  const dimensions = dimensionColumns(aggregation)
  const started = sql`min(occurred_at) filter (where is_start)`
  return {
    columns: [
      ...dimensions,
      sql`actor`,
      as(started, 'started_at'),
      ...memberOfEntry(rules).flatMap(oneMember),
    ],
    from: sql.raw(starts),
    groupBy: [...dimensions, sql`actor`, ...period],
    having: [entry === 'first_ever' ? sql`${started} = min(occurred_at)` : sql`${started} is not null`],
  }
}

/** When some describe the event, they are taken from the start that counts, and filters apply after it is found. */
function firstRow(
  { aggregation, view }: AggregationContext,
  rules: RetentionRules,
  starts: string,
  period: readonly Sql[],
  meetsFilters: readonly Sql[],
): Query {
  const dimensions = dimensionColumns(aggregation)
  const own = [...startedWeight(rules), ...memberOfEntry(rules)]
  const keys = view.header.key.map((key) => sql.raw(`key_${key}`))
  const order = concatSql([sql`occurred_at`, sql`is_start desc`, ...keys])
  const window = sql`partition by ${concatSql([sql`actor`, ...period])} order by ${order}`
  return {
    columns: [...dimensions, sql`actor`, sql`occurred_at as started_at`, ...own],
    from: {
      query: {
        columns: [
          ...dimensions,
          sql`actor`,
          sql`occurred_at`,
          sql`is_start`,
          ...own,
          ...meetsFilters,
          sql`row_number() over (${window}) as nth`,
        ],
        from: sql.raw(starts),
        where: rules.entry === 'first_ever' ? [] : [sql`is_start`],
      },
      as: sql`in_order`,
    },
    where: [sql`nth = 1`, sql`is_start`, ...meetsFilters],
  }
}

/** Whether a dimension describes the event, not only the current actor. */
function variesByEvent({ join, joinColumns }: ViewDimension): boolean {
  return join === null || joinColumns.current === null || join.columns.join() !== joinColumns.current.join()
}
