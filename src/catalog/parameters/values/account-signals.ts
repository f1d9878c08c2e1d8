import { z } from '../../../forms.ts'
import { closest } from '../../../closest.ts'
import type { MeasureHeader } from '../../headers/signal-header.ts'
import type { ViewHeader } from '../../headers/view-header.ts'
import type { Parameter } from '../parameter.ts'
import { PlumblineError } from '../../../errors.ts'

/** The measures that a rule may use, by name. */
export type Measures = Readonly<Record<string, MeasureHeader>>

/** A measure in a rule, with its window if it has one. */
export interface NamedMeasure {
  readonly measure: string
  readonly window_days?: number | undefined
}

/** The fields by which a rule names a measure. */
export const namedMeasure = { measure: z.string(), window_days: z.int().optional() }

/** The measures that the rule of a parameter may name. */
export function measuresOf(
  views: ReadonlyMap<string, { readonly header: Pick<ViewHeader, 'measures'> }>,
  { header }: Parameter,
): Measures {
  return views.get(header.measures_from ?? '')?.header.measures ?? {}
}

/**
 * Checks that a measure in a rule exists and that its window is valid.
 *
 * @param rule the parameter's name
 * @throws PlumblineError `BAD_OPTION` with the valid measures or windows
 */
export function checkNamed(
  rule: string,
  { measure, window_days }: NamedMeasure,
  measures: Measures,
): NamedMeasure {
  const header = Object.hasOwn(measures, measure) ? measures[measure] : undefined
  if (header === undefined) {
    const valid = Object.keys(measures)
    throw badRule(rule, `uses the unknown measure ${measure}`, valid, closest(measure, valid))
  }
  const windows = header.windows.map(String)
  if (header.windows.length === 0) {
    if (window_days === undefined) return { measure }
    throw badRule(rule, `sets a window for ${measure}, which is a point-in-time measure: remove window_days`)
  }
  if (window_days === undefined || !header.windows.includes(window_days)) {
    throw badRule(
      rule,
      `needs a valid window for ${measure}: window_days must be one of ${windows.join(', ')}`,
      windows,
    )
  }
  return { measure, window_days }
}

/** The error for an invalid rule. */
export function badRule(
  rule: string,
  sentence: string,
  valid?: readonly string[],
  suggestions?: readonly string[],
): PlumblineError {
  return new PlumblineError('BAD_OPTION', `${rule} ${sentence}.`, {
    subject: rule,
    ...(valid === undefined ? {} : { valid }),
    ...(suggestions === undefined ? {} : { suggestions }),
  })
}
