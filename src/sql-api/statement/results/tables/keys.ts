import { outputName } from '../../output-name.ts'
import { as, columnNames, isNode, list, type Node } from '../../tree.ts'
import { meaningOf } from '../values/meaning-of.ts'
import { isValue } from '../values/meaning.ts'
import type { Item, Scope } from '../values/scope.ts'
import { readsDimension, starColumns } from './columns.ts'
import { isUnrepeated, mayMiss } from './repeats.ts'

/** The expressions of GROUP BY, those of the select list where it names them. */
export function groupsOf(select: Node, scope: Scope): readonly unknown[] {
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
export function groupKeys(groups: readonly unknown[], select: Node): readonly string[] | null {
  const targets = list(select, 'targetList')
  const keys = groups.map((group) => {
    const shown = targets.find((target) => isShownBy(target, group))
    return shown === undefined ? null : (outputName(shown) ?? '')
  })
  return keys.every((key) => key !== null) ? keys : null
}

/** Without GROUP BY, rows of a relation are identified by all other columns that are selected. */
export function implicitKeys(targets: readonly unknown[], scope: Scope): readonly string[] {
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
export function rowKeys(
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
export function dimensionsOf(
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

/** Whether GROUP BY has each row of some items for itself. */
export function groupsRows(groups: readonly unknown[], items: readonly Item[]): boolean {
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

/** Whether a column of the result is what GROUP BY names. */
export function isShownBy(target: unknown, group: unknown): boolean {
  const value = as(target, 'ResTarget')?.['val']
  if (shape(value) === shape(group)) return true
  const [own, other] = [columnNames(value), columnNames(group)]
  if (own !== null && other !== null)
    return own.at(-1) === other.at(-1) && (own.length === 1 || other.length === 1)
  return other?.length === 1 && outputName(target) === other[0]
}

/** The column of the result that is a column of an item; null where it is not selected. */
export function shownAs(targets: readonly unknown[], alias: string, key: string): string | null {
  const shown = targets.find((target) => {
    const names = columnNames(as(target, 'ResTarget')?.['val'])
    return ['*', key].includes(names?.at(-1) ?? '') && (names?.length === 1 || names?.[0] === alias)
  })
  const name = outputName(shown)
  return shown === undefined ? null : name === '*' || name === null ? key : name
}

function shape(expression: unknown): string {
  return JSON.stringify(expression, (name, value: unknown) => (name === 'location' ? undefined : value))
}
