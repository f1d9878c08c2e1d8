import type { AddsUp } from '../relations/adds-up.ts'
import { aggregateOf, meaningOf, namesIn } from './aggregates.ts'
import { outputName } from './output-name.ts'
import { readsOne } from './select/sources.ts'
import {
  as,
  columnNames,
  columnReference,
  conjunction,
  conjuncts,
  copy,
  isNode,
  list,
  nodesIn,
  replaceIn,
  selectsIn,
  stringField,
  visit,
  type Node,
} from './tree.ts'

/** Whether a RangeVar is a metric relation: its columns, with how those add up that are metrics; else null. */
export type FindColumns = (range: Node) => ReadonlyMap<string, AddsUp | null> | null

/** Whether a select only names, computes and filters columns of one metric relation. */
export function isProjection(select: Node, find: FindColumns): boolean {
  const [range, ...others] = list(select, 'fromClause')
  const relation = as(range, 'RangeVar')
  const allowed = new Set(['targetList', 'fromClause', 'whereClause', 'limitOption', 'op', 'sortClause'])
  if (relation === null || others.length > 0 || find(relation) === null) return false
  if (Object.keys(select).some((field) => !allowed.has(field)) || select['op'] !== 'SETOP_NONE') return false
  if (selectsIn(select).length > 0) return false
  const complex: string[] = []
  visit([select['targetList'], select['whereClause']], (kind, node) => {
    if (kind === 'FuncCall' && (aggregateOf({ FuncCall: node }) !== null || isNode(node['over'])))
      complex.push(kind)
    if (kind === 'SubLink' || kind === 'SetToDefault') complex.push(kind)
    return complex.length === 0
  })
  const names = list(select, 'targetList').map((target) => outputName(target))
  return complex.length === 0 && names.every((name) => name !== null) && new Set(names).size === names.length
}

/** Replaces subselects that only project by the relation itself. */
export function pullUp(select: Node, find: FindColumns): void {
  const from = list(select, 'fromClause')
  if (from.length === 0) return
  const isAlone = readsOne(select)
  // a nested select may mean columns of this one
  const hasNested = directSelects({ ...select, fromClause: [] }).length > 0
  if (hasNested) return
  select['fromClause'] = replaceIn(from, (wrapped) => {
    const subselect = as(wrapped, 'RangeSubselect')
    const query = as(subselect?.['subquery'], 'SelectStmt')
    if (subselect === null || query === null) return null
    if (subselect['lateral'] === true || !isProjection(query, find)) return wrapped
    const alias = isNode(subselect['alias']) ? subselect['alias'] : null
    const aliasName = alias === null ? null : stringField(alias, 'aliasname')
    if (aliasName === null || list(alias ?? {}, 'colnames').length > 0) return wrapped
    return pulledUp(select, query, aliasName, isAlone, find) ?? wrapped
  })
}

