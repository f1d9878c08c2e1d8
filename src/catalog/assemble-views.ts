import { layers, type Layer, type View } from './catalog.ts'
import type { ParsedCatalog, ParsedView } from './files/parsed-view.ts'
import { hash } from './hash.ts'
import { businessParameters } from './parameters/parameter.ts'
import { scalarFunctions } from './select/scalar-functions.ts'

/** Converts validated views to the views of a catalogue, in dependency order. */
export function assembleViews(parsed: ParsedCatalog): ReadonlyMap<string, View> {
  const views = new Map<string, View>()
  const add = (name: string) => {
    const view = parsed.byName.get(name)
    if (view === undefined || views.has(name)) return
    for (const relation of view.reads) add(relation)
    views.set(name, assemble(view, views, parsed.canonical))
  }
  const inOrder = [...parsed.byName.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  for (const name of inOrder) add(name)
  return views
}

function rank(name: string): number {
  return (layers as readonly string[]).indexOf(name.split('.')[0] ?? '')
}

function assemble(
  view: ParsedView,
  views: ReadonlyMap<string, View>,
  canonical: ReadonlyMap<string, unknown>,
): View {
  const [layer = '', relation = ''] = view.name.split('.')
  const lineage = new Set(view.reads)
  const allParameters = new Set(view.parameters)
  for (const read of view.reads) {
    for (const upstream of views.get(read)?.lineage ?? []) lineage.add(upstream)
    for (const parameter of views.get(read)?.allParameters ?? []) allParameters.add(parameter)
  }
  const parametersRead = view.parameters.map((name) => [name, canonical.get(name) ?? null])
  const readsForHash = view.reads.map((read) => [
    read,
    read === businessParameters ? null : (views.get(read)?.hash ?? null),
  ])
  const functionsCalled = scalarFunctions.filter(({ name }) => view.functions.includes(name))
  return Object.freeze({
    name: view.name,
    layer: layer as Layer,
    relation,
    file: view.file,
    text: view.text,
    header: view.header,
    body: view.body,
    segments: view.segments,
    steps: view.steps,
    reads: view.reads,
    lineage,
    parameters: view.parameters,
    allParameters: [...allParameters].sort(),
    columns: view.columns ?? [],
    hash: hash([view.withoutLocations, parametersRead, readsForHash, functionsCalled]),
  })
}
