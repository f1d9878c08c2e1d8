import { hasAggregate } from '../../aggregates.ts'
import { isNode, type Node } from '../../tree.ts'
import { readsOthers, usedIn, type Source } from '../sources.ts'

/** The largest expressions over periods alone, which say how long the periods are. */
export function timeCells(parts: unknown, source: Source, sources: readonly Source[]): readonly unknown[] {
  const cells: unknown[] = []
  const isTimeOnly = (value: Node) => {
    const used = usedIn([value], sources)
    return (
      used.length > 0 &&
      used.every(({ source: one, column }) => one === source && column.role === 'time') &&
      !readsOthers([value], sources) &&
      !hasAggregate([value])
    )
  }
  const search = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) search(item)
    if (!isNode(value)) return
    const kinds = Object.keys(value)
    const isExpression = kinds.length === 1 && expressionKinds.has(kinds[0] ?? '')
    if (isExpression && isTimeOnly(value)) cells.push(value)
    else for (const [kind, inner] of Object.entries(value)) if (kind !== 'SelectStmt') search(inner)
  }
  search(parts)
  return cells
}

const expressionKinds = new Set([
  'ColumnRef',
  'FuncCall',
  'A_Expr',
  'TypeCast',
  'CaseExpr',
  'CoalesceExpr',
  'MinMaxExpr',
  'BoolExpr',
  'NullTest',
])
