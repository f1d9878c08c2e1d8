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
import { dimensionViews } from './request-scope.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import type { MetricsRequest } from '../model/request/request.ts'
import { nothingLoadedMessage } from '../model/missing-tables.ts'

/** The value of every parameter for one request, and the deviations from the canonical values. */
export interface ResolvedParameters {
  readonly values: Parameters & { readonly as_of: string }
  /** Option → its canonical and its used value, where they differ. */
  readonly deviations: ReadonlyMap<string, { readonly canonical: unknown; readonly used: unknown }>
}

/** The metrics that a request names, and these with all metrics from which they are computed. */
interface RequestedMetrics {
  readonly metrics: readonly Metric[]
  readonly allMetrics: readonly Metric[]
}

/**
 * Replaces canonical values by the options of the request. An option of an input metric is valid, too.
 *
 * @throws PlumblineError `UNKNOWN_OPTION` with the options of the metrics; `BAD_OPTION` with the valid values
 */
export function resolveParameters(
  catalog: Catalog,
  request: MetricsRequest,
  requested: RequestedMetrics,
  state: WarehouseState,
): ResolvedParameters {
  const overrides = readOverrides(catalog, request, requested)
  const unresolved = asParameters({ ...state.parameters, ...overrides })
  checkTimeZone(unresolved.time_zone)
  const asOf = toInstant(readAsOf(request, state), unresolved.time_zone)
  const values = { ...unresolved, as_of: asOf }
  const deviations = new Map<string, { canonical: unknown; used: unknown }>()
  for (const [column, used] of Object.entries({ ...overrides, as_of: asOf })) {
    const canonical = parameterValue(state.parameters, column)
    if (sortedJson(used) !== sortedJson(canonical)) deviations.set(column, { canonical, used })
  }
  return { values, deviations }
}

/** The names of the options with another value than the canonical one. */
export function deviatingOptions({ deviations }: ResolvedParameters): ReadonlySet<string> {
  return new Set([...deviations.keys()].map(parameterOfColumn))
}

/** The overrides by column, each checked against the header of its parameter; `as_of` is read separately. */
function readOverrides(
  catalog: Catalog,
  request: MetricsRequest,
  { metrics, allMetrics }: RequestedMetrics,
): Readonly<Record<string, unknown>> {
  const accepted = new Set(allMetrics.flatMap((metric) => [...acceptedOptions(catalog, metric, request)]))
  const own = ownArguments(request)
  return Object.fromEntries(
    Object.entries({ ...request.options, ...own }).flatMap(([option, written]) => {
      const parameter = catalog.parameters.get(option)
      if (parameter === undefined || (!Object.hasOwn(own, option) && !accepted.has(option)))
        throw unknownOption(option, metrics, accepted)
      if (option === 'as_of') return []
      return Object.entries(readValue(parameter, written, measuresOf(catalog.views, parameter)))
    }),
  )
}

/**
 * The moment up to which records count: `asOf` of the request, else the newest moment in the data.
 *
 * @throws PlumblineError `BAD_OPTION` for a value that is not a text; `METRIC_UNAVAILABLE` when nothing is loaded
 */
function readAsOf(request: MetricsRequest, state: WarehouseState): string {
  const given = request.asOf ?? request.options['as_of'] ?? null
  const asOf = given ?? state.parameters.as_of
  if (typeof asOf === 'string') return asOf
  if (given === null)
    throw new PlumblineError('METRIC_UNAVAILABLE', noDataReason(state), { subject: 'as_of' })
  throw new PlumblineError(
    'BAD_OPTION',
    `as_of must be a text: a date (2024-12-31) or a time with its zone (2024-12-31T18:00:00Z), not ` +
      `${JSON.stringify(given)}.`,
    { subject: 'as_of' },
  )
}

/** Why there is no newest moment: no table was provided, or all provided tables are empty. */
export function noDataReason({ provided }: WarehouseState): string {
  if (provided.size === 0) return nothingLoadedMessage
  const tables = [...provided].sort().join(', ')
  return (
    `The provided source tables have no rows (${tables}); load files with rows, or run \`plumbline refresh\` ` +
    `if they have been filled since.`
  )
}

/** The options that a metric accepts in a request: its own, and those of the requested dimensions. */
export function acceptedOptions(
  catalog: Catalog,
  metric: Metric,
  request: MetricsRequest,
): ReadonlySet<string> {
  const ofDimensions = dimensionViews(catalog, metric, request).flatMap(
    (from) => catalog.views.get(from)?.allParameters ?? [],
  )
  return new Set([...metric.options, ...ofDimensions.map(parameterOfColumn)])
}

/** Parameters that are separate arguments of a request. */
function ownArguments(request: MetricsRequest): Record<string, unknown> {
  return {
    ...(request.asOf === undefined ? {} : { as_of: request.asOf }),
    ...(request.timeZone === undefined ? {} : { time_zone: request.timeZone }),
  }
}

function unknownOption(
  option: string,
  metrics: readonly Metric[],
  accepted: ReadonlySet<string>,
): PlumblineError {
  const valid = [...accepted].sort()
  const names = metrics.map(({ name }) => name).join(', ')
  const renamed = renamedParameters[option]
  const hint = renamed === undefined ? '' : ` ${option} is now ${renamed}.`
  return new PlumblineError(
    'UNKNOWN_OPTION',
    `${names} ${metrics.length === 1 ? 'has' : 'have'} no option ${option}.${hint}`,
    {
      subject: option,
      suggestions: renamed !== undefined && accepted.has(renamed) ? [renamed] : closest(option, valid),
      valid,
    },
  )
}
