import { hasAggregate, namesIn } from '../../aggregates.ts'
import { outputName } from '../../output-name.ts'
import { isAggregated } from '../../select/forms.ts'
import type { Source } from '../../select/sources.ts'
import { as, columnNames, list, nodesIn, type Node } from '../../tree.ts'
import { meaningOf } from '../values/meaning-of.ts'
import { isValue, type Meaning } from '../values/meaning.ts'
import { isZeroOfNothing, tellsOccurrence } from '../values/occurred.ts'
import { narrowed, type Item, type ResultColumn, type ResultTable, type Scope } from '../values/scope.ts'
import { itemsRead, kept, readsDimension, returnsRows, starColumns } from './columns.ts'
import { conditionsOn } from './joins.ts'
import { dimensionsOf, groupKeys, groupsOf, groupsRows, implicitKeys, rowKeys } from './keys.ts'
import { valuesTable } from './other-tables.ts'
import { isUnrepeated } from './repeats.ts'
import { isPlain, keepsPeriods, periodOf, periodsIn, showsPeriods } from './row-periods.ts'

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
  // rows of totals are there next to their parts
  const isOfLevels =
    nodesIn(select['groupClause'], (kind) => kind === 'GroupingSet', { entersFound: false }).length > 0
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
      isOfOuterJoin: namesIn([value], { entersAggregates: true }).some(
        (read) => scope.read(read)?.isOfOuterJoin === true,
      ),
    }
    return [kept(column, isLoose(column.meaning, value))]
  })
  /** Whether a value is not that of its row alone: a join, a function or DISTINCT changes how often it is there. */
  function isLoose(meaning: Meaning, value?: unknown): boolean {
    if (!isValue(meaning)) return false
    if (repeats || isOfLevels || (isDistinct && keys === null)) return true
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
  const tells = (item: Item) =>
    [...conditionsOn(select, item.alias), select['havingClause']].some((one) =>
      tellsOccurrence(one, narrowed(scope, item)),
    )
  const filled = items.filter(({ table }) => table?.isFilled === true)
  const leavesOut =
    items.some(tells) && items.every((item) => (item.table !== null && !filled.includes(item)) || tells(item))
  return {
    columns: dated,
    keys: repeats || isOfLevels ? null : keys,
    dimensions: dimensionsOf(select, scope, groups, isGrouped),
    hasPeriods,
    isFilled:
      filled.length > 0 &&
      !leavesOut &&
      (!isGrouped || groups.some((group) => periodOf(group, scope) === null)),
    isBounded: filled.every(({ table }) => table?.isBounded === true),
    leavesOut,
    isChosen:
      select['limitCount'] !== undefined ||
      items.some((item) => item.table?.isChosen === true) ||
      namesIn([select['whereClause'], select['havingClause']], { entersAggregates: true }).some((read) =>
        isValue(scope.read(read)?.meaning ?? 'nothing'),
      ),
    isImplicit: !isGrouped && (sources.length > 0 || items.some(({ table }) => table?.isImplicit === true)),
  }
}
