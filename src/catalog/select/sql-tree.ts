/** A node of the Postgres parser's tree, of unknown kind. */
export type Tree = Readonly<Record<string, unknown>>

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The child of a node under a name, or an empty node. */
export function child(node: Tree, name: string): Tree {
  const value = node[name]
  return isTree(value) ? value : {}
}

/** The children of a node under a name. */
export function children(node: Tree, name: string): readonly Tree[] {
  const value = node[name]
  return Array.isArray(value) ? value.filter(isTree) : []
}

export function text(node: Tree, name: string): string | undefined {
  const value = node[name]
  return typeof value === 'string' ? value : undefined
}

/** The byte at which a node starts in the SQL; the parser omits 0. */
export function location(node: Tree): number {
  const value = node['location']
  return typeof value === 'number' ? value : 0
}

/** Visits this node and all nodes below; `kind` is the parser's name of the node. */
export function walk(value: unknown, visit: (kind: string, node: Tree) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit)
    return
  }
  if (!isTree(value)) return
  for (const [kind, node] of Object.entries(value)) {
    if (isTree(node)) visit(kind, node)
    walk(node, visit)
  }
}

/** The names in a column reference: `['users', 'user_id']`; a star is `*`. */
export function columnPath(columnRef: Tree): readonly string[] {
  return children(columnRef, 'fields').map((field) =>
    'A_Star' in field ? '*' : (text(child(field, 'String'), 'sval') ?? ''),
  )
}

/** The parts of a called function's name: `['count']`, `['plumbline', 'local_date']`. */
export function functionPath(call: Tree): readonly string[] {
  return children(call, 'funcname').map((part) => text(child(part, 'String'), 'sval') ?? '')
}

/** The branches of a union, from first to last; of any other select, itself. */
export function unionBranches(select: Tree): readonly Tree[] {
  const [left, right] = [child(select, 'larg'), child(select, 'rarg')]
  return Object.keys(left).length > 0 ? [...unionBranches(left), ...unionBranches(right)] : [select]
}
