import type { Catalog, View } from '../../catalog/catalog.ts'
import { commonTables, selectOf } from '../../catalog/select/read-body.ts'
import { selectIn } from '../../catalog/select/select-in.ts'
import {
  child,
  children,
  columnPath,
  functionPath,
  text,
  unionBranches,
  walk,
  type Tree,
} from '../../catalog/select/sql-tree.ts'

/** What becomes of the columns of rows of which only the first and the last of each day are known. */
export interface DailyColumns {
  /** Columns that are unknown, or computed from unknown ones. */
  readonly lost: ReadonlySet<string>
  /** Columns with the time of the row. */
  readonly times: ReadonlySet<string>
}

type Found = DailyColumns | 'other rows' | null

/**
 * The columns of a view when the daily rows of a view behind it are read instead of all its rows, derived from the SQL.
 *
 * @param base the view of whose rows the daily ones are read
 * @param daily the stored view with the daily rows
 * @returns `other rows` when it does not read them; null when its rows depend on more than the days of these rows, or
 * that cannot be seen
 */
export function dailyColumns(
  catalog: Catalog,
  { base, daily }: { readonly base: View; readonly daily: View },
  view: View,
  stored: ReadonlySet<string>,
): Found {
  const ofRelation = (name: string): Found => {
    if (name === base.name)
      return {
        lost: nullColumns(daily),
        times: new Set(base.header.time === undefined ? [] : [base.header.time]),
      }
    const read = catalog.views.get(name)
    if (read === undefined || stored.has(name) || !read.lineage.has(base.name)) return 'other rows'
    return ofSelect(selectIn(read.body), new Map(), ofRelation)
  }
  return remembered(view, `${base.name} ${storedBetween(catalog, base, view, stored)}`, () =>
    ofRelation(view.name),
  )
}

/** The stored views between two views: they are read as they are. */
function storedBetween(catalog: Catalog, base: View, { lineage }: View, stored: ReadonlySet<string>): string {
  return [...lineage]
    .filter((name) => stored.has(name) && catalog.views.get(name)?.lineage.has(base.name) === true)
    .join()
}

/** Every query is planned with them, and definitions do not change between queries. */
const known = new WeakMap<View, Map<string, Found>>()

function remembered(view: View, key: string, derive: () => Found): Found {
  const before = known.get(view) ?? new Map<string, Found>()
  known.set(view, before)
  const found = before.get(key)
  if (found !== undefined) return found
  const derived = derive()
  before.set(key, derived)
  return derived
}

/** The columns that the daily rows do not have: written as `null`. */
function nullColumns({ body }: View): ReadonlySet<string> {
  const names = new Set<string>()
  walk(selectIn(body), (kind, node) => {
    if (kind !== 'ResTarget') return
    const constant = child(child(child(child(node, 'val'), 'TypeCast'), 'arg'), 'A_Const')
    if (constant['isnull'] === true) names.add(text(node, 'name') ?? '')
  })
  return names
}

type Scope = ReadonlyMap<string, Found>

function ofSelect(select: Tree, outer: Scope, ofRelation: (name: string) => Found): Found {
  const scope = new Map(outer)
  for (const [name, step] of commonTables(select))
    scope.set(name, ofSelect(selectOf(step), scope, ofRelation))
  const branches = unionBranches(select)
  const found = branches.map((branch) => ofBranch(branch, scope, ofRelation))
  if (found.some((one) => one === null)) return null
  const daily = found.filter((one) => one !== null && one !== 'other rows')
  if (daily.length === 0) return 'other rows'
  // distinct rows of a union are made of the rows of several branches
  if (branches.length > 1 && !isUnionOfAll(select)) return null
  return {
    lost: new Set(daily.flatMap(({ lost }) => [...lost])),
    times: new Set(daily.flatMap(({ times }) => [...times])),
  }
}

function isUnionOfAll(select: Tree): boolean {
  if (select['op'] === 'SETOP_NONE') return true
  return (
    select['op'] === 'SETOP_UNION' &&
    select['all'] === true &&
    isUnionOfAll(child(select, 'larg')) &&
    isUnionOfAll(child(select, 'rarg'))
  )
}

/** Clauses in which rows are combined or left out by their number or order. */
const combining = [
  'groupClause',
  'distinctClause',
  'havingClause',
  'windowClause',
  'limitCount',
  'limitOffset',
]

function ofBranch(select: Tree, scope: Scope, ofRelation: (name: string) => Found): Found {
  const { withClause: _steps, ...own } = select
  const read: Found[] = []
  walk(own, (kind, node) => {
    if (kind !== 'RangeVar') return
    const schema = text(node, 'schemaname')
    const name = text(node, 'relname') ?? ''
    read.push(schema === undefined ? (scope.get(name) ?? null) : ofRelation(`${schema}.${name}`))
  })
  if (read.includes(null)) return null
  const [daily, ...others] = read.filter((one) => one !== null && one !== 'other rows')
  if (daily === undefined) return 'other rows'
  // rows that are combined with each other may be of one day
  if (others.length > 0 || combining.some((clause) => clause in own) || combinesRows(own)) return null
  const { targetList: _targets, ...conditions } = own
  if (names(conditions, [...daily.lost, ...daily.times])) return null
  return ofTargets(children(own, 'targetList'), daily)
}

/** Whether a select has subselects, aggregates or window functions. */
function combinesRows(select: Tree): boolean {
  let found = false
  walk(select, (kind, node) => {
    if (kind === 'SubLink' || kind === 'RangeSubselect') found = true
    if (kind === 'FuncCall' && ('over' in node || aggregates.test(functionPath(node).at(-1) ?? '')))
      found = true
  })
  return found
}

const aggregates =
  /^(?:count|sum|min|max|avg|bool_\w+|every|array_agg|string_agg|json\w*_agg|percentile\w*|mode)$/

/** Whether a part of a select has columns with one of these names. */
function names(part: unknown, columns: readonly string[]): boolean {
  let found = false
  walk(part, (kind, node) => {
    if (kind === 'ColumnRef' && columns.includes(columnPath(node).at(-1) ?? '')) found = true
  })
  return found
}

function ofTargets(targets: readonly Tree[], { lost, times }: DailyColumns): DailyColumns {
  const own = { lost: new Set<string>(), times: new Set<string>() }
  for (const wrapped of targets) {
    const target = child(wrapped, 'ResTarget')
    const value = child(target, 'val')
    const column = columnPath(child(value, 'ColumnRef')).at(-1)
    if (column === '*') {
      for (const name of lost) own.lost.add(name)
      for (const name of times) own.times.add(name)
      continue
    }
    const name = text(target, 'name') ?? column ?? ''
    if (column !== undefined && times.has(column)) own.times.add(name)
    else if (names([value], [...lost]) || (names([value], [...times]) && !isLocalDay(value, times)))
      own.lost.add(name)
  }
  return own
}

/** Whether an expression is the same for all rows of a local day: its date or its month in the time zone of the query. */
function isLocalDay(value: Tree, times: ReadonlySet<string>): boolean {
  const call = child(value, 'FuncCall')
  const [schema, name = ''] = functionPath(call)
  const [time = {}, zone = {}] = children(call, 'args')
  return (
    schema === 'plumbline' &&
    ['local_date', 'local_month'].includes(name) &&
    times.has(columnPath(child(time, 'ColumnRef')).at(-1) ?? '') &&
    columnPath(child(zone, 'ColumnRef')).join('.') === 'parameters.time_zone'
  )
}
