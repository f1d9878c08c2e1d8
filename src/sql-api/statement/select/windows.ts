import { hasAggregate } from '../aggregates.ts'
import { metricSchema } from '../../relations/metric-relation.ts'
import { periodColumn } from '../../answer/compile-answer.ts'
import { addsUpTogether, asNumeric, inTypeOf } from './metric-arguments.ts'
import { usedIn, type Source } from './sources.ts'
import { columnReference, functionName, isNode, list, string, type Node } from '../tree.ts'

/**
 * A sum over a window of rows: where values do not add up, an error at run time takes its place. Windows over sums of
 * groups, and all other functions of windows, stay as they are.
 */
export function guardedWindow(
  node: Node,
  source: Source,
  sources: readonly Source[],
  isStrict: boolean,
): Node | null {
  if (!isNode(node['over']) || functionName({ FuncCall: node }) !== 'sum') return null
  const args = list(node, 'args')
  if (hasAggregate(args)) return null
  const metrics = usedIn(args, sources).filter(
    ({ source: one, column }) => one === source && column.role === 'metric',
  )
  if (metrics.length === 0) return null
  const adds = isStrict ? 'never' : addsUpTogether(metrics.map(({ column }) => column))
  if (adds === 'flow') return null
  const guard = adds === 'stock' ? 'at_one_time' : 'one'
  const values =
    adds === 'stock' ? [...args.map(asNumeric), columnReference(source.alias, periodColumn)] : args
  const call = { FuncCall: { ...node, funcname: [metricSchema, guard].map(string), args: values } }
  return inTypeOf('sum', args[0], call)
}
