/** A view, as far as lineage needs it. */
export interface LineageView {
  /** With its layer: `facts.events`. */
  readonly name: string
  /** The views and source tables that it reads. */
  readonly reads: readonly string[]
}

/** What a view is computed from, from source tables on the left to the view on the right. */
export interface LineageGraph {
  readonly columns: readonly (readonly LineageNode[])[]
  readonly edges: readonly { readonly from: LineageNode; readonly to: LineageNode }[]
}

export interface LineageNode {
  readonly name: string
  readonly column: number
  readonly row: number
}

const layers = ['source', 'staging', 'entities', 'facts', 'signals', 'metrics']

/** Parameters and technical relations are read by nearly every view, so they are left out. */
function isShown(name: string): boolean {
  return layers.includes(layerOf(name))
}

function layerOf(name: string): string {
  return name.split('.', 1)[0] ?? ''
}

/** The relations upstream of some views in columns by layer, the views themselves included. */
export function lineageOf(views: readonly LineageView[], ends: readonly string[]): LineageGraph {
  const readsOf = new Map(views.map(({ name, reads }) => [name, reads.filter(isShown)]))
  const found = new Set<string>()
  const visit = (name: string) => {
    if (found.has(name)) return
    found.add(name)
    for (const read of readsOf.get(name) ?? []) visit(read)
  }
  for (const end of ends) visit(end)
  const names = [...found]
  const shown = layers.filter((layer) => names.some((name) => layerOf(name) === layer))
  const columns = shown.map((layer, column) =>
    names
      .filter((name) => layerOf(name) === layer)
      .sort()
      .map((name, row) => ({ name, column, row })),
  )
  const nodes = new Map(columns.flat().map((node) => [node.name, node]))
  const edges = names.flatMap((name) =>
    (readsOf.get(name) ?? []).flatMap((read) => {
      const [from, to] = [nodes.get(read), nodes.get(name)]
      return from === undefined || to === undefined ? [] : [{ from, to }]
    }),
  )
  return { columns, edges }
}
