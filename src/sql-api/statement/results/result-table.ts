import { hasAggregate, namesIn } from '../aggregates.ts'
import { outputName } from '../output-name.ts'
import { isAggregated } from '../select/forms.ts'
import type { Source } from '../select/sources.ts'
import { as, columnNames, functionName, isNode, list, nodesIn, type Node } from '../tree.ts'
import { mayRepeat } from './functions.ts'
import { isCompared } from './fixed.ts'
import { meaningOf } from './meaning-of.ts'
import { carried, isValue, type Meaning } from './meaning.ts'
import { isZeroOfNothing, tellsOccurrence } from './occurred.ts'
import { isUnrepeated, mayMiss } from './repeats.ts'
import type { Item, Scope } from './scope.ts'

/** A column of a nested select, as what it says of metrics. */
export interface ResultColumn {
  readonly name: string
  readonly meaning: Meaning
  /** Whether it is made of periods alone: their first days, or something else. */
  readonly period: 'date' | 'other' | null
  /** Whether it is made of dimensions. */
  readonly isDimension: boolean
  /** Whether it is 0 or null where nothing happened. */
  readonly isZeroOfNothing: boolean
}

/** The rows of a nested select that reads metrics. */
export interface ResultTable {
  readonly columns: readonly ResultColumn[]
  /** The columns that together identify a row; null: they are not all selected. */
  readonly keys: readonly string[] | null
  /** Those of them that are dimensions; null: some are not selected. */
  readonly dimensions: readonly string[] | null
  /** Whether its rows are of several periods. */
  readonly hasPeriods: boolean
  /** Whether it has rows of groups in which nothing happened. */
  readonly isFilled: boolean
  /** Whether its own conditions leave such rows out. */
  readonly leavesOut: boolean
}

/** What the rows of a select are to the select around it; null where they have nothing to do with metrics. */
export function resultTable(select: Node, sources: readonly Source[], scope: Scope): ResultTable | null {
  const { items } = scope
  const targets = list(select, 'targetList')
  if (select['valuesLists'] !== undefined) return valuesTable(select, scope)
  const values = targets.map((target) => as(target, 'ResTarget')?.['val'])
  if (items.length === 0 && values.every((value) => meaningOf(value, scope) === 'nothing')) return null
  const isGrouped = isAggregated(select)
  const groups = isGrouped ? groupsOf(select, scope) : []
  const hasPeriods = periodsIn(select, scope, isGrouped)
  const keys = isGrouped
    ? groupKeys(groups, select)
    : sources.length > 0 && items.length === 1
      ? implicitKeys(targets, scope)
      : rowKeys(select, targets, items)
  const isDistinct = select['distinctClause'] !== undefined
  const repeats = values.some((value) => returnsRows(value))
  const columns = targets.flatMap((target): ResultColumn[] => {
    const value = as(target, 'ResTarget')?.['val']
    const names = columnNames(value)
    if (names?.at(-1) === '*')
      return starColumns(names, items).map((column) => kept(column, isLoose(column.meaning)))
    const column: ResultColumn = {
      name: outputName(target) ?? '',
      meaning: meaningOf(value, scope),
      period: isGrouped || isPlain(value) ? periodOf(value, scope) : null,
      isDimension: readsDimension(value, scope),
      isZeroOfNothing: isZeroOfNothing(value, scope),
    }
    return [kept(column, isLoose(column.meaning, value))]
  })
  /** Whether a value is not that of its row alone: a join, a function or DISTINCT changes how often it is there. */
  function isLoose(meaning: Meaning, value?: unknown): boolean {
    if (!isValue(meaning)) return false
    if (repeats || (isDistinct && keys === null)) return true
    const read = value === undefined ? items : itemsRead(value, items)
    if (read.some((item) => !isUnrepeated(select, item, items))) return true
    // a plain column next to GROUP BY is one of its keys: equal values are one
    return isGrouped && value !== undefined && !hasAggregate([value]) && !groupsRows(groups, read)
  }
  // a balance of an unknown period has no sum
  const isDated =
    !hasPeriods ||
    (isGrouped ? showsPeriods(groups, select, scope) : items.every((item) => keepsPeriods(item, targets)))
  const dated = columns.map((column) =>
    column.meaning === 'stock' && !isDated ? { ...column, meaning: 'never' as const } : column,
  )
  const leavesOut =
    tellsOccurrence(select['whereClause'], scope) || tellsOccurrence(select['havingClause'], scope)
  return {
    columns: dated,
    keys: repeats ? null : keys,
    dimensions: dimensionsOf(select, scope, groups, isGrouped),
    hasPeriods,
    isFilled:
      items.some(({ table }) => table?.isFilled === true) &&
      !leavesOut &&
      (!isGrouped || groups.some((group) => periodOf(group, scope) === null)),
    leavesOut,
  }
}

