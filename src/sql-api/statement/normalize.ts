import { metricSchema } from '../relations/metric-relation.ts'
import { hasAggregate, namesIn } from './aggregates.ts'
import { outputName } from './output-name.ts'
import { isAggregated } from './select/forms.ts'
import {
  as,
  columnReference,
  isNode,
  list,
  nodesIn,
  replaceIn,
  selectsIn,
  stringField,
  textOf,
  type Node,
} from './tree.ts'

/**
 * Writes a select, and the selects in it, in one of several equal ways: names without database and schema, names of
 * columns in the select list, and conditions without a nested select where it is a constant.
 */
export function normalize(select: Node): void {
  shortenNames(select)
  for (const one of [select, ...selectsIn(select)]) {
    if (one['whereClause'] !== undefined) one['whereClause'] = withoutConstantSelects(one['whereClause'])
    nameColumns(one)
    for (const link of nodesIn(one, (kind) => kind === 'SubLink', { entersFound: false }))
      if (link['subLinkType'] === 'EXISTS_SUBLINK') showCompared(as(link['subselect'], 'SelectStmt') ?? {})
  }
}

/** `copy … with csv header` as `copy … with (format csv, header)`, whose options have no value where they are true. */
export function normalizeCopy(copy: Node): void {
  for (const option of list(copy, 'options')) {
    const element = as(option, 'DefElem')
    if (as(element?.['arg'], 'Boolean')?.['boolval'] === true) delete element?.['arg']
  }
}

/**
 * `plumbline_metrics.revenue.month` as `revenue.month`, also after the name of the database: the answer has the name of
 * the relation, and no schema.
 */
function shortenNames(select: Node): void {
  const kinds = ['ColumnRef', 'RangeVar']
  for (const node of nodesIn(select, (kind) => kinds.includes(kind), { entersFound: true })) {
    if (node['schemaname'] === metricSchema) delete node['catalogname']
    const fields = list(node, 'fields')
    const schema = fields.findIndex((field) => textOf(field) === metricSchema)
    if (schema >= 0 && schema === fields.length - 3) node['fields'] = fields.slice(schema + 1)
  }
}

/** `(select timestamp '2025-01-01')` as `timestamp '2025-01-01'`. */
function withoutConstantSelects(condition: unknown): unknown {
  const [replaced] = replaceIn([condition], (wrapped) => {
    const link = as(wrapped, 'SubLink')
    if (link?.['subLinkType'] !== 'EXPR_SUBLINK') return null
    const query = as(link['subselect'], 'SelectStmt') ?? {}
    const [target, ...others] = list(query, 'targetList')
    const fields = Object.keys(query).filter((name) => !['targetList', 'limitOption', 'op'].includes(name))
    const value = as(target, 'ResTarget')?.['val']
    const read = nodesIn([value], (kind) => kind === 'ColumnRef' || kind === 'SelectStmt', {
      entersFound: false,
    })
    const isConstant = others.length === 0 && fields.length === 0 && read.length === 0
    return isConstant && !hasAggregate([value]) && isNode(value)
      ? (withoutConstantSelects(value) as Node)
      : wrapped
  }) as unknown[]
  return replaced
}

/** `(select month …) as t (m)` and `with t (m) as (select month …)` as `select month as m …`. */
function nameColumns(select: Node): void {
  const withClause = isNode(select['withClause']) ? select['withClause'] : {}
  for (const wrapped of list(withClause, 'ctes')) {
    const table = as(wrapped, 'CommonTableExpr') ?? {}
    if (rename(as(table['ctequery'], 'SelectStmt'), list(table, 'aliascolnames')))
      delete table['aliascolnames']
  }
  for (const range of nodesIn(select['fromClause'], (kind) => kind === 'RangeSubselect', {
    entersFound: false,
  })) {
    const alias = isNode(range['alias']) ? range['alias'] : {}
    if (rename(as(range['subquery'], 'SelectStmt'), list(alias, 'colnames'))) delete alias['colnames']
  }
}

/** Renames the first columns of a select; false where its other clauses may mean them by name. */
function rename(query: Node | null, names: readonly unknown[]): boolean {
  const targets = query === null ? [] : list(query, 'targetList')
  const isPlain = ['groupClause', 'sortClause', 'distinctClause'].every(
    (clause) => query?.[clause] === undefined,
  )
  if (!isPlain || names.length === 0 || names.length > targets.length) return false
  if (query?.['op'] !== 'SETOP_NONE' || targets.some((target) => outputName(target) === '*')) return false
  for (const [index, name] of names.entries()) {
    const target = as(targets[index], 'ResTarget')
    if (target !== null) target['name'] = textOf(name)
  }
  return true
}

/** The columns that the conditions of EXISTS compare, in its select list, which it ignores: they identify its rows. */
function showCompared(select: Node): void {
  if (isAggregated(select) || select['op'] !== 'SETOP_NONE' || select['distinctClause'] !== undefined) return
  const own = new Set(
    nodesIn(select['fromClause'], (kind) => kind === 'RangeVar' || kind === 'RangeSubselect', {
      entersFound: false,
    }).map((range) => {
      const alias = isNode(range['alias']) ? range['alias'] : {}
      return stringField(alias, 'aliasname') ?? stringField(range, 'relname') ?? ''
    }),
  )
  const compared = namesIn([select['whereClause']], { entersAggregates: true }).filter(
    (names) => names.length === 2 && own.has(names[0] ?? ''),
  )
  const shown = new Map(compared.map((names) => [names.join('.'), columnReference(...names)]))
  select['targetList'] = [
    ...list(select, 'targetList'),
    ...[...shown.values()].map((val) => ({ ResTarget: { val } })),
  ]
}
