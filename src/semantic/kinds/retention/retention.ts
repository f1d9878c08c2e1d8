import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import type { CompiledAggregation } from '../../sql/cte.ts'
import { memberMeasures } from '../../sql/members.ts'
import { code } from '../formula-text.ts'
import { maturityColumn } from '../maturity.ts'
import { cellCtes } from './cells.ts'
import { entryCtes } from './entries.ts'
import { returnCtes } from './returns.ts'
import { retentionNotes } from './notes.ts'
import { retentionRules } from './rules.ts'
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
  maturity: () => ({ kind: 'cohorts' }),
  notes: retentionNotes,
  compile: compileRetention,
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