function kept(column: ResultColumn, isLoose: boolean): ResultColumn {
  return isLoose ? { ...column, meaning: 'other', isZeroOfNothing: false } : column
}

/** The rows of UNION and its kin, of which a group may be in both sides. */
export function bothSides(select: Node, rowsOf: Scope['rowsOf']): ResultTable | null {
  const sides = ['larg', 'rarg'].map((side) => (isNode(select[side]) ? rowsOf(select[side]) : null))
  const known = sides.filter((side) => side !== null)
  const [first] = known
  if (first === undefined) return null
  const names = namesOf(select)
  return {
    columns: first.columns.map((column, place): ResultColumn => {
      const same = known.flatMap(({ columns }) => columns[place] ?? [])
      return {
        name: sides[0]?.columns[place]?.name ?? names[place] ?? column.name,
        meaning: carried(same.map(({ meaning }) => meaning)),
        period: null,
        isDimension: same.some(({ isDimension }) => isDimension),
        isZeroOfNothing: false,
      }
    }),
    keys: null,
    dimensions: null,
    hasPeriods: known.some(({ hasPeriods }) => hasPeriods),
    isFilled: known.some(({ isFilled }) => isFilled),
    leavesOut: known.every(({ leavesOut }) => leavesOut),
  }
}

/** The names of the columns of UNION: those of its first select. */
function namesOf(select: Node): readonly (string | null)[] {
  return isNode(select['larg']) ? namesOf(select['larg']) : list(select, 'targetList').map(outputName)
}

/** A table that reads itself has its rows several times. */
export function loosened(table: ResultTable): ResultTable {
  return {
    ...table,
    columns: table.columns.map((column) => kept(column, isValue(column.meaning))),
    keys: null,
  }
}

function valuesTable(select: Node, scope: Scope): ResultTable | null {
  const rows = list(select, 'valuesLists').map((row) => list(as(row, 'List') ?? {}, 'items'))
  const columns = (rows[0] ?? []).map((_, place): ResultColumn => ({
    name: `column${String(place + 1)}`,
    meaning: carried(rows.map((row) => meaningOf(row[place], scope))),
    period: null,
    isDimension: false,
    isZeroOfNothing: false,
  }))
  if (columns.every(({ meaning }) => meaning === 'nothing')) return null
  return { columns, keys: null, dimensions: null, hasPeriods: false, isFilled: false, leavesOut: false }
}

/** The expressions of GROUP BY, those of the select list where it names them. */
function groupsOf(select: Node, scope: Scope): readonly unknown[] {
  const targets = list(select, 'targetList').map((target) => as(target, 'ResTarget') ?? {})
  return list(select, 'groupClause').map((group) => {
    const place = as(group, 'A_Const')?.['ival']
    if (isNode(place)) return targets[Number(place['ival'] ?? 0) - 1]?.['val']
    const names = columnNames(group)
    if (names?.length !== 1 || scope.read(names) !== null) return group
    // a name of the result, where FROM has none
    return targets.find((target) => target['name'] === names[0])?.['val'] ?? group
  })
}

/** The columns of the result that identify a group. */
function groupKeys(groups: readonly unknown[], select: Node): readonly string[] | null {
  const targets = list(select, 'targetList')
  const keys = groups.map((group) => {
    const shown = targets.find((target) => isShownBy(target, group))
    return shown === undefined ? null : (outputName(shown) ?? '')
  })
  return keys.every((key) => key !== null) ? keys : null
}

