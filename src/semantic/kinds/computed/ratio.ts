import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import { computed, type Kind } from '../kind.ts'

/** One metric divided by another; null when the denominator is zero (`divide` in `semantic/sql/rounding.ts`). */
export const ratio: Kind<HeaderOf<'ratio'>> = {
  ...computed,
  description: 'One metric divided by another.',
  formula: ({ numerator, denominator }) => `\`${numerator} / ${denominator}\``,
  quotient: ({ numerator, denominator }) => ({ numerator, denominator }),
  compute: ({ numerator, denominator }, { of }) => ({
    kind: 'quotient',
    numerator: of(numerator),
    denominator: of(denominator),
  }),
}
