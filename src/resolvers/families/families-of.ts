import type { Catalog, Metric, View } from '../../catalog/catalog.ts'
import { metricInputs } from '../../catalog/kind-references.ts'
import type { Plan } from '../../semantic/model/plan.ts'
import { grains } from '../../semantic/model/request/request.ts'
import { kindOf } from '../../semantic/kinds/registry.ts'
import type { Family, FamilyDimension, FamilyOption } from './family.ts'
import { toFieldName, toTypeName } from '../sdl/graphql-name.ts'
import { knownValues, type KnownValues } from './known-values.ts'
import { metricValueType } from './metric-value-type.ts'

type Shape = Plan['resultShape']

/** The first shape of a view has the plain name of the view. */
const suffixes: Readonly<Record<Shape, string>> = {
  series: '',
  cohort: '_cohorts',
  cohort_summary: '_curve',
  distribution: '_distribution',
}

/** These parameters are arguments, so they are not among the options. */
const ownArguments = ['as_of', 'time_zone']

/**
 * The typed fields of a catalogue. Each view with metrics has one, with the dimensions shared by all of its
 * metrics. Metrics with more dimensions, or with another result shape, have a separate field: metrics and
 * dimensions that cannot be combined never share a field.
 */
export function familiesOf(catalog: Catalog): readonly Family[] {
  const metrics = [...catalog.metrics.values()]
  return [...catalog.views.values()].flatMap((view) => {
    const own = metrics.filter((metric) => metric.view === view.name)
    const shapes = (Object.keys(suffixes) as Shape[]).filter((shape) =>
      own.some((metric) => isOf(catalog, metric, shape)),
    )
    return shapes.flatMap((shape, index) =>
      byDimensions(own.filter((metric) => isOf(catalog, metric, shape))).map(({ members, extra }) => {
        const table = `${view.relation}${index === 0 ? '' : suffixes[shape]}`
        return family(catalog, view, { table, extra, shape, members })
      }),
    )
  })
}

function isOf(catalog: Catalog, { kind, header }: Metric, shape: Shape): boolean {
  const own = kindOf({ kind }).resultShape
  if (own !== null) return own === shape
  const inputs = metricInputs(header).flatMap((name) => catalog.metrics.get(name) ?? [])
  return inputs.length > 0 && inputs.every((input) => isOf(catalog, input, shape))
}

/**
 * All metrics with their shared dimensions and, for each set of additional dimensions, the metrics that
 * have all of them.
 */
function byDimensions(metrics: readonly Metric[]): readonly Members[] {
  if (metrics.length === 0) return []
  const shared = sharedDimensions(metrics)
  const extras = new Map(
    metrics.map(({ dimensions }) => {
      const extra = dimensions.filter((name) => !shared.includes(name)).sort()
      return [extra.join(), extra]
    }),
  )
  return [
    { members: metrics, extra: [] },
    ...[...extras.values()]
      .filter((extra) => extra.length > 0)
      .map((extra) => ({
        members: metrics.filter(({ dimensions }) => extra.every((name) => dimensions.includes(name))),
        extra,
      })),
  ]
}

/** In the order of the headers. */
function sharedDimensions(metrics: readonly Metric[]): readonly string[] {
  const [first] = metrics
  return (first?.dimensions ?? []).filter((name) =>
    metrics.every(({ dimensions }) => dimensions.includes(name)),
  )
}

interface Members {
  readonly members: readonly Metric[]
  /** The additional dimensions of these metrics. */
  readonly extra: readonly string[]
}

function family(
  catalog: Catalog,
  view: View,
  { table, extra, shape, members: metrics }: Members & { readonly table: string; readonly shape: Shape },
): Family {
  const name = extra.length === 0 ? table : `${table}_by_${extra.join('_and_')}`
  const extraNames = extra.map((one) => `\`${one}\``).join(' and ')
  const names = sharedDimensions(metrics)
  const dimensions = names.flatMap((one) => familyDimension(catalog, view, one))
  return {
    name,
    field: toFieldName(name),
    type: toTypeName(name),
    description: `${view.header.description.trim()}${extra.length === 0 ? '' : ` Its metrics that can also be grouped by ${extraNames}.`}`,
    view,
    shape,
    metrics: metrics.map((metric) => ({
      field: toFieldName(metric.name),
      metric,
      type: metricValueType(catalog, metric, shape),
    })),
    dimensions,
    options: optionsOf(catalog, view, metrics, names),
    grains: view.header.time === undefined ? [] : grains.slice(grains.indexOf(view.header.finest_grain)),
  }
}

function familyDimension(catalog: Catalog, view: View, name: string): readonly FamilyDimension[] {
  const header = catalog.viewDimensions.get(view.name)?.get(name)?.header ?? catalog.dimensions.get(name)
  if (header === undefined) return []
  return [{ field: toFieldName(name), name, header, known: knownDimension(catalog, view, name) }]
}

/** One enum for all families, unless the dimension has other values elsewhere. */
function knownDimension(catalog: Catalog, view: View, name: string): KnownValues | null {
  const own = catalog.viewDimensions.get(view.name)?.get(name)?.header.values
  const all = [...catalog.viewDimensions.values()].flatMap((dimensions) => dimensions.get(name) ?? [])
  const isShared = all.every(({ header }) => String(header.values) === String(own))
  return knownValues(`${isShared ? '' : toTypeName(view.relation)}${toTypeName(name)}Value`, own)
}

/** The parameters of the metrics, and those that determine the values of the dimensions. */
function optionsOf(
  catalog: Catalog,
  view: View,
  metrics: readonly Metric[],
  dimensions: readonly string[],
): readonly FamilyOption[] {
  const ofDimensions = dimensions.flatMap((name) => {
    const from = catalog.viewDimensions.get(view.name)?.get(name)?.from
    return from === undefined ? [] : (catalog.views.get(from)?.allParameters ?? [])
  })
  const names = [
    ...metrics.flatMap(({ options }) => options),
    ...ofDimensions.map((name) => name.replace(/_conditions$/, '')),
  ]
  return [...new Set(names)].sort().flatMap((name) => {
    const parameter = catalog.parameters.get(name)
    if (parameter === undefined || ownArguments.includes(name)) return []
    return [
      {
        field: toFieldName(name),
        parameter,
        known:
          parameter.header.type === 'text'
            ? knownValues(`${toTypeName(name)}Option`, parameter.header.values)
            : null,
      },
    ]
  })
}
