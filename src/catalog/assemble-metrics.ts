import type { Catalog, Metric, OptionCondition, View, ViewDimension } from './catalog.ts'
import { fillDescription } from './fill-description.ts'
import { hash } from './hash.ts'
import { kindParameters, metricInputs } from './kind-references.ts'
import { parameterOfColumn } from './parameters/parameter.ts'
import type { MetricHeader } from './headers/metric-header.ts'

/** View name → its dimensions: those of the view, then those of its entities. */
export function dimensionsOfViews(
  views: ReadonlyMap<string, View>,
): ReadonlyMap<string, ReadonlyMap<string, ViewDimension>> {
  const all = new Map<string, ReadonlyMap<string, ViewDimension>>()
  for (const view of views.values()) {
    if (Object.keys(view.header.metrics).length === 0) continue
    const dimensions = new Map<string, ViewDimension>()
    for (const [name, header] of Object.entries(view.header.dimensions)) {
      const joinColumns = { current: null, at_event: null }
      dimensions.set(name, {
        name,
        from: view.name,
        column: header.column ?? name,
        join: null,
        joinColumns,
        header,
      })
    }
    const { entities, at_event: atEvent } = view.header
    const onlyAtEvent = Object.entries(atEvent).filter(([entityName]) => entities[entityName] === undefined)
    for (const [entityName, columns] of [...Object.entries(entities), ...onlyAtEvent]) {
      const entity = views.get(entityName)
      if (entity === undefined) continue
      for (const [name, header] of Object.entries(entity.header.dimensions)) {
        if (dimensions.has(name)) continue
        const columnsAtEvent = header.immutable ? (atEvent[entityName] ?? columns) : null
        const joinColumns = { current: entities[entityName] ?? null, at_event: columnsAtEvent }
        // a changing attribute known only at the row's time has no current value, so it is not offered
        if (joinColumns.current === null && joinColumns.at_event === null) continue
        dimensions.set(name, {
          name,
          from: entityName,
          column: header.column ?? name,
          join: { columns, key: [...entity.header.key, ...columns.slice(entity.header.key.length)] },
          joinColumns,
          header,
        })
      }
    }
    all.set(view.name, dimensions)
  }
  return all
}

/** All metrics, with the dimensions, options and tables derived from their inputs. */
export function assembleMetrics(
  views: ReadonlyMap<string, View>,
  viewDimensions: ReadonlyMap<string, ReadonlyMap<string, ViewDimension>>,
  canonical: ReadonlyMap<string, unknown>,
  parameters: Catalog['parameters'],
): ReadonlyMap<string, Metric> {
  const values = Object.fromEntries(canonical)
  const headers = new Map<string, { view: View; header: MetricHeader }>()
  for (const view of views.values()) {
    for (const [name, header] of Object.entries(view.header.metrics)) headers.set(name, { view, header })
  }
  const metrics = new Map<string, Metric>()
  const assemble = (name: string): Metric | undefined => {
    const done = metrics.get(name)
    const joinColumns = headers.get(name)
    if (done !== undefined || joinColumns === undefined) return done
    const inputs = metricInputs(joinColumns.header)
      .map(assemble)
      .filter((input) => input !== undefined)
    const metric = assembleMetric(
      name,
      joinColumns.view,
      joinColumns.header,
      inputs,
      viewDimensions,
      canonical,
    )
    const description = fillDescription(metric.description, parameters, values)
    const described = Object.freeze({ ...metric, description })
    metrics.set(name, described)
    return described
  }
  for (const name of headers.keys()) assemble(name)
  // in the order of the files, not of their dependencies
  return new Map(
    [...headers.keys()]
      .map((name) => [name, metrics.get(name)])
      .filter((entry): entry is [string, Metric] => entry[1] !== undefined),
  )
}

function assembleMetric(
  name: string,
  view: View,
  header: MetricHeader,
  inputs: readonly Metric[],
  viewDimensions: ReadonlyMap<string, ReadonlyMap<string, ViewDimension>>,
  canonical: ReadonlyMap<string, unknown>,
): Metric {
  const own = [...(viewDimensions.get(view.name)?.keys() ?? [])]
  const notBy = 'excluded_dimensions' in header ? header.excluded_dimensions : []
  const {
    description,
    unit,
    version,
    deprecated,
    unaffected_by: _unaffected,
    affected_with: _with,
    ...definition
  } = header
  const ofKind = kindParameters(header, view.header)
  const readByKind = ofKind.map((parameter) => [parameter, canonical.get(parameter) ?? null])
  const optionsWith = optionsOf(view, header, inputs, ofKind)
  return {
    name,
    kind: header.kind,
    unit,
    description: description.trim(),
    version,
    deprecated: deprecated ?? null,
    family: view.relation,
    view: view.name,
    header,
    dimensions:
      inputs.length > 0
        ? (inputs[0]?.dimensions ?? []).filter((dimension) =>
            inputs.every((input) => input.dimensions.includes(dimension)),
          )
        : own.filter((dimension) => !notBy.includes(dimension)),
    options: [...optionsWith.keys()].sort(),
    optionsWith,
    requires: [...new Set([...view.header.requires, ...inputs.flatMap(({ requires }) => requires)])],
    hash: hash([
      definition,
      inputs.length > 0
        ? [...inputs.map((input) => input.hash), ...readByKind]
        : [view.hash, view.header.time ?? null, view.header.time_type, readByKind],
    ]),
  }
}

/**
 * The options of a metric: of its inputs, or of its rows and its kind, except those that do not affect it.
 */
function optionsOf(
  view: View,
  header: MetricHeader,
  inputs: readonly Metric[],
  ofKind: readonly string[],
): Metric['optionsWith'] {
  const options = new Map<string, readonly OptionCondition[]>()
  const add = (option: string, conditions: readonly OptionCondition[]) =>
    options.set(option, [...(options.get(option) ?? []), ...conditions])
  const own = inputs.length > 0 ? ofKind : [...view.allParameters, ...ofKind]
  const unaffected = [...(inputs.length > 0 ? [] : view.header.unaffected_by), ...header.unaffected_by]
  for (const { optionsWith } of inputs)
    for (const [option, conditions] of optionsWith) if (!unaffected.includes(option)) add(option, conditions)
  for (const option of new Set(own.map(parameterOfColumn))) {
    // a required option always applies
    if (unaffected.includes(option) && !view.header.needs_options.includes(option)) continue
    const conditions = { ...view.header.affected_with[option], ...header.affected_with[option] }
    add(option, [conditions])
  }
  return options
}
