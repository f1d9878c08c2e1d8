import { as, columnNames, functionName, stringField, unwrap, isNode, list, textOf } from './tree.ts'

/** The name that PostgreSQL gives to a column of a select list; null where it depends on more than this tree. */
export function outputName(target: unknown): string | null {
  const node = as(target, 'ResTarget')
  if (node === null) return null
  return stringField(node, 'name') ?? valueName(node['val'])
}

function valueName(value: unknown): string | null {
  const [kind, node] = unwrap(value)
  switch (kind) {
    case 'ColumnRef':
      return columnNames(value)?.at(-1) ?? null
    case 'FuncCall':
      return functionName(value)
    case 'CoalesceExpr':
      return 'coalesce'
    case 'MinMaxExpr':
      return node['op'] === 'IS_LEAST' ? 'least' : 'greatest'
    case 'TypeCast': {
      const inner = valueName(node['arg'])
      if (inner !== null) return inner
      const type = isNode(node['typeName']) ? node['typeName'] : {}
      return textOf(list(type, 'names').at(-1)) || null
    }
    case 'CaseExpr': {
      const inner = node['defresult'] === undefined ? null : valueName(node['defresult'])
      return inner ?? 'case'
    }
    default:
      return null
  }
}
