import {
  child,
  children,
  functionPath,
  text,
  walk,
  type Tree,
} from '../../../../../catalog/select/sql-tree.ts'

/** Whether an expression is the key. */
export type IsKey = (value: Tree) => boolean

/** Whether the groups and distinct rows of a select are made for each value of its key. */
export function areGroupsBy(select: Tree, isKey: IsKey): boolean {
  const groups = children(select, 'groupClause')
  if (groups.some((group) => 'GroupingSet' in group)) return false
  if (groups.length > 0 && !groups.some(isKey)) return false
  // an empty list is a plain `distinct`
  const distinct = children(select, 'distinctClause').filter((value) => Object.keys(value).length > 0)
  return distinct.length === 0 || distinct.some(isKey)
}

/** Whether the windows of a select are made for each value of its key: rows with another value do not change them. */
export function areWindowsBy(select: Tree, isKey: IsKey): boolean {
  return everyWindow(select, (window, named) => isPartitioned(window, named, isKey))
}

/**
 * Whether the windows of a select look back in the order of the key, or are made for each value of it: rows with a later
 * value do not change them.
 */
export function areWindowsBackward(select: Tree, isKey: IsKey): boolean {
  return everyWindow(
    select,
    (window, named, name) =>
      isPartitioned(window, named, isKey) || (!looksForward.has(name) && isBackward(window, named, isKey)),
  )
}

type NamedWindows = ReadonlyMap<string, Tree>

function everyWindow(
  select: Tree,
  holds: (window: Tree, named: NamedWindows, functionName: string) => boolean,
): boolean {
  const named: NamedWindows = new Map(
    children(select, 'windowClause').map((wrapped) => {
      const window = child(wrapped, 'WindowDef')
      return [text(window, 'name') ?? '', window] as const
    }),
  )
  let isFulfilled = true
  walk([select['targetList'], select['sortClause']], (kind, node) => {
    const over = kind === 'FuncCall' ? child(node, 'over') : {}
    if (Object.keys(over).length > 0 && !holds(over, named, functionPath(node).at(-1) ?? ''))
      isFulfilled = false
  })
  return isFulfilled
}

function isPartitioned(window: Tree, named: NamedWindows, isKey: IsKey): boolean {
  if (children(window, 'partitionClause').some(isKey)) return true
  const other = named.get(text(window, 'refname') ?? text(window, 'name') ?? '')
  return other !== undefined && other !== window && isPartitioned(other, named, isKey)
}

/** Functions that look at rows behind the frame. */
const looksForward = new Set(['lead', 'ntile', 'percent_rank', 'cume_dist'])

/** The bits of `frameOptions`, as PostgreSQL defines them: the frame ends at the current row, or before. */
const endsByCurrentRow = 0x400 | 0x1000
const excludes = 0x8000 | 0x10000 | 0x20000

function isBackward(window: Tree, named: NamedWindows, isKey: IsKey): boolean {
  // a window that extends another one
  if (text(window, 'refname') !== undefined) return false
  const other = named.get(text(window, 'name') ?? '')
  if (other !== undefined && other !== window) return isBackward(other, named, isKey)
  const [first] = children(window, 'orderClause').map((wrapped) => child(wrapped, 'SortBy'))
  if (first === undefined || !isKey(child(first, 'node'))) return false
  const isAscending = ['SORTBY_DEFAULT', 'SORTBY_ASC'].includes(text(first, 'sortby_dir') ?? '')
  if (!isAscending || text(first, 'sortby_nulls') !== 'SORTBY_NULLS_DEFAULT') return false
  const frame = Number(window['frameOptions'])
  return (frame & endsByCurrentRow) !== 0 && (frame & excludes) === 0
}
