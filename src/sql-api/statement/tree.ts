/** A node of PostgreSQL's tree, which rewriting changes. A wrapped node has one field: its kind. */
export type Node = Record<string, unknown>

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The kind of a wrapped node, and what is in it. */
export function unwrap(wrapped: unknown): readonly [kind: string, node: Node] {
  if (isNode(wrapped))
    for (const [kind, node] of Object.entries(wrapped)) if (isNode(node)) return [kind, node]
  return ['', {}]
}

/** The node of one kind in a wrapper; null when it is of another kind. */
export function as(wrapped: unknown, kind: string): Node | null {
  const [found, node] = unwrap(wrapped)
  return found === kind ? node : null
}

export function list(node: Node, name: string): unknown[] {
  const value = node[name]
  return Array.isArray(value) ? value : []
}

export function textOf(wrapped: unknown): string {
  const value = as(wrapped, 'String')?.['sval']
  return typeof value === 'string' ? value : ''
}

export function stringField(node: Node, name: string): string | null {
  const value = node[name]
  return typeof value === 'string' ? value : null
}

/** The names of a column reference; a star is `*`. Null for other nodes. */
export function columnNames(wrapped: unknown): readonly string[] | null {
  const reference = as(wrapped, 'ColumnRef')
  if (reference === null) return null
  return list(reference, 'fields').map((field) => (isNode(field) && 'A_Star' in field ? '*' : textOf(field)))
}

export function columnReference(...names: readonly string[]): Node {
  return { ColumnRef: { fields: names.map(string) } }
}

export function string(sval: string): Node {
  return { String: { sval } }
}

/** The unqualified name of a called function; null for other nodes. */
export function functionName(wrapped: unknown): string | null {
  const call = as(wrapped, 'FuncCall')
  return call === null ? null : textOf(list(call, 'funcname').at(-1))
}

export function call(names: readonly string[], args: readonly unknown[]): Node {
  return { FuncCall: { funcname: names.map(string), args: [...args], funcformat: 'COERCE_EXPLICIT_CALL' } }
}

export function constant(value: boolean): Node {
  return { A_Const: { boolval: value ? { boolval: true } : {} } }
}

/** The parts of a conjunction. */
export function conjuncts(condition: unknown): readonly unknown[] {
  if (condition === undefined) return []
  const both = as(condition, 'BoolExpr')
  if (both?.['boolop'] !== 'AND_EXPR') return [condition]
  return list(both, 'args').flatMap(conjuncts)
}

export function conjunction(conditions: readonly unknown[]): unknown {
  if (conditions.length < 2) return conditions[0]
  return { BoolExpr: { boolop: 'AND_EXPR', args: [...conditions] } }
}

export function copy<Value>(value: Value): Value {
  return structuredClone(value)
}

const nested = new Set(['SelectStmt'])

/**
 * Visits all wrapped nodes below a value, outermost first. A visitor that returns false is not shown what is inside.
 * Selects inside are not entered.
 */
export function visit(value: unknown, see: (kind: string, node: Node) => boolean | undefined): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see)
    return
  }
  if (!isNode(value)) return
  for (const [kind, node] of Object.entries(value)) {
    if (nested.has(kind)) continue
    if (isNode(node) && see(kind, node) === false) continue
    visit(node, see)
  }
}

/** The nodes of some kinds below a value, outermost first; with those inside them, if asked. */
export function nodesIn(
  value: unknown,
  isWanted: (kind: string) => boolean,
  { entersFound }: { readonly entersFound: boolean },
): readonly Node[] {
  const found: Node[] = []
  const search = (one: unknown): void => {
    if (Array.isArray(one)) for (const item of one) search(item)
    else if (isNode(one))
      for (const [kind, node] of Object.entries(one)) {
        const isFound = isWanted(kind) && isNode(node)
        if (isFound) found.push(node)
        if (!isFound || entersFound) search(node)
      }
  }
  search(value)
  return found
}

/** Every select in a value: outermost first, without the value itself. */
export function selectsIn(value: unknown): readonly Node[] {
  return nodesIn(value, (kind) => nested.has(kind) || kind === 'larg' || kind === 'rarg', {
    entersFound: true,
  })
}

/** Replaces wrapped nodes below a value; a replacement is not searched again. Selects inside are entered if asked. */
export function replaceIn(
  value: unknown,
  replace: (wrapped: Node) => Node | null,
  entersSelects = false,
): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, replace, entersSelects))
  if (!isNode(value)) return value
  const replaced = replace(value)
  if (replaced !== null) return replaced
  for (const [name, inner] of Object.entries(value)) {
    if (nested.has(name) && !entersSelects) continue
    value[name] = replaceIn(inner, replace, entersSelects)
  }
  return value
}
