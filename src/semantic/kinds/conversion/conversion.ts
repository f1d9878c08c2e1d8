import type { Metric } from '../../../catalog/catalog.ts'
import type { MetricHeader } from '../../../catalog/headers/view-header.ts'
import type { Plan } from '../../model/plan.ts'
import type { Criteria } from '../../parameters/conversion-criteria.ts'
import type { CompiledAggregation, Cte } from '../../sql/cte.ts'
import {
  factRows,
  groupColumns,
  inPeriod,
  selectDimensions,
  selectPeriod,
  type AggregationContext,
} from '../../sql/from-clause.ts'
import type { Join } from '../../sql/select.ts'
import { allOf, as, bind, sql, type Sql } from '../../sql/text/fragment.ts'
import { timeColumn } from '../../sql/time-bucket.ts'
import { series, type HeaderOf, type Kind } from '../kind.ts'
import { maturityCounts } from '../maturity.ts'
import { criteriaCtes } from './criteria.ts'

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
  const { plan, group } = context
  const { ctes, joins } = conversionRows(context, inPeriod(context))
  const maturity = maturityCounts(group, plan)
  return {
    name: group.name,
    ctes: [
      ...ctes,
      {
        name: group.name,
        comment: `${group.leaves.map(({ metric }) => metric.name).join(', ')}: counted from ${group.view}, of those whose window is over.`,
        body: {
          columns: [
            ...selectPeriod(context),
            ...selectDimensions(context),
            ...group.leaves.map(({ column, metric }) => as(conversionMeasure(context, metric), column)),
            ...maturity.map(({ column, count }) => as(count, column)),
          ],
          ...factRows(context, { where: inPeriod(context), joins }),
          groupBy: groupColumns(context),
        },
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

/** What has to come before a view's rows and be joined to them, so that a question's own criteria decide. */
export function conversionRows(
  context: AggregationContext,
  among: readonly Sql[],
): { readonly ctes: readonly Cte[]; readonly joins: readonly Join[] } {
  const { group, view } = context
  const criteria = criteriaOf(context)
  if (criteria === null) return { ctes: [], joins: [] }
  const met = `${group.name}_met`
  const header = headerOf(group.leaves[0].metric)
  return {
    ctes: criteriaCtes(context, header, criteria, among, met),
    joins: [
      {
        how: 'left join',
        source: sql.raw(`${met} as met`),
        on: [sql`fact.${sql.raw(header.actor)} = met.actor`, sql`${timeColumn(view)} = met.anchored_at`],
      },
    ],
  }
}

/** The aggregate of a conversion metric over rows. */
export function conversionMeasure(context: AggregationContext, metric: Metric): Sql {
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
  const filter = sql`filter (where ${allOf(conditions)})`
  if (header.measure !== 'duration') return sql`count(*) ${filter}`
  const seconds = sql.lit(metric.unit === 'days' ? 86_400 : 3600)
  const duration = sql`extract(epoch from ${convertedAt} - ${anchoredAt}) / ${seconds}`
  return sql`percentile_cont(${sql.lit(header.percentile)}) within group (order by ${duration}) ${filter}`
}

/** Whether the outcome is known: the window's last moment has passed, or there is no window. */
export function isKnown(endsAt: Sql, { asOf }: Pick<Plan, 'asOf'>): Sql {
  return sql`(${endsAt} is null or ${endsAt} <= ${bind(asOf, 'timestamptz')})`
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
