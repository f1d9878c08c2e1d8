import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import type { Plan } from '../../model/plan.ts'
import type { CompiledAggregation } from '../../sql/cte.ts'
import { memberMeasures } from '../../sql/members.ts'
import { code } from '../formula-text.ts'
import { maturityColumn } from '../maturity.ts'
import { cellCtes } from './cells.ts'
import { entryCtes } from './entries.ts'
import { returnCtes } from './returns.ts'
import { retentionNotes } from './notes.ts'
import { hasRollingClock, retentionRules } from './rules.ts'
import { series, type Kind, type KindContext } from '../kind.ts'

/** Cohorts, and their returning actors at each age. */
export const retention: Kind<HeaderOf<'retention'>> = {
  ...series,
  description: 'The retained actors of a cohort, by age.',
  formula: ({ actor, measure, weight, capped }) =>
    `cohorts of \`${actor}\`, ` +
    `${measure}${weight === undefined ? '' : `, weighted by ${code(weight)}${capped ? ', at most the weight at the start' : ''}`}`,
  resultShape: 'cohort',
  aggregationKey: ({ actor, weight }) => `retention ${actor} ${weight ?? ''}`,
  needsEveryRow: returnsByDay,
  maturity: () => ({ kind: 'cohorts' }),
  notes: retentionNotes,
  compile: compileRetention,
}

/** Returns in later calendar periods are found in the days with events; anything finer needs the events. */
function returnsByDay({ weight }: HeaderOf<'retention'>, parameters: Plan['parameters']): string | null {
  if (weight !== undefined) return 'weighs every row.'
  if (parameters.retention_start_event !== null) return 'starts cohorts at events.'
  if (hasRollingClock(parameters)) return 'counts ages from the moment of each start.'
  if (parameters.retention_age_zero !== 'cohort') return 'looks for returns after the moment of the start.'
  return parameters.retention_min_occurrences === 1 ? null : 'requires several returns in a period.'
}

/**
 * Cohorts by the period of entry, and the number (or the weight) of returning actors at each age. Ages that have not
 * started have no row; ages that have not ended are PARTIAL.
 */
function compileRetention(context: KindContext<HeaderOf<'retention'>>): CompiledAggregation {
  const { aggregation, baseMetrics } = context
  const rules = retentionRules(context)
  const name = (part: string) => `${aggregation.name}_${part}`
  return {
    name: aggregation.name,
    ctes: [
      ...entryCtes(context, rules, name('entries')),
      ...returnCtes(context, rules, name),
      ...cellCtes(context, rules, name),
    ],
    measures: [
      ...baseMetrics.map(({ column }) => ({ column, empty: 'null' as const })),
      ...memberMeasures(rules.member, baseMetrics),
      { column: maturityColumn(aggregation), type: 'text', empty: 'null' },
    ],
  }
}
