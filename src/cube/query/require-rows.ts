import { PlumblineError } from '../../errors.ts'
import type { Grain } from '../../semantic/model/request/request.ts'
import type { Cube } from '../model/cube.ts'
import type { Dimension } from '../model/find-member.ts'

/**
 * Requires all that identifies a row: values of cohorts do not add up.
 *
 * @throws PlumblineError `GRAIN_REQUIRED`, `DIMENSION_REQUIRED`
 */
export function requireRows(
  { name, shape, time, grains }: Cube,
  dimensions: readonly Dimension[],
  grain: Grain | null,
): void {
  const has = (wanted: string) =>
    dimensions.some(({ cube, dimension }) => cube.name === name && dimension.name === wanted)
  if (time === 'cohort' && grain === null)
    throw new PlumblineError(
      'GRAIN_REQUIRED',
      `${name} is by cohort: add ${name}.cohort with a granularity to timeDimensions.`,
      {
        subject: `${name}.cohort`,
        valid: grains,
      },
    )
  const missing = shape === 'cohort' ? 'age' : shape === 'distribution' ? 'active_periods' : null
  if (missing !== null && !has(missing))
    throw new PlumblineError(
      'DIMENSION_REQUIRED',
      `Values of ${name} do not add up over ${missing}: add ${name}.${missing} to dimensions.`,
      {
        subject: `${name}.${missing}`,
      },
    )
}
