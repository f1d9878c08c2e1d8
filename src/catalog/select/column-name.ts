import { child, children, columnPath, text, type Tree } from './sql-tree.ts'

/** The name that PostgreSQL gives to an output column without an alias. */
export function columnName(value: Tree): string {
  return figure(value).name ?? '?column?'
}

interface Figured {
  readonly name?: string
  /** A certain name is not replaced by a fallback around it, such as a type's name or `case`. */
  readonly isSure?: boolean
}

const named: Readonly<Record<string, string>> = {
  A_ArrayExpr: 'array',
  CoalesceExpr: 'coalesce',
  GroupingFunc: 'grouping',
  RowExpr: 'row',
}

// as FigureColname in PostgreSQL's parse_target.c
function figure(value: Tree): Figured {
  const [kind = ''] = Object.keys(value)
  const node = child(value, kind)
  const fixed = named[kind]
  if (fixed !== undefined) return { name: fixed, isSure: true }
  switch (kind) {
    case 'ColumnRef':
      return sure(columnPath(node).at(-1))
    case 'FuncCall':
      return sure(lastName(node, 'funcname'))
    case 'A_Expr':
      return node['kind'] === 'AEXPR_NULLIF' ? sure('nullif') : {}
    case 'MinMaxExpr':
      return sure(node['op'] === 'IS_GREATEST' ? 'greatest' : 'least')
    case 'SQLValueFunction':
      return sure(text(node, 'op')?.replace('SVFOP_', '').replace(/_N$/, '').toLowerCase())
    case 'CollateClause':
      return figure(child(node, 'arg'))
    case 'A_Indirection':
      return sure(lastName(node, 'indirection') ?? figure(child(node, 'arg')).name)
    case 'TypeCast':
      return orElse(figure(child(node, 'arg')), lastName(child(node, 'typeName'), 'names'))
    case 'CaseExpr':
      return orElse(figure(child(node, 'defresult')), 'case')
    case 'SubLink':
      return subLink(node)
    default:
      return {}
  }
}

function subLink(node: Tree): Figured {
  switch (node['subLinkType']) {
    case 'EXISTS_SUBLINK':
      return sure('exists')
    case 'ARRAY_SUBLINK':
      return sure('array')
    case 'EXPR_SUBLINK': {
      const [first = {}] = children(child(child(node, 'subselect'), 'SelectStmt'), 'targetList')
      const target = child(first, 'ResTarget')
      return sure(text(target, 'name') ?? figure(child(target, 'val')).name)
    }
    default:
      return {}
  }
}

function sure(name: string | undefined): Figured {
  return name === undefined ? {} : { name, isSure: true }
}

function orElse(found: Figured, name: string | undefined): Figured {
  return found.isSure === true || name === undefined ? found : { name }
}

function lastName(node: Tree, list: string): string | undefined {
  return text(child(children(node, list).at(-1) ?? {}, 'String'), 'sval')
}
