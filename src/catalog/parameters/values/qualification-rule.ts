import { z } from '../../../forms.ts'
import { badRule, checkNamed, namedMeasure, type Measures, type NamedMeasure } from './account-signals.ts'

const operators = ['>=', '>', '<=', '<', '='] as const

/** The signals by which an account qualifies, in the form of `parameters.business`. */
export interface QualificationRule {
  /** The number of signals that an account needs. */
  readonly require: 'all' | 'any' | number
  readonly signals: readonly (NamedMeasure & {
    readonly op: (typeof operators)[number]
    readonly value: number
  })[]
}

const written = z.strictObject({
  require: z.union([z.enum(['all', 'any']), z.int().positive()]).default('all'),
  signals: z.array(z.strictObject({ ...namedMeasure, op: z.enum(operators), value: z.number() })).min(1),
})

/**
 * Reads the rule by which accounts qualify:
 * `{ "require": "all", "signals": [{ "measure": "active_users", "window_days": 28, "op": ">=", "value": 3 }, …] }`.
 *
 * @throws PlumblineError `BAD_OPTION`
 */
export function readQualificationRule(name: string, value: unknown, measures: Measures): QualificationRule {
  const parsed = written.safeParse(value)
  if (!parsed.success) {
    throw badRule(
      name,
      `has to be {"require": "all", "signals": [{"measure": "active_users", "window_days": 28, "op": ">=", ` +
        `"value": 3}]}, where require may be any or a number, too, and op one of ${operators.join(' ')}`,
    )
  }
  const { require, signals } = parsed.data
  if (typeof require === 'number' && require > signals.length)
    throw badRule(name, `requires ${String(require)} signals of ${String(signals.length)}`)
  return {
    // the same rule has one form, and so one hash
    require: require === signals.length ? 'all' : require === 1 ? 'any' : require,
    signals: signals.map(({ op, value: threshold, ...named }) => ({
      ...checkNamed(name, named, measures),
      op,
      value: threshold,
    })),
  }
}
