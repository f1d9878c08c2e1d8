import { metricSchema } from '../../relations/metric-relation.ts'
import { aggregateOf, hasAggregate, meaningOf as purposeOf, namesIn } from '../aggregates.ts'
import { Rejection } from '../rejection.ts'
import {
  asNumeric,
  balanceInTypeOf,
  inTypeOf,
  rejectOtherTypes,
  withType,
} from '../select/metric-arguments.ts'
import { asFilter } from '../select/filters-of-cases.ts'
import { isAnyRow } from '../select/row-aggregates.ts'
import {
  as,
  call,
  columnNames,
  columnReference,
  copy,
  functionName,
  isNode,
  list,
  replaceIn,
  type Node,
} from '../tree.ts'
import { isLists, ofOneRow } from './values/functions.ts'
import { rejectFilled, rejectUnweighted } from './guarded-rows.ts'
import { meaningOf } from './values/meaning-of.ts'
import { addsRows, isValue, type Meaning } from './values/meaning.ts'
import { isUnrepeated } from './tables/repeats.ts'
import { itemsRead } from './tables/columns.ts'
import type { Item, Scope } from './values/scope.ts'

/**
 * Guards aggregates over rows of other selects: a sum is that of a flow, or of a balance at one time; statistics are those of
 * groups in which something happened; and a join repeats none of them. What is not proven is an error.
 *
 * @throws Rejection
 */
export function guardResults(select: Node, scope: Scope): void {
  const guard = (wrapped: Node): Node | null => {
    const name = isNode(as(wrapped, 'FuncCall')?.['over']) ? functionName(wrapped) : aggregateOf(wrapped)
    return name === null ? null : guardAggregate(name, wrapped, select, scope)
  }
  for (const clause of ['targetList', 'sortClause', 'windowClause'])
    if (select[clause] !== undefined) select[clause] = replaceIn(select[clause], guard)
  // that a group has a row is true, also where nothing happened in it
  const having = (condition: Node): Node | null => (isAnyRow(condition) ? condition : guard(condition))
  if (select['havingClause'] !== undefined)
    select['havingClause'] = (replaceIn([select['havingClause']], having) as unknown[])[0]
}

/** The aggregate in its guarded form; null where its parts are to be searched. */
function guardAggregate(name: string, wrapped: Node, select: Node, scope: Scope): Node | null {
  const node = as(wrapped, 'FuncCall') ?? {}
  const isWindow = isNode(node['over'])
  const args = valuesOf(node)
  const [argument] = args
  // windows over groups of this select are checked where their aggregates are
  if (hasAggregate(args)) return guardWindowOfGroups(name, node, scope)
  const meaning = worstOf(args.map((value) => meaningOf(value, scope)))
  const read = itemsRead(args, scope.items)
  if (name === 'avg' && !isWindow && isMetricItself(args, read, scope))
    return inTypeOf(name, argument, guarded(node, 'one', args))
  if (meaning === 'never' && isOfGroups(name, isWindow)) rejectUnweighted(name, select, read)
  rejectFilled(name, node, args, select, scope)
  if (!isValue(meaning)) return wrapped
  if (isWindow && purposeOf(name) !== 'value') return wrapped
  if (purposeOf(name) !== 'other') rejectOtherTypes(name, argument)
  const repeated = read.filter((item) => !isUnrepeated(select, item, scope.items))
  if (purposeOf(name) === 'value') return guardSum(name, node, { read, repeated, scope })
  if (ofOneRow.has(name) || name === 'count' || isLists(name)) return wrapped
  if (meaning === 'other' && name === 'avg') return inTypeOf(name, argument, guarded(node, 'one', args))
  if (meaning === 'other')
    throw new Rejection(
      `${name} of statistics, or of values that went through another form, has no meaning.`,
      {
        hint: 'Take it over a select that groups by the rows that you mean: each of them has a value then.',
      },
    )
  const [first] = repeated
  return first === undefined ? wrapped : unrepeated(wrapped, node, argument, first)
}

/**
 * Whether a mean is the metric of the larger group, as over the relation itself: it reads metrics that do not add up, of a
 * select that does not group. What stands next to it does not change that.
 */
function isMetricItself(args: readonly unknown[], read: readonly Item[], scope: Scope): boolean {
  const values = namesIn(args, { entersAggregates: true })
    .map((names) => scope.read(names)?.meaning ?? 'nothing')
    .filter(isValue)
  return (
    values.length > 0 &&
    values.every((meaning) => meaning === 'never') &&
    read.every(({ table }) => table?.isImplicit === true)
  )
}

/** Whether an aggregate is a statistic of values, such as a mean, and no window, sum, count or list. */
function isOfGroups(name: string, isWindow: boolean): boolean {
  return !isWindow && purposeOf(name) !== 'value' && !ofOneRow.has(name) && name !== 'count' && !isLists(name)
}

/** The values that an aggregate is of: its arguments, or those by which it orders. */
function valuesOf(node: Node): readonly unknown[] {
  if (!('agg_within_group' in node)) return list(node, 'args')
  return list(node, 'agg_order').map((order) => as(order, 'SortBy')?.['node'])
}

