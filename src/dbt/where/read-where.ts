import { loadModule, parseSync } from 'libpg-query'
import { child, children, isTree, text, type Tree } from '../../catalog/select/sql-tree.ts'
import { PlumblineError } from '../../errors.ts'
import type { Condition } from '../../semantic/model/request/condition.ts'
import type { Filter } from '../../semantic/model/request/request.ts'
import type { Comparison } from './comparison.ts'
import { comparisonsIn, conditionOf, filterOn, type ReadFilter } from './condition-of.ts'
import { constantOf, unavailable } from './sql-values.ts'
import { readTemplate, type Reference, type Template } from './template.ts'

/** A comparison with the time of the values. */
export interface TimeComparison {
  readonly operator: 'eq' | 'lt' | 'lte' | 'gt' | 'gte'
  readonly value: string
  /** The granularity of the time; null: the shortest of the metrics. */
  readonly grain: string | null
}

/** The conditions of a query, by what they restrict; all must be met. */
export interface Where {
  readonly conditions: readonly Condition<Filter>[]
  readonly times: readonly TimeComparison[]
}

/**
 * Reads templates as conditions on dimensions, and on the time.
 *
 * @param isTime whether a name is that of the time
 * @throws PlumblineError `BAD_FILTER` for SQL that a query cannot have as a condition
 */
export async function readWhere(
  templates: readonly string[],
  isTime: (name: string) => boolean,
): Promise<Where> {
  await loadModule()
  const all = templates.map(readTemplate).map((template) => whereOf(template, isTime))
  return {
    conditions: all.flatMap(({ conditions }) => conditions),
    times: all.flatMap(({ times }) => times),
  }
}

function whereOf(template: Template, isTime: (name: string) => boolean): Where {
  const referenced = ({ reference }: Comparison): Reference =>
    template.references[reference] ?? { name: '', grain: null }
  const readFilter: ReadFilter = (comparison, isOpposite) => {
    const { name, grain } = referenced(comparison)
    if (isTime(name)) throw unavailable(`${name} within OR or NOT`, 'bound it by a condition of its own')
    if (grain !== null) throw unavailable(`A granularity of ${name}`, 'only the time of the values has one')
    return filterOn(name, comparison, isOpposite)
  }
  const conditions: Condition<Filter>[] = []
  const times: TimeComparison[] = []
  for (const node of conjuncts(conditionIn(template))) {
    if (isAlwaysTrue(node)) continue
    const compared = comparisonsIn(node)
    if (compared.some((one) => isTime(referenced(one).name)))
      times.push(...compared.map((one) => timeComparison(one, referenced(one).grain)))
    else conditions.push(conditionOf(node, readFilter))
  }
  return { conditions, times }
}

/** @throws PlumblineError `BAD_FILTER` when it is no condition of SQL */
function conditionIn({ sql }: Template): Tree {
  const statements = parsed(`select 1 where ${sql}`)
  const [statement] = statements
  const select = isTree(statement) ? child(child(statement, 'stmt'), 'SelectStmt') : {}
  const others = Object.keys(select).filter(
    (clause) => !['targetList', 'whereClause', 'limitOption', 'op'].includes(clause),
  )
  if (statements.length !== 1 || others.length > 0) throw unavailable('SQL after a condition')
  return child(select, 'whereClause')
}

function parsed(sql: string): readonly unknown[] {
  try {
    return parseSync(sql).stmts ?? []
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new PlumblineError('BAD_FILTER', `A condition is not valid SQL: ${reason}.`, { subject: 'where' })
  }
}

function conjuncts(node: Tree): readonly Tree[] {
  const joined = child(node, 'BoolExpr')
  return text(joined, 'boolop') === 'AND_EXPR' ? children(joined, 'args').flatMap(conjuncts) : [node]
}

/** `1 = 1` and `true`, which tools write in front of conditions. */
function isAlwaysTrue(node: Tree): boolean {
  if ('A_Const' in node) return constantOf(node) === 'true'
  const expression = child(node, 'A_Expr')
  const [left, right] = [child(expression, 'lexpr'), child(expression, 'rexpr')]
  const isEqual = text(child(children(expression, 'name')[0] ?? {}, 'String'), 'sval') === '='
  return isEqual && 'A_Const' in left && 'A_Const' in right && constantOf(left) === constantOf(right)
}

function timeComparison({ operator, value, isOpposite }: Comparison, grain: string | null): TimeComparison {
  const compared = (['eq', 'lt', 'lte', 'gt', 'gte'] as const).find((name) => name === operator)
  if (compared === undefined || isOpposite || typeof value !== 'string')
    throw unavailable('This condition on the time', 'compare it with a day by =, <, <=, >, >= or BETWEEN')
  return { operator: compared, value, grain }
}
