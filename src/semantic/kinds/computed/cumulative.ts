import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import { readAccumulation } from '../accumulation/read-range.ts'
import { computed, type Kind } from '../kind.ts'

/** Another metric over a longer time range, unless the request sets another range. */
export const cumulative: Kind<HeaderOf<'cumulative'>> = {
  ...computed,
  description: 'Another metric over a longer time range than the period, such as all time up to its end.',
  formula: ({ of, over }) => `\`${of}\` over ${over.replaceAll('_', ' ')}`,
  accumulated: ({ of }) => of,
  compute: ({ of, over }, inputs) => inputs.of(of, readAccumulation(over)),
}