/** What is true of several values together. */
function worstOf(meanings: readonly Meaning[]): Meaning {
  const order: readonly Meaning[] = ['other', 'rank', 'never', 'stock', 'flow', 'test']
  return order.find((one) => meanings.includes(one)) ?? 'nothing'
}

interface Summed {
  readonly read: readonly Item[]
  readonly repeated: readonly Item[]
  readonly scope: Scope
}

function guardSum(name: string, node: Node, summed: Summed): Node {
  const { read, repeated, scope } = summed
  if ('agg_distinct' in node)
    throw new Rejection(`${name}(distinct …) over values of metrics has no meaning.`, {
      hint: 'Equal values of two groups are two values: leave DISTINCT out.',
    })
  const [argument] = list(node, 'args')
  const meaning = meaningOf(argument, scope)
  const isWindow = isNode(node['over'])
  const chosen = isWindow || meaning === 'flow' ? null : asFilter(node)
  if (chosen !== null) {
    const value = guardSum(name, chosen.node, summed)
    return chosen.isZeroElse ? { CoalesceExpr: { args: [value, zero] } } : value
  }
  const [first, ...others] = read
  const one = () => inTypeOf(name, argument, guarded(node, 'one', [argument]))
  if (!addsRows(meaning) || first === undefined) return one()
  if (others.length > 0 && (meaning === 'stock' || repeated.length > 0)) return one()
  if (repeated.length > 0 && isWindow) return one()
  const value = meaning === 'stock' ? atOneTime(node, first, name) : { FuncCall: node }
  return repeated.length > 0 ? unrepeated(value, node, argument, first) : value
}

const zero: Node = { A_Const: { ival: {} } }

/** A sum over a window of sums of groups; null: its parts are guarded. */
function guardWindowOfGroups(name: string, node: Node, scope: Scope): null {
  const [argument] = list(node, 'args')
  const meaning = meaningOf(argument, scope)
  if (purposeOf(name) !== 'value' || !isValue(meaning) || meaning === 'flow') return null
  const over = isNode(node['over']) ? node['over'] : {}
  const parts = list(over, 'partitionClause').map((part) => columnNames(part)?.at(-1))
  const periods = itemsRead([argument], scope.items).flatMap(
    ({ columns }) => columns?.filter(({ period }) => period !== null) ?? [],
  )
  if (meaning === 'stock' && periods.every((column) => parts.includes(column.name))) return null
  throw new Rejection('A sum over a window of sums does not add up here.', {
    hint:
      meaning === 'stock'
        ? `Add ${periods.map((column) => column.name).join(', ')} to PARTITION BY: balances add up within one period.`
        : 'Select the metric by fewer columns to have the value of the larger group.',
  })
}

/** A sum of balances of one period; of several ones, an error. */
function atOneTime(node: Node, { alias, table, columns }: Item, aggregate: string): Node {
  if (table?.hasPeriods !== true) return { FuncCall: node }
  const args = list(node, 'args')
  const periods = (columns ?? []).filter(({ period }) => period !== null)
  if (periods.length === 0) return inTypeOf(aggregate, args[0], guarded(node, 'one', args))
  const named = periods.map(({ name }) => columnReference(alias, name))
  // the shortest of periods within each other starts last
  const period = periods.every((column) => column.period === 'date')
    ? { MinMaxExpr: { op: 'IS_GREATEST', args: named.map((name) => withType(name, 'date')) } }
    : withType({ RowExpr: { args: named, row_format: 'COERCE_EXPLICIT_CALL' } }, 'text')
  return balanceInTypeOf(aggregate, args[0], guarded(node, 'at_one_time', [...args.map(asNumeric), period]))
}

function guarded(node: Node, name: string, args: readonly unknown[]): Node {
  const guard = as(call([metricSchema, name], args), 'FuncCall') ?? {}
  const { agg_filter, over } = node
  return {
    FuncCall: {
      ...guard,
      ...(agg_filter === undefined ? {} : { agg_filter }),
      ...(over === undefined ? {} : { over }),
    },
  }
}

/** An aggregate next to a join, which is an error where the join repeats a row. */
function unrepeated(value: Node, node: Node, argument: unknown, { alias }: Item): Node {
  const counted = (of: unknown, distinct: object) => ({
    FuncCall: {
      ...as(call(['pg_catalog', 'count'], [of]), 'FuncCall'),
      ...distinct,
      agg_filter: conditionOf(argument, node['agg_filter']),
    },
  })
  const rows = counted(copy(argument), {})
  const distinct = counted(columnReference(alias), { agg_distinct: true })
  return call([metricSchema, 'unrepeated'], [value, rows, distinct])
}

function conditionOf(argument: unknown, filter: unknown): Node {
  const isKnown = { NullTest: { arg: copy(argument), nulltesttype: 'IS_NOT_NULL' } }
  return filter === undefined ? isKnown : { BoolExpr: { boolop: 'AND_EXPR', args: [isKnown, copy(filter)] } }
}
