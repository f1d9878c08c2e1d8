import { as, columnNames, isNode, list, stringField, visit, type Node } from '../tree.ts'
import { periodColumn } from '../../answer/compile-answer.ts'
import type { MetricColumn, MetricRelation } from '../../relations/metric-relation.ts'
import { Rejection } from '../rejection.ts'

/** A metric relation in the FROM clause of a select. */
export interface Source {
  readonly alias: string
  readonly relation: MetricRelation
  readonly range: Node
}

/** Finds the relation that a RangeVar means; null when it is another one. */
export type FindRelation = (range: Node) => MetricRelation | null

/** The metric relations that a select reads itself. */
export function sourcesOf(select: Node, find: FindRelation): readonly Source[] {
  const sources: Source[] = []
  visit(select['fromClause'], (kind, node) => {
    if (kind !== 'RangeVar') return undefined
    const relation = find(node)
    if (relation === null) return undefined
    const alias = isNode(node['alias']) ? node['alias'] : {}
    if (list(alias, 'colnames').length > 0)
      throw new Rejection('A metric relation cannot rename its columns in FROM.', {
        hint: `Name them in the select list: select month as m from ${relation.name}.`,
      })
    sources.push({ relation, range: node, alias: stringField(alias, 'aliasname') ?? relation.name })
    return undefined
  })
  return sources
}

/** Whether a select reads one metric relation and nothing else. */
export function isAlone(select: Node): boolean {
  const from = list(select, 'fromClause')
  return from.length === 1 && as(from[0], 'RangeVar') !== null
}

/** Whether a select reads one table, relation or nested select, without a join. */
export function readsOne(select: Node): boolean {
  const from = list(select, 'fromClause')
  return from.length === 1 && as(from[0], 'JoinExpr') === null
}

/** A column of a source in an expression. */
export interface Used {
  readonly source: Source
  readonly column: MetricColumn
}

/** The columns of a source that an expression reads, each as often as it does. A star is rejected. */
export function usedIn(expression: unknown, sources: readonly Source[]): readonly Used[] {
  const found: Used[] = []
  visit([expression], (kind, node) => {
    if (kind !== 'ColumnRef') return undefined
    const names = columnNames({ ColumnRef: node }) ?? []
    const name = names.at(-1) ?? ''
    for (const source of sources) {
      if (names.length > 1 && names.at(-2) !== source.alias) continue
      if (name === '*')
        throw new Rejection('A star in an expression means all columns of a metric relation.', {
          hint: 'Name the columns.',
        })
      const column = source.relation.columns.get(name)
      if (column !== undefined) found.push({ source, column })
    }
    return undefined
  })
  return found
}

/** Whether an expression reads columns of other relations, or contains a select. */
export function readsOthers(expression: unknown, sources: readonly Source[]): boolean {
  let others = false
  visit([expression], (kind, node) => {
    if (kind === 'SubLink') others = true
    if (kind === 'ColumnRef' && usedIn({ ColumnRef: node }, sources).length === 0) others = true
    return undefined
  })
  return others
}

/** Whether a select guards a balance by the period of its rows. */
export function readsPeriod(select: Node, { alias }: Source): boolean {
  let found = false
  visit(Object.values(select), (kind, node) => {
    const names = kind === 'ColumnRef' ? columnNames({ ColumnRef: node }) : null
    if (names?.[0] === alias && names[1] === periodColumn) found = true
    return undefined
  })
  return found
}
