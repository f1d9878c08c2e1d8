import { meaningOf as purposeOf } from '../aggregates.ts'
import { Rejection } from '../rejection.ts'
import { columnNames, functionName, isNode, list, nodesIn, type Node } from '../tree.ts'
import { isCompared, isGroup } from '../select/conditions/fixed.ts'
import { conditionsOn } from './tables/joins.ts'
import { isLists, ofOneRow, ofWindows } from './values/functions.ts'
import { meaningOf } from './values/meaning-of.ts'
import { isValue, type Meaning } from './values/meaning.ts'
import { leavesOutNothing, tellsOccurrence } from './values/occurred.ts'
import { itemsRead } from './tables/columns.ts'
import { periodOf } from './tables/row-periods.ts'
import { narrowed, type Item, type Scope } from './values/scope.ts'

/**
 * Rejects statistics over groups by a dimension: they would count those, too, in which nothing happened. Over the
 * periods of one group from a day on, each of them is a value, also 0.
 *
 * @throws Rejection
 */
export function rejectFilled(
  name: string,
  node: Node,
  args: readonly unknown[],
  select: Node,
  scope: Scope,
): void {
  const meaning = meaningOf(args[0], scope)
  const isSum = purposeOf(name) === 'value'
  const isOfPeriod = bounds.has(name) && args.some((argument) => periodOf(argument, scope) !== null)
  if (!isOfPeriod && !countsRows(name, isNode(node['over']), meaning)) return
  const read = itemsRead(args, scope.items)
  const filled = (read.length === 0 ? scope.items : read).find(
    (item) => item.table?.isFilled === true && !isTold(item, node, args, isSum, select, scope),
  )
  if (filled === undefined) return
  // from the same day on, each group has the same periods
  const isEven = isNode(node['over']) || filled.table?.isBounded === true
  const isOfPeriods = isEven && isValue(meaning) && meaning !== 'rank' && name !== 'count' && !isLists(name)
  if (isOfPeriods && acrossOf(filled, select, node)?.length === 0) return
  throw filledRejection(
    name === 'count' || isSum || meaning === 'rank' ? 'A count' : name,
    filled.columns?.find((column) => column.isZeroOfNothing)?.name ?? 'value',
  )
}

/** The first and the last one: of periods, also those in which nothing happened. */
const bounds: ReadonlySet<string> = new Set(['min', 'max'])

/** Whether an aggregate says something of how many rows there are, and not only of their values. */
function countsRows(name: string, isWindow: boolean, meaning: Meaning): boolean {
  if (meaning === 'rank') return !isWindow
  if (isWindow) return !ofWindows.has(name)
  if (purposeOf(name) === 'value') return !isValue(meaning)
  return name === 'min' ? isValue(meaning) : !ofOneRow.has(name)
}

/** Whether conditions leave out the rows of an item in which nothing happened. */
function isTold(
  item: Item,
  node: Node,
  args: readonly unknown[],
  isSum: boolean,
  select: Node,
  scope: Scope,
): boolean {
  const own = narrowed(scope, item)
  return (
    [...conditionsOn(select, item.alias), node['agg_filter']].some((one) => tellsOccurrence(one, own)) ||
    args.some((argument) => leavesOutNothing(argument, own, isSum))
  )
}

/**
 * Rejects windows over groups of a relation by a dimension, which count those in which nothing happened.
 *
 * @throws Rejection
 */
export function rejectFilledWindows(select: Node, dimensions: readonly string[] | null): void {
  const calls = nodesIn([select['targetList'], select['sortClause']], (kind) => kind === 'FuncCall', {
    entersFound: true,
  })
  for (const node of calls) {
    const { over } = node
    const name = functionName({ FuncCall: node }) ?? ''
    if (!isNode(over) || ofWindows.has(name)) continue
    const parts = list(over, 'partitionClause').map((part) => columnNames(part)?.at(-1))
    const isOfPeriods =
      name !== 'count' && dimensions?.every((dimension) => parts.includes(dimension)) === true
    if (!isOfPeriods) throw filledRejection(name === 'count' ? 'A count' : name, 'value')
  }
}

/**
 * Rejects the aggregates of SQL/JSON, which are no functions: `json_agg` is guarded in their place.
 *
 * @throws Rejection
 */
export function rejectJsonAggregates(select: Node, { items }: Scope): void {
  const { withClause: _with, larg: _left, rarg: _right, fromClause: _from, ...parts } = select
  const kinds = ['JsonArrayAgg', 'JsonObjectAgg']
  if (
    items.length === 0 ||
    nodesIn(parts, (kind) => kinds.includes(kind), { entersFound: false }).length === 0
  )
    return
  throw new Rejection('JSON_ARRAYAGG and JSON_OBJECTAGG over metrics are not answered.', {
    hint: 'Write json_agg or json_object_agg over a select that groups.',
  })
}

/** The rejection of counts of groups in which nothing happened. */
export function filledRejection(what: string, value: string): Rejection {
  return new Rejection(`${what} of groups counts those in which nothing happened, too.`, {
    detail: 'A value of a dimension has a row also where the metric is 0 or null.',
    hint: `Say which groups count, for example: where ${value} <> 0.`,
  })
}

/** The dimensions over whose values an aggregate or a window goes; null: not all are known. */
function acrossOf({ alias, table }: Item, select: Node, node: Node): readonly string[] | null {
  const over = isNode(node['over']) ? node['over'] : null
  const parts = over === null ? null : list(over, 'partitionClause').map((part) => columnNames(part)?.at(-1))
  return (
    table?.dimensions?.filter((dimension) =>
      parts === null
        ? !isGroup(select, alias, dimension) && !isCompared(select, alias, dimension)
        : !parts.includes(dimension),
    ) ?? null
  )
}

/**
 * Rejects means of what does not add up over the values of a dimension: small groups would weigh as much as large ones.
 *
 * @throws Rejection
 */
export function rejectUnweighted(name: string, select: Node, items: readonly Item[]): void {
  for (const item of items) {
    const across = acrossOf(item, select, {})
    if (item.table === null || across?.length === 0) continue
    throw new Rejection(
      `${name} over ${across?.join(', ') ?? 'unknown groups'} of a metric that does not add up has no weights.`,
      {
        detail: 'Small groups would count as much as large ones.',
        hint: 'Select the metric by fewer columns: Plumbline computes it for the larger group.',
      },
    )
  }
}