/** Whether a column of the result is what GROUP BY names. */
function isShownBy(target: unknown, group: unknown): boolean {
  const value = as(target, 'ResTarget')?.['val']
  if (shape(value) === shape(group)) return true
  const [own, other] = [columnNames(value), columnNames(group)]
  if (own !== null && other !== null)
    return own.at(-1) === other.at(-1) && (own.length === 1 || other.length === 1)
  return other?.length === 1 && outputName(target) === other[0]
}

function shape(expression: unknown): string {
  return JSON.stringify(expression, (name, value: unknown) => (name === 'location' ? undefined : value))
}

/** Without GROUP BY, rows of a relation are identified by all other columns that are selected. */
function implicitKeys(targets: readonly unknown[], scope: Scope): readonly string[] {
  return targets.flatMap((target) => {
    const value = as(target, 'ResTarget')?.['val']
    const names = columnNames(value)
    if (names?.at(-1) === '*')
      return starColumns(names, scope.items).flatMap((column) =>
        isValue(column.meaning) ? [] : [column.name],
      )
    return names === null || isValue(meaningOf(value, scope)) ? [] : [outputName(target) ?? '']
  })
}

/** The columns that identify the rows of an item which the select does not repeat. */
function rowKeys(
  select: Node,
  targets: readonly unknown[],
  items: readonly Item[],
): readonly string[] | null {
  if (mayMiss(select)) return null
  const item = items.find((one) => isUnrepeated(select, one, items))
  const keys = item?.keys?.map((key) => shownAs(targets, item.alias, key))
  return keys?.every((key) => key !== null) === true ? keys : null
}

/** The columns of the result that are the dimensions of its rows; null: some are not shown. */
function dimensionsOf(
  select: Node,
  scope: Scope,
  groups: readonly unknown[],
  isGrouped: boolean,
): readonly string[] | null {
  const targets = list(select, 'targetList')
  if (isGrouped) {
    return groupKeys(
      groups.filter((group) => readsDimension(group, scope)),
      select,
    )
  }
  const dimensions = scope.items.flatMap(
    ({ alias, columns, keys, table }): (readonly [string, string] | null)[] => {
      if (table !== null) return table.dimensions?.map((name) => [alias, name] as const) ?? [null]
      const isOne = (name: string) => columns?.find((column) => column.name === name)?.isDimension === true
      return keys?.filter(isOne).map((name) => [alias, name] as const) ?? [null]
    },
  )
  const names = dimensions.map((one) => (one === null ? null : shownAs(targets, ...one)))
  return names.every((name) => name !== null) ? names : null
}

/** The column of the result that is a column of an item; null where it is not selected. */
function shownAs(targets: readonly unknown[], alias: string, key: string): string | null {
  const shown = targets.find((target) => {
    const names = columnNames(as(target, 'ResTarget')?.['val'])
    return ['*', key].includes(names?.at(-1) ?? '') && (names?.length === 1 || names?.[0] === alias)
  })
  const name = outputName(shown)
  return shown === undefined ? null : name === '*' || name === null ? key : name
}

/** Whether GROUP BY has each row of some items for itself. */
function groupsRows(groups: readonly unknown[], items: readonly Item[]): boolean {
  return items.every(
    ({ keys, alias }) =>
      keys?.every((key) =>
        groups.some((group) => {
          const names = columnNames(group)
          return names?.at(-1) === key && (names.length === 1 || names[0] === alias)
        }),
      ) === true,
  )
}

/** Whether rows of a select are of several periods. */
function periodsIn(select: Node, scope: Scope, isGrouped: boolean): boolean {
  const isOwn = scope.isDirect || isGrouped
  // periods that conditions fix are one
  const hasPeriods = scope.items.some(
    ({ alias, columns, table }) =>
      table?.hasPeriods === true &&
      columns?.every(({ name, period }) => period === null || isCompared(select, alias, name)) !== true,
  )
  if (!isOwn || hasPeriods || scope.items.some(({ columns }) => columns === null)) return hasPeriods
  const read = [...list(select, 'targetList'), ...list(select, 'groupClause')].flatMap((part) =>
    namesIn(part, { entersAggregates: false }),
  )
  return scope.isDirect && read.some((names) => (scope.read(names)?.period ?? null) !== null)
}

