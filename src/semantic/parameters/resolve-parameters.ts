import { closest } from '../../closest.ts'
import type { Catalog, Metric, Parameter } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { sortedJson } from '../../catalog/hash.ts'
import { checkTimeZone, toInstant } from '../time/calendar.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import { readCriteria } from './conversion-criteria.ts'
import { readHealthRule } from './health-rule.ts'
import { readMatcher } from './event-matcher.ts'
import { readNumber } from './read-number.ts'
import { readQualificationRule } from './qualification-rule.ts'
import { measuresOf } from './account-signals.ts'
import type { MetricsRequest } from '../model/request.ts'
import { nothingLoaded } from '../model/missing-tables.ts'

/** Every parameter's value for this request, and which of them the caller chose. */
export interface ResolvedParameters {
  readonly values: Readonly<Record<string, unknown>>
  /** Option → its canonical and its used value, for those that differ. */
  readonly deviations: ReadonlyMap<string, { readonly canonical: unknown; readonly used: unknown }>
}

/**
 * Puts the caller's options in the place of canonical values.
 *
 * @throws PlumblineError `UNKNOWN_OPTION` with the options that the metrics take; `BAD_OPTION` with valid values.
 */
export function resolveParameters(
  catalog: Catalog,
  request: MetricsRequest,
  metrics: readonly Metric[],
  knowledge: WarehouseState,
): ResolvedParameters {
  const taken = new Set(metrics.flatMap((metric) => [...optionsTaken(catalog, metric, request)]))
  const values: Record<string, unknown> = { ...knowledge.parameters }
  const deviations = new Map<string, { canonical: unknown; used: unknown }>()
  const own = named(request)
  const asked = { ...request.options, ...own }
  for (const [option, written] of Object.entries(asked)) {
    const parameter = catalog.parameters.get(option)
    const general = Object.hasOwn(own, option)
    if (parameter === undefined || (!general && !taken.has(option)))
      throw unknownOption(option, metrics, taken)
    if (option === 'as_of') continue
    for (const [name, value] of Object.entries(readValue(catalog, parameter, written))) {
      const canonical = knowledge.parameters[name] ?? null
      values[name] = value
      if (!same(value, canonical)) deviations.set(name, { canonical, used: value })
    }
  }
  checkTimeZone(String(values['time_zone']))
  const asOf = asked['as_of'] ?? values['as_of']
  if (typeof asOf !== 'string') {
    if ((asked['as_of'] ?? null) !== null) {
      throw new PlumblineError(
        'BAD_OPTION',
        `as_of has to be a text: a date (2024-12-31) or a time with its zone (2024-12-31T18:00:00Z), not ` +
          `${JSON.stringify(asOf)}.`,
        { subject: 'as_of' },
      )
    }
    throw new PlumblineError('METRIC_UNAVAILABLE', nothingKnown(knowledge), { subject: 'as_of' })
  }
  values['as_of'] = toInstant(asOf, String(values['time_zone']))
  if (values['as_of'] !== knowledge.parameters['as_of']) {
    deviations.set('as_of', { canonical: knowledge.parameters['as_of'], used: values['as_of'] })
  }
  return { values, deviations }
}

/** Nothing is known where nothing was loaded, and where all that was loaded has no rows. */
function nothingKnown({ provided }: WarehouseState): string {
  if (provided.size === 0) return nothingLoaded
  const tables = [...provided].sort().join(', ')
  return (
    `The provided source tables have no rows (${tables}), so nothing is known; load files with rows, or ` +
    `run \`plumbline refresh\` if they were filled since.`
  )
}

/** The options that change what a metric says here: its own, and those behind the dimensions asked about. */
export function optionsTaken(catalog: Catalog, metric: Metric, request: MetricsRequest): ReadonlySet<string> {
  const dimensions = catalog.viewDimensions.get(metric.view)
  const filters = [...request.where, ...request.metrics.flatMap(({ where }) => where)]
  const named = [...request.by, ...filters.map(({ dimension }) => dimension)]
  const behind = named.flatMap((name) => {
    const from = dimensions?.get(name.toLowerCase())?.from
    return from === undefined ? [] : (catalog.views.get(from)?.allParameters ?? [])
  })
  return new Set([...metric.options, ...behind.map((name) => name.replace(/_conditions$/, ''))])
}

/** Arguments of their own that are parameters like the others. */
function named(request: MetricsRequest): Record<string, unknown> {
  return {
    ...(request.asOf === undefined ? {} : { as_of: request.asOf }),
    ...(request.timeZone === undefined ? {} : { time_zone: request.timeZone }),
  }
}

function unknownOption(
  option: string,
  metrics: readonly Metric[],
  taken: ReadonlySet<string>,
): PlumblineError {
  const valid = [...taken].sort()
  const names = metrics.map(({ name }) => name).join(', ')
  return new PlumblineError('UNKNOWN_OPTION', `${names} takes no option ${option}.`, {
    subject: option,
    suggestions: closest(option, valid),
    valid,
  })
}

function readValue(catalog: Catalog, parameter: Parameter, written: unknown): Record<string, unknown> {
  const { name, header } = parameter
  const bad = (expected: string) =>
    new PlumblineError('BAD_OPTION', `${name} has to be ${expected}, not ${JSON.stringify(written)}.`, {
      subject: name,
      ...(header.values === undefined
        ? {}
        : { valid: header.values, suggestions: closest(String(written), header.values) }),
    })
  // a window that is null never ends
  if (written === null && header.nullable) return { [name]: null }
  switch (header.type) {
    case 'matcher':
      return readMatcher(name, written)
    case 'criteria':
      return { [name]: readCriteria(name, written) }
    case 'health_rule':
      return { [name]: readHealthRule(name, written, measuresOf(catalog, parameter)) }
    case 'qualification_rule':
      return { [name]: readQualificationRule(name, written, measuresOf(catalog, parameter)) }
    case 'text':
    case 'timestamp':
      if (typeof written !== 'string' || (header.values !== undefined && !header.values.includes(written))) {
        throw bad(header.values === undefined ? 'a text' : `one of ${header.values.join(', ')}`)
      }
      return { [name]: written }
    case 'text_list': {
      const list = typeof written === 'string' ? written.split(',').map((item) => item.trim()) : written
      if (!Array.isArray(list) || !list.every((item) => typeof item === 'string'))
        throw bad('a list of texts')
      return { [name]: list }
    }
    case 'boolean':
      if (typeof written !== 'boolean') throw bad('true or false')
      return { [name]: written }
    case 'integer':
    case 'number': {
      if (typeof written === 'string' && header.values?.includes(written) === true) return { [name]: written }
      const read = readNumber(header, written)
      if ('expected' in read) throw bad([read.expected, ...(header.values ?? [])].join(', or '))
      return { [name]: read.number }
    }
  }
}

// The database prints 168 as '168'.
function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'string') return a === Number(b)
  return sortedJson(a ?? null) === sortedJson(b ?? null)
}
