import { meaningOf as purposeOf } from '../aggregates.ts'
import { Rejection } from '../rejection.ts'
import { isNode, type Node } from '../tree.ts'
import { isCompared, isGroup } from './tables/fixed.ts'
import { ofOneRow } from './values/functions.ts'
import { meaningOf } from './values/meaning-of.ts'
import { isValue } from './values/meaning.ts'
import { leavesOutNothing, tellsOccurrence } from './values/occurred.ts'
import { itemsRead } from './tables/columns.ts'
import type { Item, Scope } from './values/scope.ts'

/** Functions of windows that say something of each row. */
const ofWindows: ReadonlySet<string> = new Set(
  'row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value sum max'.split(
    ' ',
  ),
)

/**
 * Rejects statistics over groups by period and dimension: they would count those, too, in which nothing happened.
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
  const isOfValue = isValue(meaning)
  const isOfRank = meaning === 'rank'
  if (isNode(node['over']) ? ofWindows.has(name) : name !== 'min' && !isOfRank && ofOneRow.has(name)) return
  const isSum = purposeOf(name) === 'value'
  if (isSum ? isOfValue && !isOfRank : name === 'min' && !isOfValue) return
  const read = itemsRead(args, scope.items)
  const filled = (read.length === 0 ? scope.items : read).find(({ table }) => table?.isFilled === true)
  if (filled === undefined) return
  if (tellsOccurrence(select['whereClause'], scope) || tellsOccurrence(node['agg_filter'], scope)) return
  if (args.some((argument) => leavesOutNothing(argument, scope, isSum))) return
  const value = filled.columns?.find((column) => column.isZeroOfNothing)?.name ?? 'value'
  const what = name === 'count' || isSum || isOfRank ? 'A count' : name
  throw new Rejection(`${what} of groups by period counts those in which nothing happened, too.`, {
    detail: 'Every period has a row for every value of a dimension.',
    hint: `Say which groups count, for example: where ${value} <> 0.`,
  })
}

/**
 * Rejects means of what does not add up over the values of a dimension: small groups would weigh as much as large ones.
 *
 * @throws Rejection
 */
export function rejectUnweighted(name: string, select: Node, items: readonly Item[]): void {
  for (const { alias, table } of items) {
    const across = table?.dimensions?.filter(
      (dimension) => !isGroup(select, alias, dimension) && !isCompared(select, alias, dimension),
    )
    if (table === null || across?.length === 0) continue
    throw new Rejection(
      `${name} over ${across?.join(', ') ?? 'unknown groups'} of a metric that does not add up has no weights.`,
      {
        detail: 'Small groups would count as much as large ones.',
        hint: 'Select the metric by fewer columns: Plumbline computes it for the larger group.',
      },
    )
  }
}
