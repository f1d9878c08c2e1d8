import { parameterValue } from '../model/parameter-value.ts'
import { closest } from '../../closest.ts'
import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { parameterOfColumn } from '../../catalog/parameters/parameter.ts'
import { measuresOf } from '../../catalog/parameters/values/account-signals.ts'
import { readValue } from '../../catalog/parameters/values/read-value.ts'
import { renamedParameters } from '../../catalog/renamed.ts'
import { PlumblineError } from '../../errors.ts'
import { sortedJson } from '../../catalog/hash.ts'
import { checkTimeZone, toInstant } from '../time/calendar.ts'
import type { Parameters } from '../../generated/parameters.ts'
import { asParameters } from './read-canonical.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import type { MetricsRequest } from '../model/request.ts'
import { nothingLoadedMessage } from '../model/missing-tables.ts'

/** Every parameter's value for this request, and which of them the caller chose. */
export interface ResolvedParameters {
  readonly values: Parameters & { readonly as_of: string }
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
  const overrides = readOverrides(catalog, request, metrics)
  const unresolved = asParameters({ ...knowledge.parameters, ...overrides })
  checkTimeZone(unresolved.time_zone)
  const asOf = toInstant(readAsOf(request, knowledge), unresolved.time_zone)
  const values = { ...unresolved, as_of: asOf }
  const deviations = new Map<string, { canonical: unknown; used: unknown }>()
  for (const [column, used] of Object.entries({ ...overrides, as_of: asOf })) {
    const canonical = parameterValue(knowledge.parameters, column)
    if (sortedJson(used) !== sortedJson(canonical)) deviations.set(column, { canonical, used })
  }
  return { values, deviations }
}

/** The overrides of a query by column, each checked by the header of its parameter; `as_of` is read apart. */
function readOverrides(
  catalog: Catalog,
  request: MetricsRequest,
  metrics: readonly Metric[],
): Readonly<Record<string, unknown>> {
  const taken = new Set(metrics.flatMap((metric) => [...acceptedOptions(catalog, metric, request)]))
  const own = ownArguments(request)
  return Object.fromEntries(
    Object.entries({ ...request.options, ...own }).flatMap(([option, written]) => {
      const parameter = catalog.parameters.get(option)
      if (parameter === undefined || (!Object.hasOwn(own, option) && !taken.has(option)))
        throw unknownOption(option, metrics, taken)
      if (option === 'as_of') return []
      return Object.entries(readValue(parameter, written, measuresOf(catalog.views, parameter)))
    }),
  )
}

/**
 * The moment up to which things are known, as the query or the data have it.
 *
 * @throws PlumblineError `BAD_OPTION` for what is no text; `METRIC_UNAVAILABLE` where nothing is loaded
 */
function readAsOf(request: MetricsRequest, knowledge: WarehouseState): string {
  const asked = request.asOf ?? request.options['as_of'] ?? null
  const asOf = asked ?? knowledge.parameters.as_of
  if (typeof asOf === 'string') return asOf
  if (asked === null)
    throw new PlumblineError('METRIC_UNAVAILABLE', noDataReason(knowledge), { subject: 'as_of' })
  throw new PlumblineError(
    'BAD_OPTION',
    `as_of has to be a text: a date (2024-12-31) or a time with its zone (2024-12-31T18:00:00Z), not ` +
      `${JSON.stringify(asked)}.`,
    { subject: 'as_of' },
  )
}

/** Nothing is known where nothing was loaded, and where all that was loaded has no rows. */
function noDataReason({ provided }: WarehouseState): string {
  if (provided.size === 0) return nothingLoadedMessage
  const tables = [...provided].sort().join(', ')
  return (
    `The provided source tables have no rows (${tables}), so nothing is known; load files with rows, or ` +
    `run \`plumbline refresh\` if they were filled since.`
  )
}

/** The options that change what a metric says here: its own, and those behind the dimensions asked about. */
export function acceptedOptions(
  catalog: Catalog,
  metric: Metric,
  request: MetricsRequest,
): ReadonlySet<string> {
  const dimensions = catalog.viewDimensions.get(metric.view)
  const filters = [...request.where, ...request.metrics.flatMap(({ where }) => where)]
  const named = [...request.by, ...filters.map(({ dimension }) => dimension)]
  const behind = named.flatMap((name) => {
    const from = dimensions?.get(name.toLowerCase())?.from
    return from === undefined ? [] : (catalog.views.get(from)?.allParameters ?? [])
  })
  return new Set([...metric.options, ...behind.map(parameterOfColumn)])
}

/** Arguments of their own that are parameters like the others. */
function ownArguments(request: MetricsRequest): Record<string, unknown> {
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
  const renamed = renamedParameters[option]
  const hint = renamed === undefined ? '' : ` ${option} is now ${renamed}.`
  return new PlumblineError('UNKNOWN_OPTION', `${names} takes no option ${option}.${hint}`, {
    subject: option,
    suggestions: renamed !== undefined && taken.has(renamed) ? [renamed] : closest(option, valid),
    valid,
  })
}
