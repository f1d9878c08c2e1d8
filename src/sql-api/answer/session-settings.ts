import type { Catalog } from '../../catalog/catalog.ts'
import { measuresOf } from '../../catalog/parameters/values/account-signals.ts'
import { readValue } from '../../catalog/parameters/values/read-value.ts'
import { checkTimeZone, toInstant } from '../../semantic/time/calendar.ts'
import { closest } from '../../closest.ts'
import { PlumblineError } from '../../errors.ts'
import { parseOption } from '../../semantic/parameters/parse-option.ts'
import { grains, type Grain, type PartialPeriods } from '../../semantic/model/request/request.ts'

/** The options of queries, which a session sets by `set plumbline.<name> = …`. */
export interface SessionSettings {
  readonly asOf: string | null
  readonly timeZone: string | null
  /** How a period is counted of which the conditions leave days out: as conditions of SQL mean, unless set otherwise. */
  readonly partial: Exclude<PartialPeriods, 'whole'>
  /** The length of the periods in which members enter, for relations of cohorts. */
  readonly cohortGrain: Grain | null
  readonly options: Readonly<Record<string, unknown>>
}

/** Settings that are no parameters of the definitions. */
const ownSettings = ['as_of', 'time_zone', 'cohort_grain', 'partial']

const handlings = ['keep', 'drop', 'reject'] as const

/** Every name that `set plumbline.<name>` may have. */
export function settingNames(catalog: Catalog): readonly string[] {
  return [...new Set([...ownSettings, ...catalog.parameters.keys()])]
}

/**
 * Reads the settings of a session. PostgreSQL leaves an empty text after a rollback, which means not set.
 *
 * @throws PlumblineError `BAD_OPTION` for a value of the wrong form
 */
export function readSettings(
  catalog: Catalog,
  values: Readonly<Record<string, string | null>>,
): SessionSettings {
  const set = new Map(Object.entries(values).filter(([, value]) => value !== null && value !== ''))
  const cohortGrain = set.get('cohort_grain') ?? null
  const grain = grains.find((one) => one === cohortGrain) ?? null
  if (cohortGrain !== null && grain === null)
    throw new PlumblineError('BAD_OPTION', `plumbline.cohort_grain must be one of ${grains.join(', ')}.`, {
      subject: 'plumbline.cohort_grain',
      valid: grains,
    })
  const written = set.get('partial') ?? 'keep'
  const partial = handlings.find((one) => one === written)
  if (partial === undefined)
    throw new PlumblineError('BAD_OPTION', `plumbline.partial must be one of ${handlings.join(', ')}.`, {
      subject: 'plumbline.partial',
      valid: handlings,
    })
  const timeZone = set.get('time_zone') ?? null
  if (timeZone !== null) checkTimeZone(timeZone)
  return {
    partial,
    asOf: set.get('as_of') ?? null,
    timeZone,
    cohortGrain: grain,
    options: Object.fromEntries(
      [...set]
        .filter(([name]) => !ownSettings.includes(name))
        .map(([name, value]) =>
          parseOption(`${name}=${value ?? ''}`, (one) => catalog.parameters.get(one)?.header.type),
        ),
    ),
  }
}

/**
 * Checks a setting before PostgreSQL keeps it.
 *
 * @param value null: it is not known before the statement runs
 * @throws PlumblineError `UNKNOWN_OPTION` for a name that would change nothing; `BAD_OPTION` or `BAD_PERIOD` for a value
 */
export function checkSetting(catalog: Catalog, name: string, value: string | null): void {
  checkSettingName(catalog, name)
  if (value === null || value === '') return
  const { asOf, options } = readSettings(catalog, { [name]: value })
  if (asOf !== null) toInstant(asOf, 'UTC', 'plumbline.as_of')
  const parameter = catalog.parameters.get(name)
  if (parameter !== undefined && name !== 'as_of' && name !== 'time_zone')
    readValue(parameter, options[name], measuresOf(catalog.views, parameter))
}

/** @throws PlumblineError `UNKNOWN_OPTION` for a setting that would change nothing */
function checkSettingName(catalog: Catalog, name: string): void {
  const valid = settingNames(catalog)
  if (valid.includes(name)) return
  throw new PlumblineError('UNKNOWN_OPTION', `plumbline.${name} is no setting: it would change nothing.`, {
    subject: name,
    valid,
    suggestions: closest(name, valid).map((one) => `plumbline.${one}`),
  })
}
