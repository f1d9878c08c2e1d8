import { Rejection } from '../rejection.ts'
import { namesIn } from '../aggregates.ts'
import { as, columnNames, columnReference, isNode, list, textOf, visit, type Node } from '../tree.ts'
import { usedIn, type Source } from './sources.ts'

/** The operators under which the value of a group is the sum of what they give for its parts. */
const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/'])

/** Rejects an argument of an aggregate that compares a metric: it would compare the value of the whole group. */
export function rejectCompared(argument: unknown, sources: readonly Source[]): void {
  const name = comparedIn(argument, sources)
  if (name === null) return
  throw new Rejection(`A condition on ${name} inside an aggregate has no meaning: rows are no facts.`, {
    detail: 'It would compare the value of the whole group.',
    hint: `Group in a subselect first, and compare its values: select count(*) filter (where value > …) from (select account, sum(${name}) as value from … group by account) as accounts.`,
  })
}

/** Rejects grouping by what is computed from a metric, next to aggregates: the metric would be that of the whole group. */
export function rejectGroupedValues(select: Node, sources: readonly Source[]): void {
  const values = [...list(select, 'targetList').map((target) => as(target, 'ResTarget')?.['val'])]
  for (const value of [...values, ...list(select, 'groupClause')]) {
    if (columnNames(value) !== null) continue
    const outside = namesIn(value, { entersAggregates: false }).map((names) => columnReference(...names))
    const name = usedIn(outside, sources).find(({ column }) => column.role === 'metric')?.column.name
    if (name === undefined) continue
    throw new Rejection(`Groups by a value of ${name} have no meaning: which rows have that value?`, {
      hint: `Group in a subselect first: select … from (select account, sum(${name}) as value from … group by account) as accounts group by ….`,
    })
  }
}

/** The first metric whose value decides something: in a comparison, a condition, or the least of values. */
function comparedIn(argument: unknown, sources: readonly Source[]): string | null {
  let found: string | null = null
  const look = (part: unknown) => {
    found ??= usedIn(part, sources).find(({ column }) => column.role === 'metric')?.column.name ?? null
  }
  visit([argument], (kind, node) => {
    if (kind === 'MinMaxExpr' || isTest(kind, node)) look({ [kind]: node })
    if (kind === 'CaseExpr' && isNode(node['arg'])) look(node['arg'])
    if (kind === 'CaseWhen') look(node['expr'])
    return undefined
  })
  return found
}

/** Whether a node compares: what it gives is true or false, and no value. */
export function isTest(kind: string, node: Node): boolean {
  if (['BoolExpr', 'NullTest', 'BooleanTest'].includes(kind)) return true
  // nullif guards a division
  if (kind !== 'A_Expr' || node['kind'] === 'AEXPR_NULLIF') return false
  return node['kind'] !== 'AEXPR_OP' || !arithmetic.has(textOf(list(node, 'name').at(-1)))
}