function pulledUp(
  select: Node,
  query: Node,
  alias: string,
  isAlone: boolean,
  find: FindColumns,
): Node | null {
  const range = copy(as(list(query, 'fromClause')[0], 'RangeVar') ?? {})
  const all = find(range) ?? new Map<string, AddsUp | null>()
  const qualify = (expression: unknown): unknown =>
    replaceIn([copy(expression)], (wrapped) => {
      const names = columnNames(wrapped)
      return names === null ? null : columnReference(alias, names.at(-1) ?? '')
    })
  const columns = new Map<string, unknown>()
  for (const target of list(query, 'targetList')) {
    const value = as(target, 'ResTarget')?.['val']
    if (columnNames(value)?.at(-1) === '*')
      for (const name of all.keys()) columns.set(name, columnReference(alias, name))
    else columns.set(outputName(target) ?? '', (qualify(value) as unknown[])[0])
  }
  const stars = starsOf(select, alias)
  if (stars.has('*') && !isAlone) return null
  if (hasRowStatistics(select, alias, columns, all)) return null
  const meant = (names: readonly string[]): unknown => {
    if (names.length > 2 || (names.length === 2 && names[0] !== alias)) return undefined
    return columns.get(names.at(-1) ?? '')
  }
  select['targetList'] = list(select, 'targetList').flatMap((target) => {
    const names = columnNames(as(target, 'ResTarget')?.['val'])
    if (names?.at(-1) !== '*' || (names.length === 2 && names[0] !== alias)) return [target]
    return [...columns].map(([name, value]) => ({ ResTarget: { name, val: copy(value) } }))
  })
  for (const target of list(select, 'targetList')) {
    const node = as(target, 'ResTarget')
    const name = outputName(target)
    if (node !== null && name !== null && name !== '*') node['name'] ??= name
  }
  const outputs = new Set(list(select, 'targetList').map((target) => outputName(target)))
  const substitute = (part: unknown, keepsOutputs: boolean): unknown =>
    replaceIn(part, (wrapped) => {
      const names = columnNames(wrapped)
      if (names === null) return null
      // `order by` means a column of the result first
      if (keepsOutputs && names.length === 1 && outputs.has(names[0] ?? '')) return wrapped
      const value = meant(names)
      return value === undefined ? wrapped : (copy(value) as Node)
    })
  for (const [name, part] of Object.entries(select)) {
    if (['fromClause', 'withClause', 'larg', 'rarg'].includes(name)) continue
    select[name] = substitute(part, name === 'sortClause')
  }
  // conditions of joins stay where they are
  if (!isAlone) select['fromClause'] = substituteInJoins(select['fromClause'], substitute)
  const inner = conjuncts(query['whereClause']).flatMap((one) => qualify(one) as unknown[])
  const where = conjunction([...inner, ...conjuncts(select['whereClause'])])
  if (where !== undefined) select['whereClause'] = where
  range['alias'] = { aliasname: alias }
  return { RangeVar: range }
}

/**
 * Whether a select has statistics over the rows of a nested select that names its columns, such as the mean of a balance: these
 * are its groups, as the relation itself has none.
 */
function hasRowStatistics(
  select: Node,
  alias: string,
  columns: ReadonlyMap<string, unknown>,
  all: ReadonlyMap<string, AddsUp | null>,
): boolean {
  if (columns.size === all.size) return false
  let found = false
  visit([select['targetList'], select['havingClause'], select['sortClause']], (kind, node) => {
    const aggregate = aggregateOf({ [kind]: node })
    if (aggregate === null) return undefined
    const meaning = meaningOf(aggregate)
    if (meaning === 'value') return undefined
    for (const names of namesIn([list(node, 'args'), node['agg_order']], { entersAggregates: true })) {
      if (names.length > 1 && names.at(-2) !== alias) continue
      const read = namesIn([columns.get(names.at(-1) ?? '')], { entersAggregates: true })
      const adds = read.map((one) => all.get(one.at(-1) ?? '') ?? null).filter((one) => one !== null)
      if (adds.some((one) => meaning === 'other' || one !== 'never')) found = true
    }
    return undefined
  })
  return found
}

function substituteInJoins(from: unknown, substitute: (part: unknown, keeps: boolean) => unknown): unknown {
  visit(from, (kind, node) => {
    if (kind === 'JoinExpr' && node['quals'] !== undefined) node['quals'] = substitute([node['quals']], false)
    return undefined
  })
  visit(from, (kind, node) => {
    if (kind === 'JoinExpr' && Array.isArray(node['quals'])) node['quals'] = node['quals'][0] as unknown
    return undefined
  })
  return from
}

/** `*` and the alias of `alias.*` in a select list. */
function starsOf(select: Node, alias: string): ReadonlySet<string> {
  return new Set(
    list(select, 'targetList').flatMap((target) => {
      const names = columnNames(as(target, 'ResTarget')?.['val'])
      if (names?.at(-1) !== '*') return []
      return [names.length === 1 ? '*' : names[0] === alias ? alias : '']
    }),
  )
}

/** The selects directly inside a select, without those of its `with` and its branches. */
export function directSelects(select: Node): readonly Node[] {
  const parts = Object.entries(select).filter(([name]) => !['withClause', 'larg', 'rarg'].includes(name))
  return nodesIn(
    parts.map(([, part]) => part),
    (kind) => kind === 'SelectStmt',
    { entersFound: false },
  )
}
