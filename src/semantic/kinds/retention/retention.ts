import type { CompiledAggregation } from '../../sql/cte.ts'
import { code } from '../formula-text.ts'
import { maturityColumn } from '../maturity.ts'
import { cellCtes } from './cells.ts'
import { entryCtes } from './entries.ts'
import { returnCtes } from './returns.ts'
import { retentionNotes } from './notes.ts'
import { retentionRules } from './rules.ts'
import { series, type HeaderOf, type Kind, type KindContext } from '../kind.ts'

/** Cohorts, and those who return at each age. */
export const retention: Kind<HeaderOf<'retention'>> = {
  ...series,
  description: 'A cohort, by its age.',
  formula: ({ actor, measure, weight, capped }) =>
    `cohorts of \`${actor}\`, ` +
    `${measure}${weight === undefined ? '' : `, weighed by ${code(weight)}${capped ? ' and never by more than at the start' : ''}`}`,
  resultShape: 'cohort',
  aggregationKey: ({ actor, weight }) => `retention ${actor} ${weight ?? ''}`,
  maturity: () => ({ kind: 'cells' }),
  notes: retentionNotes,
  compile: compileRetention,
}

/**
 * Cohorts by the period in which actors entered, and how many of each (or how much of what they weigh) were
 * back at each age. A cell whose period has not begun is not there; one whose period is not over is PARTIAL.
 */
function compileRetention(context: KindContext<HeaderOf<'retention'>>): CompiledAggregation {
  const { group, baseMetrics } = context
  const rules = retentionRules(context)
  const name = (part: string) => `${group.name}_${part}`
  return {
    name: group.name,
    ctes: [
      ...entryCtes(context, rules, name('entries')),
      ...returnCtes(context, rules, name),
      ...cellCtes(context, rules, name),
    ],
    measures: [
      ...baseMetrics.map(({ column }) => ({ column, empty: 'null' as const })),
      { column: maturityColumn(group), type: 'text', empty: 'null' },
    ],
  }
}
