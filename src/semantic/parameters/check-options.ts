import { parameterValue } from '../model/parameter-value.ts'
import type { Parameters } from '../../generated/parameters.ts'
import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { type WarehouseState } from '../model/warehouse-state.ts'
import { describeTables, missingTables, unavailable } from '../model/missing-tables.ts'

/**
 * Refuses a metric that means nothing with the options that it would be answered with, the company's or the
 * question's.
 *
 * @param asked the options that the question itself names
 * @throws PlumblineError `OPTION_REQUIRED` for one that has no value; `BAD_OPTION` for one that is more than the
 * other that bounds it, or that says nothing beside another; `METRIC_UNAVAILABLE` for a value that needs a table
 * which was not provided
 */
export function checkOptions(
  catalog: Catalog,
  metrics: readonly Metric[],
  values: Parameters,
  { provided }: Pick<WarehouseState, 'provided'>,
  asked: readonly string[],
): void {
  for (const option of asked) checkConflict(catalog, metrics, values, option)
  for (const metric of metrics) {
    checkGiven(catalog, metric, values)
    for (const option of metric.options) {
      const { max_parameter, value_requires = {} } = catalog.parameters.get(option)?.header ?? {}
      if (
        max_parameter !== undefined &&
        Number(parameterValue(values, option)) > Number(parameterValue(values, max_parameter))
      ) {
        throw new PlumblineError(
          'BAD_OPTION',
          `${option} is ${String(parameterValue(values, option))}, but has to be at most ${max_parameter}, which is ` +
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
            `${describeTables(missing)}, which was not provided. Load it, or ask with another ${option}.`,
          { subject: option, problems: missing },
        )
      }
    }
  }
}

/** An option that is asked for and says nothing beside another one would be left out without a word. */
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

function checkGiven(catalog: Catalog, metric: Metric, values: Parameters): void {
  const needs = catalog.views.get(metric.view)?.header.needs_options ?? []
  const missing = needs.filter((name) => parameterValue(values, name) === null)
  if (missing.length === 0) return
  const described = missing.map(
    (name) => `${name}: ${catalog.parameters.get(name)?.header.description.trim() ?? ''}`,
  )
  throw new PlumblineError(
    'OPTION_REQUIRED',
    `${metric.name} needs the option${missing.length > 1 ? 's' : ''} ${missing.join(' and ')}, which ` +
      `${missing.length > 1 ? 'have' : 'has'} no canonical value; give it with the question, or once and for ` +
      `all in sql/parameters/.`,
    { subject: metric.name, valid: missing, problems: described },
  )
}
