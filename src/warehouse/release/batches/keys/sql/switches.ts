import { child, children, columnPath, isTree, type Tree } from '../../../../../catalog/select/sql-tree.ts'
import { isAggregate } from './aggregates.ts'
import type { FromClause } from './from-items.ts'
import type { Switch } from './key-dependence.ts'

/**
 * The comparisons of a select with a moment that moves. Each compares values of one item that has the key: another moment
 * matters to the rows whose comparison has another result.
 *
 * @param keys the columns that equal the key, where they match
 * @param withClause the steps that the items may read; null when they are unknown
 * @param isMoment whether a parameter is such a moment
 * @returns the comparisons, and the moments that are read in any other way
 */
export function switchesOf(
  select: Tree,
  { items }: FromClause,
  keys: ReadonlySet<string>,
  withClause: Tree | null,
  isMoment: (parameter: string) => boolean,
): { readonly found: readonly Switch[]; readonly others: ReadonlySet<string> } {
  const found: Switch[] = []
  const others = new Set<string>()

  const toSwitch = (comparison: Tree): Switch | null => {
    const aliases = new Set<string>()
    // parts that read more than one row, or of which the row is unknown
    const others: Tree[] = []
    eachNode(comparison, (kind, node) => {
      const isOfMany = kind === 'FuncCall' && ('over' in node || isAggregate(node))
      if (kind === 'SubLink' || isOfMany) others.push(node)
      if (kind !== 'ColumnRef') return
      const [alias = '', column] = columnPath(node)
      if (column === undefined) others.push(node)
      else if (alias !== 'parameters') aliases.add(alias)
    })
    const [alias = '', ...more] = aliases
    const item = items.find((one) => one.alias === alias)
    const key = [...keys].find((one) => one.startsWith(`${alias}.`))
    if (
      others.length > 0 ||
      more.length > 0 ||
      item === undefined ||
      key === undefined ||
      withClause === null
    )
      return null
    if (item.kind !== 'RangeVar') return null
    return {
      comparison,
      item: { [item.kind]: item.node },
      key: columnReference(alias, key.slice(alias.length + 1)),
      withClause,
    }
  }

  /** @param within the innermost comparison around a value */
  const visit = (value: unknown, within: Tree | null): void => {
    if (Array.isArray(value)) for (const part of value) visit(part, within)
    if (!isTree(value)) return
    for (const [kind, node] of Object.entries(value)) {
      if (!isTree(node)) {
        visit(node, within)
        continue
      }
      // what they read is needed as a whole
      if (
        kind === 'SubLink' ||
        kind === 'RangeSubselect' ||
        kind === 'RangeFunction' ||
        kind === 'WithClause'
      )
        continue
      if (kind === 'ColumnRef') {
        const name = momentIn(node, isMoment)
        if (name === null) continue
        const one = within === null ? null : toSwitch(within)
        if (one === null) others.add(name)
        else found.push(one)
        continue
      }
      visit(node, isComparison(kind, node) ? { [kind]: node } : within)
    }
  }
  const { withClause: _steps, ...own } = select
  visit(own, null)
  return { found, others }
}

/** The moment that a column may be: `parameters.as_of`, or a name that may mean it. */
export function momentIn(column: Tree, isMoment: (parameter: string) => boolean): string | null {
  const [qualifier = '', name] = columnPath(column)
  if (name === undefined) return isMoment(qualifier) ? qualifier : null
  return qualifier === 'parameters' && (isMoment(name) || name === '*') ? name : null
}

const operators = new Set(['<', '<=', '=', '<>', '>=', '>'])

function isComparison(kind: string, node: Tree): boolean {
  const [operator] = children(node, 'name')
  return (
    kind === 'A_Expr' &&
    node['kind'] === 'AEXPR_OP' &&
    operators.has(String(child(operator ?? {}, 'String')['sval']))
  )
}

function eachNode(value: unknown, see: (kind: string, node: Tree) => void): void {
  if (Array.isArray(value)) for (const part of value) eachNode(part, see)
  if (!isTree(value)) return
  for (const [kind, node] of Object.entries(value)) {
    if (isTree(node)) see(kind, node)
    eachNode(node, see)
  }
}

function columnReference(alias: string, column: string): Tree {
  return { ColumnRef: { fields: [{ String: { sval: alias } }, { String: { sval: column } }] } }
}
