import { namesIn } from '../aggregates.ts'
import { Rejection } from '../rejection.ts'
import { joinConditions } from '../select/conditions/split-where.ts'
import { columnNames, conjunction, nodesIn, visit, type Node } from '../tree.ts'
import { readersOf } from './tables/items.ts'
import { conditionsOn, filtersOthers, isOptional } from './tables/joins.ts'
import { isValue } from './values/meaning.ts'
import { tellsOccurrence } from './values/occurred.ts'
import { narrowed, type Item, type ResultTable, type Scope } from './values/scope.ts'

const nothingHappened = {
  detail: 'A value of a dimension has a row also where the metric is 0 or null.',
  hint: 'Say which groups count in the select that makes them: having sum(…) > 0.',
}

/** The items of FROM, with the columns of which null says that an outer join found no row. */
export function withAbsences(select: Node, scope: Scope): readonly Item[] {
  return scope.items.map((item) => {
    const { columns } = item
    if (columns === null || !isOptional(select, item.alias) || !hasEmptyGroups(item, select, scope))
      return item
    return { ...item, columns: columns.map((column) => ({ ...column, isOfOuterJoin: true })) }
  })
}

/**
 * Rejects joins and set operations that ask whether a group is there: groups in which nothing happened are there, too.
 *
 * @throws Rejection
 */
export function rejectAbsence(select: Node, scope: Scope): void {
  const { withClause: _with, larg: _left, rarg: _right, ...parts } = select
  visit(parts, (kind, node) => {
    if (kind !== 'NullTest') return undefined
    const read = namesIn([node['arg']], { entersAggregates: true })
    const name = read.find((names) => scope.read(names)?.isOfOuterJoin === true)
    if (name === undefined) return undefined
    throw new Rejection(`${name.join('.')} is null only where an outer join finds no group.`, {
      detail: `${nothingHappened.detail} The join finds it.`,
      hint: `${nothingHappened.hint.replace(/\.$/, '')}; or compare the value: coalesce(…, 0) = 0.`,
    })
  })
  for (const item of scope.items) {
    if (!filtersOthers(select, item.alias) || !hasEmptyGroups(item, select, scope)) continue
    if (item.table?.isChosen === true || readsValues(parts, item, scope)) continue
    throw new Rejection(
      `A join with ${item.alias} also finds its groups in which nothing happened.`,
      nothingHappened,
    )
  }
}

/**
 * Rejects EXCEPT and INTERSECT of the keys of groups, for the same reason.
 *
 * @throws Rejection
 */
export function rejectAbsenceOfSides(
  select: Node,
  left: ResultTable | null,
  right: ResultTable | null,
): void {
  const isAsked = (table: ResultTable | null) =>
    table !== null &&
    table.isFilled &&
    !table.isChosen &&
    table.columns.every(({ meaning }) => !isValue(meaning))
  const { op } = select
  if (op !== 'SETOP_EXCEPT' && op !== 'SETOP_INTERSECT') return
  if (!isAsked(right) && (op === 'SETOP_EXCEPT' || !isAsked(left))) return
  throw new Rejection(
    `${op === 'SETOP_EXCEPT' ? 'EXCEPT leaves out' : 'INTERSECT has'} groups in which nothing happened, too.`,
    nothingHappened,
  )
}

/** Whether an item may have rows of groups in which nothing happened. */
function hasEmptyGroups(item: Item, select: Node, scope: Scope): boolean {
  const { columns, keys, table, alias } = item
  const isByDimension = columns?.some(({ name, isDimension }) => isDimension && keys?.includes(name)) === true
  if (table === null ? !isByDimension : !table.isFilled) return false
  return !tellsOccurrence(conjunction(conditionsOn(select, alias)), narrowed(scope, item))
}

/** Whether a select reads values of an item, itself or in an item after it: it then says what becomes of 0. */
function readsValues(select: Node, item: Item, scope: Scope): boolean {
  const { fromClause: _from, ...clauses } = select
  const inReaders = nodesIn(readersOf(select), (kind) => kind === 'ColumnRef', { entersFound: false })
  const names = [
    ...namesIn([Object.values(clauses), joinConditions(select)], { entersAggregates: true }),
    ...inReaders.map((found) => columnNames({ ColumnRef: found }) ?? []),
  ]
  const { read } = narrowed(scope, item)
  return names.some((one) => one.at(-1) === '*' || isValue(read(one)?.meaning ?? 'nothing'))
}
