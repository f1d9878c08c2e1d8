import { Rejection } from '../../rejection.ts'
import type { MetricColumn } from '../../../relations/metric-relation.ts'
import { as, conjuncts, isNode, list, nodesIn, stringField, visit, type Node } from '../../tree.ts'
import { isAnswer } from '../answers.ts'
import { correlatedIn } from './correlated.ts'
import { readsOthers, usedIn, type Source, type Used } from '../sources.ts'

/** The conditions of a select, by what they read. */
export interface Conditions {
  /** Over columns of periods. */
  readonly periods: readonly unknown[]
  /** Over dimensions, cohorts and ages. */
  readonly dimensions: readonly unknown[]
  /** Over metrics, of rows that are groups already. */
  readonly results: readonly unknown[]
  /** Over nothing of this source, or joins. */
  readonly outside: readonly unknown[]
}

/** Sorts the conditions of a select by what they read of a source. */
export function splitWhere(
  select: Node,
  source: Source,
  sources: readonly Source[],
  isGrouped: boolean,
): Conditions {
  const split: Record<keyof Conditions, unknown[]> = { periods: [], dimensions: [], results: [], outside: [] }
  const isOuter = hasOuterJoin(select)
  for (const condition of conjuncts(select['whereClause'])) {
    const used = usedIn(condition, sources)
    const own = used.filter((one) => one.source === source)
    const roles = new Set(own.map(({ column }) => column.role))
    // after an outer join, the condition also removes rows without a partner
    if (!isOuter && selectedDimension(condition, select, source, sources) !== null)
      split.dimensions.push(condition)
    else if (own.length === 0 || own.length < used.length || isOuter) split.outside.push(condition)
    else if (roles.has('metric')) {
      if (isGrouped) {
        const name = own.find(({ column }) => column.role === 'metric')?.column.name ?? ''
        throw new Rejection(`A condition on ${name} before grouping has no meaning: rows are no facts.`, {
          hint: `Put it after grouping: having sum(${name}) > …`,
        })
      }
      split.results.push(condition)
    } else if (readsOthers(condition, sources)) split.outside.push(condition)
    else if (roles.has('partial')) split.outside.push(condition)
    else if (roles.size === 1 && roles.has('time')) split.periods.push(condition)
    else if (roles.has('time'))
      throw new Rejection('A condition that combines a period with a dimension cannot be computed.', {
        hint: 'Write conditions on periods and on dimensions apart, joined by AND.',
      })
    else split.dimensions.push(condition)
  }
  return split
}

/**
 * The dimension that a condition with nested selects compares, by which the select does not group: PostgreSQL evaluates the
 * condition for each of its values. Null for other conditions, which are evaluated for the rows of the answer.
 */
export function selectedDimension(
  condition: unknown,
  select: Node,
  source: Source,
  sources: readonly Source[],
): MetricColumn | null {
  const links = nodesIn([condition], (kind) => kind === 'SubLink', { entersFound: false })
  if (links.length === 0 || sources.length > 1) return null
  // a common table is none of the answers to questions, which have their own names
  const tables = new Set(
    list(isNode(select['withClause']) ? select['withClause'] : {}, 'ctes').map(commonName),
  )
  const isKnown = (range: Node) =>
    range['schemaname'] !== undefined || isAnswer(range) || tables.has(stringField(range, 'relname') ?? '')
  const ranges = nodesIn(links, (kind) => kind === 'RangeVar', { entersFound: true })
  if (!ranges.every(isKnown)) return null
  const correlated = correlatedIn([condition], source)
  const used = [...usedIn(condition, sources).map(({ column }) => column), ...correlated]
  const [first] = used
  if (first?.role !== 'dimension' || used.some((column) => column !== first)) return null
  const grouped = usedIn([select['targetList'], select['groupClause']], sources)
  return grouped.some(({ column }) => column === first) ? null : first
}

function commonName(wrapped: unknown): string {
  return stringField(as(wrapped, 'CommonTableExpr') ?? {}, 'ctename') ?? ''
}

function hasOuterJoin(select: Node): boolean {
  let found = false
  visit(select['fromClause'], (kind, node) => {
    if (kind === 'JoinExpr' && node['jointype'] !== 'JOIN_INNER') found = true
    return undefined
  })
  return found
}

/** The conditions of joins. */
export function joinConditions(select: Node): readonly unknown[] {
  const found: unknown[] = []
  visit(select['fromClause'], (kind, node) => {
    if (kind === 'JoinExpr' && node['quals'] !== undefined) found.push(node['quals'])
    return undefined
  })
  return found
}

/** The columns in USING. */
export function joinedBy(select: Node, source: Source): readonly Used[] {
  const found: Used[] = []
  visit(select['fromClause'], (kind, node) => {
    if (kind !== 'JoinExpr') return undefined
    for (const wrapped of list(node, 'usingClause')) {
      const column = source.relation.columns.get(stringField(as(wrapped, 'String') ?? {}, 'sval') ?? '')
      if (column !== undefined) found.push({ source, column })
    }
    return undefined
  })
  return found
}
