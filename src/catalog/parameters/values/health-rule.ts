import { z } from '../../../forms.ts'
import { badRule, checkNamed, namedMeasure, type Measures, type NamedMeasure } from './account-signals.ts'

/** From a value of a measure to a score of 0 to 100. */
type Breakpoint = readonly [value: number, score: number]

/** The definition of the health score, in the form of `parameters.business`. */
export interface HealthRule {
  readonly components: readonly {
    readonly component: string
    readonly weight: number
    readonly metrics: readonly (NamedMeasure & { readonly points: readonly Breakpoint[] })[]
  }[]
}

const written = z.strictObject({
  components: z
    .array(
      z.strictObject({
        component: z.string().min(1),
        weight: z.number().positive().max(1_000_000),
        metrics: z
          .array(
            z.strictObject({
              ...namedMeasure,
              points: z.array(z.tuple([z.number(), z.number().min(0).max(100)])).min(2),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
})

/**
 * Reads the rule of a health score:
 * `{ "components": [{ "component": "usage", "weight": 40, "metrics": [{ "measure": "active_users",
 * "window_days": 28, "points": [[0, 0], [20, 100]] }] }, …] }`.
 *
 * @throws PlumblineError `BAD_OPTION`
 */
export function readHealthRule(name: string, value: unknown, measures: Measures): HealthRule {
  const parsed = written.safeParse(value)
  if (!parsed.success) {
    throw badRule(
      name,
      'has to be {"components": [{"component": "usage", "weight": 40, "metrics": [{"measure": "active_users", ' +
        '"window_days": 28, "points": [[0, 0], [20, 100]]}]}]}, with weights above 0, and at least two points ' +
        'each, whose scores are from 0 to 100',
    )
  }
  const { components } = parsed.data
  const names = components.map(({ component }) => component)
  const repeated = names.find((one, index) => names.indexOf(one) !== index)
  if (repeated !== undefined) throw badRule(name, `has two components ${repeated}`)
  return {
    components: components.map(({ component, weight, metrics }) => ({
      component,
      weight,
      metrics: metrics.map(({ points, ...named }) => {
        if (points.some(([at], index) => index > 0 && at <= (points[index - 1]?.[0] ?? 0)))
          throw badRule(name, `has points of ${named.measure} whose values are not strictly increasing`)
        return { ...checkNamed(name, named, measures), points }
      }),
    })),
  }
}
