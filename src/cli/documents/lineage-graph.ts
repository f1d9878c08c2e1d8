import type { Catalog, View } from '../../catalog/catalog.ts'
import { block } from './markdown.ts'

interface Edge {
  readonly from: string
  readonly to: string
}

/**
 * The views and source tables that a view is computed from, as a Mermaid graph. It ends at entities, which have a graph
 * of their own, and has source tables in place of staging views; parameters, which nearly every view reads, are left
 * out.
 */
export function lineageGraph(catalog: Catalog, view: View): string {
  return graph(edgesTo(catalog, view, new Set(), ({ layer }) => layer !== 'entities'))
}

/** How entities are computed from source tables and from each other. */
export function entityGraph(catalog: Catalog): string {
  const done = new Set<string>()
  const entities = [...catalog.views.values()].filter(({ layer }) => layer === 'entities')
  return graph(entities.flatMap((view) => edgesTo(catalog, view, done, () => true)))
}

function graph(edges: readonly Edge[]): string {
  const nodes = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort()
  const lines = [
    'flowchart LR',
    ...nodes.map((name) => `  ${idOf(name)}["${name}"]`),
    ...edges.map(({ from, to }) => `  ${idOf(from)} --> ${idOf(to)}`),
  ]
  return block('mermaid', lines.join('\n'))
}

/** The source tables that a view is computed from, in alphabetical order. */
export function sourceTables({ lineage }: View): readonly string[] {
  return [...lineage].flatMap((name) => (name.startsWith('source.') ? [name.slice(7)] : [])).sort()
}

function edgesTo(
  catalog: Catalog,
  view: View,
  done: Set<string>,
  continues: (upstream: View) => boolean,
): readonly Edge[] {
  if (done.has(view.name)) return []
  done.add(view.name)
  const inputs = [...new Set(view.reads.flatMap((name) => inputsOf(catalog, name)))].sort()
  return inputs.flatMap((from) => {
    const upstream = catalog.views.get(from)
    const isFollowed = upstream !== undefined && continues(upstream)
    return [...(isFollowed ? edgesTo(catalog, upstream, done, continues) : []), { from, to: view.name }]
  })
}

function inputsOf(catalog: Catalog, name: string): readonly string[] {
  const view = catalog.views.get(name)
  if (view?.layer === 'parameters') return []
  return view?.layer === 'staging' ? view.reads.flatMap((read) => inputsOf(catalog, read)) : [name]
}

/** An identifier of Mermaid, which has no dots. */
function idOf(name: string): string {
  return name.replace('.', '__')
}
