import type { Catalog, Metric, OptionCondition, View, ViewDimension } from './catalog.ts'
import { fillDescription } from './fill-description.ts'
import { hash } from './hash.ts'
import { kindParameters } from './kind-parameters.ts'
import { metricInputs } from './metric-inputs.ts'
import { plainDefault } from './select/plain-default.ts'
import type { MetricHeader } from './headers/view-header.ts'

/** View name → every dimension that its rows can be grouped by: its own, then those of its entities. */
export function dimensionsOfViews(
  views: ReadonlyMap<string, View>,
): ReadonlyMap<string, ReadonlyMap<string, ViewDimension>> {
  const all = new Map<string, ReadonlyMap<string, ViewDimension>>()
  for (const view of views.values()) {
    if (Object.keys(view.header.metrics).length === 0) continue
    const offered = new Map<string, ViewDimension>()
    for (const [name, header] of Object.entries(view.header.dimensions)) {
      const found = { current: null, at_event: null }
      offered.set(name, { name, from: view.name, column: header.column ?? name, join: null, found, header })
    }
    const { entities, at_event: atEvent } = view.header
    const onlyThen = Object.entries(atEvent).filter(([entityName]) => entities[entityName] === undefined)
    for (const [entityName, columns] of [...Object.entries(entities), ...onlyThen]) {
      const entity = views.get(entityName)
      if (entity === undefined) continue
      for (const [name, header] of Object.entries(entity.header.dimensions)) {
        if (offered.has(name)) continue
        const then = header.lasting ? (atEvent[entityName] ?? columns) : null
        const found = { current: entities[entityName] ?? null, at_event: then }
        // what is only known as it was and changes since is not known at all
        if (found.current === null && found.at_event === null) continue
        offered.set(name, {
          name,
          from: entityName,
          column: header.column ?? name,
          join: { columns, key: entity.header.key },
          found,
          header,
        })
      }
    }
    all.set(view.name, offered)
  }
  return all
}

/** Every metric, with the dimensions, options and tables that follow from what it is made of. */
export function assembleMetrics(
  views: ReadonlyMap<string, View>,
  viewDimensions: ReadonlyMap<string, ReadonlyMap<string, ViewDimension>>,
  defaults: ReadonlyMap<string, unknown>,
  parameters: Catalog['parameters'],
): ReadonlyMap<string, Metric> {
  const canonical = Object.fromEntries([...defaults].map(([name, value]) => [name, plainDefault(value)]))
  const headers = new Map<string, { view: View; header: MetricHeader }>()
  for (const view of views.values()) {
    for (const [name, header] of Object.entries(view.header.metrics)) headers.set(name, { view, header })
  }
  const metrics = new Map<string, Metric>()
  const assemble = (name: string): Metric | undefined => {
    const done = metrics.get(name)
    const found = headers.get(name)
    if (done !== undefined || found === undefined) return done
    const inputs = metricInputs(found.header)
      .map(assemble)
      .filter((input) => input !== undefined)
    const metric = assembleMetric(name, found.view, found.header, inputs, viewDimensions, defaults)
    const description = fillDescription(metric.description, parameters, canonical)
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
  defaults: ReadonlyMap<string, unknown>,
): Metric {
  const own = [...(viewDimensions.get(view.name)?.keys() ?? [])]
  const notBy = 'not_by' in header ? header.not_by : []
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
  const canonical = ofKind.map((parameter) => [parameter, defaults.get(parameter) ?? null])
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
        ? [...inputs.map((input) => input.hash), ...canonical]
        : [view.hash, view.header.time ?? null, view.header.time_type, canonical],
    ]),
  }
}

/** The options of a metric: of what it is made of, or of its rows and its kind; without those that it does not feel. */
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
  for (const option of new Set(own.map((parameter) => parameter.replace(/_conditions$/, '')))) {
    // what a question has to give is heard
    if (unaffected.includes(option) && !view.header.needs_options.includes(option)) continue
    const conditions = { ...view.header.affected_with[option], ...header.affected_with[option] }
    add(option, [conditions])
  }
  return options
}
