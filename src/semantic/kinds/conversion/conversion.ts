import { sql, type RawBuilder } from 'kysely'
import type { Metric } from '../../../catalog/catalog.ts'
import type { MetricHeader } from '../../../catalog/headers/view-header.ts'
import { bucket } from '../../sql/time-bucket.ts'
import { list, type Cte, type CompiledAggregation } from '../../sql/cte.ts'
import {
  dimensionColumns,
  fromClause,
  inPeriod,
  selectDimensions,
  type AggregationContext,
} from '../../sql/from-clause.ts'
import { maturityCounts } from '../maturity.ts'
import type { Plan } from '../../model/plan.ts'
import type { Criteria } from '../../parameters/conversion-criteria.ts'
import { criteriaTables } from './criteria.ts'
import { groupBy, timeColumn } from '../../sql/grouping.ts'
import { concatSql } from '../../sql/template.ts'
import { series, type HeaderOf, type Kind } from '../kind.ts'

type ConversionHeader = Extract<MetricHeader, { kind: 'conversion' }>

/** Conversions within a window. */
export const conversion: Kind<HeaderOf<'conversion'>> = {
  ...series,
  isRecomputable: true,
  aggregationKey: ({ actor, converted_at, criteria_from }) =>
    `conversion ${actor} ${converted_at} ${criteria_from ?? ''}`,
  open: ({ window_ends_at, chance }) => ({
    kind: 'windows',
    endsAt: window_ends_at,
    chance: chance ?? null,
  }),
  auxiliaryView: ({ criteria_from }, parameters) =>
    (parameters['conversion_criteria'] ?? null) === null ? undefined : criteria_from,
  compile: compileConversion,
}

/**
 * Who had the chance to convert, who did within the window, and how long that took. Whoever's window is not
 * over at `asOf` is in none of these numbers.
 */
function compileConversion(context: AggregationContext): CompiledAggregation {
  const { plan, group, view } = context
  const { grain } = plan.period
  const period = grain === null ? [] : [sql`${bucket(timeColumn(view), view, plan, grain)} as period_start`]
  const { tables, joined } = conversionRows(context, inPeriod(context))
  const maturity = maturityCounts(group, plan)
  return {
    name: group.name,
    tables: [
      ...tables,
      {
        name: group.name,
        says: `${group.leaves.map(({ metric }) => metric.name).join(', ')}: counted from ${group.view}, of those whose window is over.`,
        body: sql`    select\n        ${list([
          ...period,
          ...selectDimensions(context),
          ...group.leaves.map(
            ({ column, metric }) => sql`${conversionMeasure(context, metric)} as ${sql.raw(column)}`,
          ),
          ...maturity.map(({ column, count }) => sql`${count} as ${sql.raw(column)}`),
        ])}\n\n    ${fromClause(context, inPeriod(context), joined)}${groupBy(plan, dimensionColumns(group))}`,
      },
    ],
    measures: [
      ...group.leaves.map(({ column, metric }) => ({
        column,
        empty: headerOf(metric).measure === 'duration' ? ('null' as const) : ('zero' as const),
      })),
      ...maturity.map(({ column }) => ({ column, empty: 'zero' as const })),
    ],
  }
}

/** What has to stand before and beside a view's rows, so that a question's own criteria decide instead of its column. */
export function conversionRows(
  context: AggregationContext,
  among: readonly RawBuilder<unknown>[],
): { readonly tables: readonly Cte[]; readonly joined: RawBuilder<unknown> } {
  const { group, view } = context
  const criteria = criteriaOf(context)
  if (criteria === null) return { tables: [], joined: sql`` }
  const met = `${group.name}_met`
  const header = headerOf(group.leaves[0].metric)
  return {
    tables: criteriaTables(context, header, criteria, among, met),
    joined: sql`\n\n    left join ${sql.raw(met)} as met\n        on fact.${sql.raw(header.actor)} = met.actor\n        and ${timeColumn(view)} = met.anchored_at`,
  }
}

/** The aggregate of a conversion metric over rows. */
export function conversionMeasure(context: AggregationContext, metric: Metric): RawBuilder<unknown> {
  const { plan, view } = context
  const header = headerOf(metric)
  const anchoredAt = timeColumn(view)
  const convertedAt =
    criteriaOf(context) === null
      ? sql.raw(`fact.${header.converted_at}`)
      : // the greatest of a null and something is something
        sql`case when met.met_at is not null then greatest(met.met_at, ${anchoredAt}) end`
  const counted = header.where ?? (header.measure === 'eligible' ? header.chance : undefined)
  const conditions = [
    ...(counted === undefined ? [] : [sql`(${sql.raw(counted)})`]),
    isKnown(sql.raw(`fact.${header.window_ends_at}`), plan),
    ...(header.measure === 'eligible' ? [] : [sql`${convertedAt} is not null`]),
  ]
  const filter = sql`filter (where ${concatSql(conditions, ' and ')})`
  if (header.measure !== 'duration') return sql`count(*) ${filter}`
  const seconds = sql.lit(metric.unit === 'days' ? 86_400 : 3600)
  return sql`percentile_cont(${sql.lit(header.percentile)}) within group (order by extract(epoch from ${convertedAt} - ${anchoredAt}) / ${seconds}) ${filter}`
}

/** Whether the outcome is known: the window's last moment has passed, or there is no window. */
export function isKnown(endsAt: RawBuilder<unknown>, { asOf }: Pick<Plan, 'asOf'>): RawBuilder<unknown> {
  return sql`(${endsAt} is null or ${endsAt} <= ${asOf}::timestamptz)`
}

function headerOf({ name, header }: Metric): ConversionHeader {
  if (header.kind !== 'conversion') throw new Error(`${name} is no conversion`)
  return header
}

/** The question's own criteria, or null for the view's definition. */
function criteriaOf({ plan, group }: AggregationContext): Criteria | null {
  const { criteria_from: from } = headerOf(group.leaves[0].metric)
  const criteria = plan.parameters['conversion_criteria'] as Criteria | null
  return from === undefined ? null : criteria
}