/** Whether the periods by which a select groups are all among its columns. */
function showsPeriods(groups: readonly unknown[], select: Node, scope: Scope): boolean {
  const periods = groups.filter((group) => periodOf(group, scope) !== null)
  const targets = list(select, 'targetList')
  return periods.length > 0 && periods.every((group) => targets.some((target) => isShownBy(target, group)))
}

/** Whether a select that does not group shows all periods by which the rows of an item differ. */
function keepsPeriods({ alias, columns, keys }: Item, targets: readonly unknown[]): boolean {
  const periods =
    columns?.filter(({ name, period }) => period !== null && (keys?.includes(name) ?? true)) ?? []
  const shown = targets.flatMap((target) => {
    const value = as(target, 'ResTarget')?.['val']
    return isPlain(value) ? [columnNames(as(value, 'TypeCast')?.['arg'] ?? value) ?? []] : []
  })
  return periods.every(({ name }) =>
    shown.some(
      (names) => ['*', name].includes(names.at(-1) ?? '') && (names.length === 1 || names[0] === alias),
    ),
  )
}

/** A column as it is, or as another type. */
function isPlain(value: unknown): boolean {
  const cast = as(value, 'TypeCast')
  return columnNames(cast === null ? value : cast['arg']) !== null
}

/** The items whose values an expression reads. */
export function itemsRead(expression: unknown, items: readonly Item[]): readonly Item[] {
  const names = namesIn([expression], { entersAggregates: true })
  return items.filter(({ alias, columns }) =>
    names.some((one) => {
      if (one.length > 1 && items.some((item) => item.alias === one.at(-2))) return one.at(-2) === alias
      return columns === null || one[0] === alias || columns.some(({ name }) => name === one.at(-1))
    }),
  )
}

function returnsRows(value: unknown): boolean {
  const calls = nodesIn([value], (kind) => kind === 'FuncCall', { entersFound: true })
  return calls.some((call) => mayRepeat(functionName({ FuncCall: call }) ?? ''))
}

function starColumns(names: readonly string[], items: readonly Item[]): readonly ResultColumn[] {
  const meant = names.length === 1 ? items : items.filter(({ alias }) => alias === names.at(-2))
  return meant.flatMap(({ columns }) => columns ?? [])
}

/** Periods as they are, as another type or the longer ones around them; else an expression over periods alone. */
function periodOf(value: unknown, scope: Scope): ResultColumn['period'] {
  const cast = as(value, 'TypeCast')
  const type = isNode(cast?.['typeName']) ? list(cast['typeName'], 'names').at(-1) : null
  const call = as(value, 'FuncCall')
  const names = columnNames(value)
  if (names !== null) return scope.read(names)?.period ?? null
  const read = namesIn([value], { entersAggregates: true }).map(scope.read)
  const isOfPeriods = read.length > 0 && read.every((column) => column !== null && column.period !== null)
  if (!isOfPeriods || hasAggregate([value])) return null
  if (nodesIn([value], (kind) => kind === 'SubLink', { entersFound: false }).length > 0) return null
  const isDate = (inner: unknown) => periodOf(inner, scope) === 'date'
  if (cast !== null && isDate(cast['arg']))
    return ['date', 'timestamp', 'timestamptz'].includes(as(type, 'String')?.['sval'] as string)
      ? 'date'
      : 'other'
  if (call !== null && functionName(value) === 'date_trunc' && isDate(list(call, 'args')[1])) return 'date'
  return 'other'
}

function readsDimension(value: unknown, scope: Scope): boolean {
  return namesIn([value], { entersAggregates: false }).some(
    (names) => scope.read(names)?.isDimension === true,
  )
}
