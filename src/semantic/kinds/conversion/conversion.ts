import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import type { Plan } from '../../model/plan.ts'
import type { Criteria } from '../../../catalog/parameters/values/conversion-criteria.ts'
import type { CompiledAggregation, Cte } from '../../sql/cte.ts'
import { factRows, groupColumns, inPeriod, selectDimensions, selectPeriod } from '../../sql/from-clause.ts'
import { memberMeasures, memberOfRow } from '../../sql/members.ts'
import type { Join } from '../../sql/select.ts'
import { allOf, as, bind, sql, type Sql } from '../../sql/text/fragment.ts'
import { timeColumn } from '../../sql/time-bucket.ts'
import { memberCounts } from '../aggregate/member-counts.ts'
import { code, condition } from '../formula-text.ts'
import { series, type Kind, type KindContext, type KindMetric } from '../kind.ts'
import { maturityCounts } from '../maturity.ts'
import { criteriaCtes } from './criteria.ts'

type ConversionHeader = HeaderOf<'conversion'>
type ConversionContext = KindContext<ConversionHeader>

/** Conversions within a window after a starting event. */
export const conversion: Kind<HeaderOf<'conversion'>> = {
  ...series,
  description: 'Actors who converted within a window after a starting event.',
  formula: conversionFormula,
  isRecomputable: true,
  aggregationKey: ({ actor, converted_at, criteria_events_from }) =>
    `conversion ${actor} ${converted_at} ${criteria_events_from ?? ''}`,
  maturity: ({ window_ends_at, eligible_where }) => ({
    kind: 'windows',
    endsAt: window_ends_at,
    eligibleWhere: eligible_where ?? null,
  }),
  auxiliaryView: ({ criteria_events_from }, parameters) =>
    parameters.conversion_criteria === null ? undefined : criteria_events_from,
  compile: compileConversion,
  rows: {
    measure: conversionMeasure,
    isAdditive: ({ measure }) => measure !== 'duration',
    empty: emptyOf,
    where: () => [],
    contributing: convertedRows,
    joined: conversionRows,
  },
}

function conversionFormula(header: ConversionHeader): string {
  const { actor, measure, percentile, unit } = header
  const over = condition(countedRows(header))
  switch (measure) {
    case 'eligible':
      return `${code(actor)} whose window has ended${over}`
    case 'converted':
      return `${code(actor)} who converted, of those whose window has ended${over}`
    case 'duration':
      return `percentile ${String(percentile)} of the ${unit} to conversion${over}`
  }
}

/** Without rows, durations are null and counts are 0. */
function emptyOf({ measure }: ConversionHeader): 'zero' | 'null' {
  return measure === 'duration' ? 'null' : 'zero'
}

/** The condition on the rows that count: the own condition, else for `eligible` the condition of eligibility. */
function countedRows({ where, measure, eligible_where }: ConversionHeader): string | undefined {
  return where ?? (measure === 'eligible' ? eligible_where : undefined)
}

/**
 * The eligible actors, those who converted within the window, and the time to conversion. Actors whose window has not
 * ended at `asOf` are excluded from all three.
 */
function compileConversion(context: ConversionContext): CompiledAggregation {
  const { plan, aggregation, baseMetrics } = context
  const { ctes, joins } = conversionRows(context, inPeriod(context))
  const maturity = maturityCounts(aggregation, plan)
  return {
    name: aggregation.name,
    ctes: [
      ...ctes,
      {
        name: aggregation.name,
        comment:
          `${baseMetrics.map(({ metric }) => metric.name).join(', ')}: from ${aggregation.view}, rows ` +
          `whose window has ended.`,
        body: {
          columns: [
            ...selectPeriod(context),
            ...selectDimensions(context),
            ...baseMetrics.map((baseMetric) => as(conversionMeasure(baseMetric, context), baseMetric.column)),
            ...maturity.map(({ column, count }) => as(count, column)),
            ...memberCounts(context),
          ],
          ...factRows(context, { where: inPeriod(context), joins }),
          groupBy: groupColumns(context),
        },
      },
    ],
    measures: [
      ...baseMetrics.map((baseMetric) => ({ column: baseMetric.column, empty: emptyOf(baseMetric.header) })),
      ...maturity.map(({ column }) => ({ column, empty: 'zero' as const })),
      ...memberMeasures(memberOfRow(context), baseMetrics),
    ],
  }
}

/** The CTEs of the request's own criteria, and their join with the rows of the view. */
function conversionRows(
  context: ConversionContext,
  conditions: readonly Sql[],
): { readonly ctes: readonly Cte[]; readonly joins: readonly Join[] } {
  const { aggregation, view, baseMetrics } = context
  const criteria = criteriaOf(context)
  if (criteria === null) return { ctes: [], joins: [] }
  const met = `${aggregation.name}_met`
  const [{ header }] = baseMetrics
  return {
    ctes: criteriaCtes(context, header, criteria, conditions, met),
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
function conversionMeasure(baseMetric: KindMetric<ConversionHeader>, context: ConversionContext): Sql {
  const { metric, header } = baseMetric
  const filter = sql`filter (where ${allOf(convertedRows(baseMetric, context))})`
  if (header.measure !== 'duration') return sql`count(*) ${filter}`
  const seconds = sql.lit(metric.unit === 'days' ? 86_400 : 3600)
  const elapsed = sql`${convertedAt(header, context)} - ${timeColumn(context.view)}`
  const duration = sql`extract(epoch from ${elapsed}) / ${seconds}`
  return sql`percentile_cont(${sql.lit(header.percentile)}) within group (order by ${duration}) ${filter}`
}

/** The conditions on the rows that a conversion metric counts. */
function convertedRows({ header }: KindMetric<ConversionHeader>, context: ConversionContext): readonly Sql[] {
  const counted = countedRows(header)
  return [
    ...(counted === undefined ? [] : [sql`(${sql.raw(counted)})`]),
    isMature(sql.raw(`fact.${header.window_ends_at}`), context.plan),
    ...(header.measure === 'eligible' ? [] : [sql`${convertedAt(header, context)} is not null`]),
  ]
}

/** The time of conversion: the view's, or when the criteria of the request were met. */
function convertedAt(header: ConversionHeader, context: ConversionContext): Sql {
  if (criteriaOf(context) === null) return sql.raw(`fact.${header.converted_at}`)
  // greatest() ignores nulls
  return sql`case when met.met_at is not null then greatest(met.met_at, ${timeColumn(context.view)}) end`
}

/** Whether the outcome is final: the window has ended, or there is none. */
function isMature(endsAt: Sql, { asOf }: Pick<Plan, 'asOf'>): Sql {
  return sql`(${endsAt} is null or ${endsAt} <= ${bind(asOf, 'timestamptz')})`
}

/** The criteria of the request; null for the definition of the view. */
function criteriaOf({ plan, baseMetrics: [{ header }] }: ConversionContext): Criteria | null {
  const criteria = plan.parameters.conversion_criteria
  return header.criteria_events_from === undefined ? null : criteria
}
