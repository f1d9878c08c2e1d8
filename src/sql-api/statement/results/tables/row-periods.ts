import { hasAggregate, namesIn } from '../../aggregates.ts'
import { as, columnNames, functionName, isNode, list, nodesIn, type Node } from '../../tree.ts'
import type { Item, ResultColumn, Scope } from '../values/scope.ts'
import { isCompared } from '../../select/conditions/fixed.ts'
import { isShownBy } from './keys.ts'

/** Whether rows of a select are of several periods. */
export function periodsIn(select: Node, scope: Scope, isGrouped: boolean): boolean {
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
export function showsPeriods(groups: readonly unknown[], select: Node, scope: Scope): boolean {
  const periods = groups.filter((group) => periodOf(group, scope) !== null)
  const targets = list(select, 'targetList')
  return periods.length > 0 && periods.every((group) => targets.some((target) => isShownBy(target, group)))
}

/** Whether a select that does not group shows all periods by which the rows of an item differ. */
export function keepsPeriods({ alias, columns, keys }: Item, targets: readonly unknown[]): boolean {
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

/** Periods as they are, as another type or the longer ones around them; else an expression over periods alone. */
export function periodOf(value: unknown, scope: Scope): ResultColumn['period'] {
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

/** A column as it is, or as another type. */
export function isPlain(value: unknown): boolean {
  const cast = as(value, 'TypeCast')
  return columnNames(cast === null ? value : cast['arg']) !== null
}
