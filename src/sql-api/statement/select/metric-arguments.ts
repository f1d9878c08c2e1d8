import {
  as,
  call,
  columnNames,
  constant,
  copy,
  isNode,
  list,
  nodesIn,
  string,
  textOf,
  unwrap,
  type Node,
} from '../tree.ts'
import type { AddsUp } from '../../relations/adds-up.ts'
import type { MetricColumn } from '../../relations/metric-relation.ts'
import { Rejection } from '../rejection.ts'
import { usedIn, type Source } from './sources.ts'

/** Whether a sum over values of metrics has a meaning. */
export function addsUpTogether(metrics: readonly MetricColumn[]): AddsUp {
  if (metrics.every((one) => one.addsUp === 'flow')) return 'flow'
  return metrics.length === 1 && metrics[0]?.addsUp === 'stock' ? 'stock' : 'never'
}

/** The metric in an argument of an aggregate that is a plain column, or a cast of one. */
export function columnOf(argument: unknown): readonly string[] | null {
  const cast = as(argument, 'TypeCast')
  return cast === null ? columnNames(argument) : columnOf(cast['arg'])
}

/** An argument with another column in place of its own. */
export function replaceColumn(argument: unknown, column: Node): unknown {
  const cast = as(argument, 'TypeCast')
  return cast === null ? column : { TypeCast: { ...cast, arg: replaceColumn(cast['arg'], column) } }
}

/**
 * Whether an argument has the metric in some rows and nothing in others, as `case when … then metric else 0 end` and
 * `coalesce(metric, 0)` do.
 */
export function addsRowsUp(argument: unknown, sources: readonly Source[]): boolean {
  const choice = as(argument, 'CaseExpr')
  const isPart = (value: unknown): boolean =>
    isNothing(value) ||
    columnOf(value) !== null ||
    (as(value, 'CoalesceExpr') !== null && addsRowsUp(value, sources))
  if (choice === null) {
    const values = list(as(argument, 'CoalesceExpr') ?? {}, 'args')
    return values.length === 2 && columnOf(values[0]) !== null && isNothing(values[1])
  }
  const tests = usedIn([choice['arg'], whensOf(choice).map((when) => when['expr'])], sources)
  return tests.every(({ column }) => column.role !== 'metric') && resultsOf(choice).every(isPart)
}

function whensOf(choice: Node): readonly Node[] {
  return list(choice, 'args').map((when) => as(when, 'CaseWhen') ?? {})
}

function resultsOf(choice: Node): readonly unknown[] {
  return [...whensOf(choice).map((when) => when['result']), choice['defresult']]
}

/** Null, 0 or 0.0, also with a type. */
export function isNothing(value: unknown): boolean {
  if (value === undefined) return true
  const cast = as(value, 'TypeCast')
  if (cast !== null) return isNothing(cast['arg'])
  const constant = as(value, 'A_Const')
  if (constant === null) return false
  const { isnull, ival, fval } = constant
  if (isNode(fval)) return Number(fval['fval']) === 0
  return isnull === true || (isNode(ival) && (ival['ival'] ?? 0) === 0)
}

/** Types of numbers. */
export const numbers: ReadonlySet<string> = new Set(['numeric', 'float8', 'float4', 'int8', 'int4', 'int2'])

const integers: ReadonlySet<string> = new Set(['int8', 'int4', 'int2'])

/** The types of sums and means in PostgreSQL, where they are not those of the guards. */
const types: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sum: { int2: 'int8', int4: 'int8', float4: 'float4', float8: 'float8' },
  avg: { int2: 'numeric', int4: 'numeric', int8: 'numeric' },
}

/** The value of a guard in the type that the written aggregate has: clients know it before the value. */
export function inTypeOf(aggregate: string, argument: unknown, value: Node): Node {
  const type = types[aggregate]?.[castOf(argument) ?? '']
  return type === undefined ? value : withType(value, type)
}

/** A value as `numeric`, which the guard of balances takes. */
export function asNumeric(argument: unknown): unknown {
  return castOf(argument) === null && !hasOwnType(argument) ? argument : withType(argument, 'numeric')
}

/** The guard of a balance in the type that a sum has: PostgreSQL finds it, from a sum of no rows. */
export function balanceInTypeOf(aggregate: string, argument: unknown, guard: Node): Node {
  if (castOf(argument) !== null || !hasOwnType(argument)) return inTypeOf(aggregate, argument, guard)
  const sum = as(call(['pg_catalog', 'sum'], [copy(argument)]), 'FuncCall') ?? {}
  const { over } = as(guard, 'FuncCall') ?? {}
  const window = over === undefined ? {} : { over: copy(over) }
  const ofNoRows = { FuncCall: { ...sum, agg_filter: constant(false), ...window } }
  return { CoalesceExpr: { args: [guard, ofNoRows] } }
}

/** Whether a computed argument may have another type than metrics have. */
function hasOwnType(argument: unknown): boolean {
  const kinds = ['TypeCast', 'FuncCall', 'SubLink', 'ColumnRef']
  const parts = nodesIn([argument], (kind) => kinds.includes(kind), { entersFound: true })
  return columnNames(argument) === null && parts.length > 1
}

/**
 * Rejects an argument in a type that is no number, in which the guards have no form.
 *
 * @throws Rejection
 */
export function rejectOtherTypes(aggregate: string, argument: unknown): void {
  const type = castOf(argument)
  const [whole] = nodesIn([argument], (kind) => kind === 'TypeCast', { entersFound: true })
    .map((cast) => castOf({ TypeCast: cast }) ?? '')
    .filter((one) => type === null && integers.has(one))
  if (whole !== undefined)
    throw new Rejection(`${aggregate} of what is computed from a metric as ${whole} is not computed.`, {
      hint: `Leave the cast out, or cast the result: ${aggregate}(…)::${whole}.`,
    })
  if (type === null || numbers.has(type)) return
  throw new Rejection(`${aggregate} of a metric as ${type} is not computed.`, {
    hint: `Cast the result instead: ${aggregate}(…)::${type}.`,
  })
}

/** The type to which an argument, or a result of it, is cast. */
function castOf(argument: unknown): string | null {
  const [kind, node] = unwrap(argument)
  if (kind === 'TypeCast') {
    const type = isNode(node['typeName']) ? node['typeName'] : {}
    return textOf(list(type, 'names').at(-1))
  }
  const results = kind === 'CaseExpr' ? resultsOf(node) : kind === 'CoalesceExpr' ? list(node, 'args') : []
  return results.map(castOf).find((type) => type !== null) ?? null
}

/** A value cast to a type of PostgreSQL, with the name that its parser gives to the type. */
export function withType(arg: unknown, type: string): Node {
  const names = type === 'date' || type === 'text' ? [type] : ['pg_catalog', type]
  return { TypeCast: { arg, typeName: { names: names.map(string), typemod: -1 } } }
}
