import { parameterValue } from '../model/parameter-value.ts'
import type { Parameters } from '../../generated/parameters.ts'
import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { type WarehouseState } from '../model/warehouse-state.ts'
import { describeTables, missingTables, unavailable } from '../model/missing-tables.ts'

/**
 * Rejects a metric that is undefined with these values of its options, canonical or given.
 *
 * @param given the options of the request
 * @throws PlumblineError `OPTION_REQUIRED` for an option without a value; `BAD_OPTION` for one that exceeds its
 * maximum or conflicts with another; `METRIC_UNAVAILABLE` for a value that needs a missing source table
 */
export function checkOptions(
  catalog: Catalog,
  metrics: readonly Metric[],
  values: Parameters,
  { provided }: Pick<WarehouseState, 'provided'>,
  given: readonly string[],
): void {
  for (const option of given) checkConflict(catalog, metrics, values, option)
  for (const metric of metrics) {
    checkRequired(catalog, metric, values)
    for (const option of metric.options) {
      const { max_parameter, value_requires = {} } = catalog.parameters.get(option)?.header ?? {}
      if (
        max_parameter !== undefined &&
        Number(parameterValue(values, option)) > Number(parameterValue(values, max_parameter))
      ) {
        throw new PlumblineError(
          'BAD_OPTION',
          `${option} is ${String(parameterValue(values, option))}, but must be at most ${max_parameter}, which is ` +
            `${String(parameterValue(values, max_parameter))}.`,
          { subject: option, valid: [option, max_parameter] },
        )
      }
      const value = String(parameterValue(values, option))
      const required = Object.hasOwn(value_requires, value) ? value_requires[value] : undefined
      const missing = missingTables(required ?? [], provided)
      if (missing.length > 0) {
        throw unavailable(
          { provided },
          `${metric.name} with ${option} ${String(parameterValue(values, option))} needs the source table ` +
            `${describeTables(missing)}, which was not provided. Load it, or set another ${option}.`,
          { subject: option, problems: missing },
        )
      }
    }
  }
}

/** Rejects an option that is ignored because another one is set. */
function checkConflict(
  catalog: Catalog,
  metrics: readonly Metric[],
  values: Parameters,
  option: string,
): void {
  const other = catalog.parameters.get(option)?.header.conflicts_with
  if (other === undefined || parameterValue(values, other) === null) return
  if (metrics.some(({ options }) => options.includes(option) && !options.includes(other))) return
  throw new PlumblineError(
    'BAD_OPTION',
    `${option} has no effect when ${other} is set. Move it into ${other}, or remove one of them.`,
    { subject: option, valid: [option, other] },
  )
}

function checkRequired(catalog: Catalog, metric: Metric, values: Parameters): void {
  const needs = catalog.views.get(metric.view)?.header.needs_options ?? []
  const missing = needs.filter((name) => parameterValue(values, name) === null)
  if (missing.length === 0) return
  const described = missing.map(
    (name) => `${name}: ${catalog.parameters.get(name)?.header.description.trim() ?? ''}`,
  )
  throw new PlumblineError(
    'OPTION_REQUIRED',
    `${metric.name} needs the option${missing.length > 1 ? 's' : ''} ${missing.join(' and ')}, which ` +
      `${missing.length > 1 ? 'have' : 'has'} no canonical value; set it in the query, or permanently ` +
      `in sql/parameters/.`,
    { subject: metric.name, valid: missing, problems: described },
  )
}
