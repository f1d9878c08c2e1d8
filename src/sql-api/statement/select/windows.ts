import { hasAggregate } from '../aggregates.ts'
import { Rejection } from '../rejection.ts'
import { metricSchema } from '../../relations/metric-relation.ts'
import { periodColumn } from '../../answer/compile-answer.ts'
import { addsUpTogether, asNumeric, balanceInTypeOf, inTypeOf } from './metric-arguments.ts'
import { usedIn, type Source } from './sources.ts'
import { columnNames, columnReference, functionName, isNode, list, string, type Node } from '../tree.ts'

/**
 * A sum over a window of rows: where values do not add up, an error at run time takes its place. Windows over sums of
 * groups stay as they are where these add up; so do all other functions of windows.
 *
 * @param periods the columns of periods by which the select groups
 * @throws Rejection
 */
export function guardedWindow(
  node: Node,
  source: Source,
  sources: readonly Source[],
  isStrict: boolean,
  periods: readonly string[],
): Node | null {
  if (!isNode(node['over']) || functionName({ FuncCall: node }) !== 'sum') return null
  const args = list(node, 'args')
  const metrics = usedIn(args, sources).filter(
    ({ source: one, column }) => one === source && column.role === 'metric',
  )
  if (metrics.length === 0) return null
  const together = addsUpTogether(metrics.map(({ column }) => column))
  if (hasAggregate(args)) {
    const name = metrics[0]?.column.name ?? ''
    if (together === 'never')
      throw new Rejection(`A sum over a window of ${name} does not add up.`, {
        hint: 'Group by fewer columns to have the value of the larger group.',
      })
    if (together === 'stock' && !isWithinPeriods(node['over'], periods))
      throw new Rejection(`A sum over a window of ${name} would add up the balances of several periods.`, {
        hint: `Add ${periods.join(', ')} to PARTITION BY.`,
      })
    return null
  }
  const adds = isStrict || source.relation.shape === 'cohort' ? 'never' : together
  if (adds === 'flow') return null
  const guard = adds === 'stock' ? 'at_one_time' : 'one'
  const values =
    adds === 'stock' ? [...args.map(asNumeric), columnReference(source.alias, periodColumn)] : args
  const call = { FuncCall: { ...node, funcname: [metricSchema, guard].map(string), args: values } }
  return adds === 'stock' ? balanceInTypeOf('sum', args[0], call) : inTypeOf('sum', args[0], call)
}

/** Whether the rows of a window are of one period each. */
function isWithinPeriods(over: Node, periods: readonly string[]): boolean {
  const parts = list(over, 'partitionClause').map((part) => columnNames(part)?.at(-1))
  return periods.every((period) => parts.includes(period))
}
