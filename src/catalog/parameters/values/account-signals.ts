import { z } from '../../../forms.ts'
import { closest } from '../../../closest.ts'
import type { MeasureHeader, ViewHeader } from '../../headers/view-header.ts'
import type { Parameter } from '../parameter.ts'
import { PlumblineError } from '../../../errors.ts'

/** What a rule may look at: measure → what is known of it. */
export type Measures = Readonly<Record<string, MeasureHeader>>

/** A measure as a rule names it, over a window where it has one. */
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
 * Holds a measure that a rule names against those that there are, and their windows.
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
    throw badRule(rule, `names ${measure}, which is no measure`, valid, closest(measure, valid))
  }
  const windows = header.windows.map(String)
  if (header.windows.length === 0) {
    if (window_days === undefined) return { measure }
    throw badRule(rule, `gives ${measure} a window, but that is as things stand: leave out window_days`)
  }
  if (window_days === undefined || !header.windows.includes(window_days)) {
    throw badRule(
      rule,
      `has to say over how many days it takes ${measure}: window_days is one of ${windows.join(', ')}`,
      windows,
    )
  }
  return { measure, window_days }
}

/** A rule that cannot be used. */
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
