import { didYouMean, type Problem } from '../../headers/problem.ts'
import { outputColumns } from '../../select/output-columns.ts'
import type { ParsedCatalog } from '../../files/parsed-view.ts'
import { commonTables, selectOf } from '../../select/read-body.ts'
import { scalarFunctions } from '../../select/scalar-functions.ts'
import {
  child,
  children,
  columnPath,
  functionPath,
  text,
  unionBranches,
  walk,
  type Tree,
} from '../../select/sql-tree.ts'
import type { Rule } from '../rule.ts'

const clocks = ['now', 'clock_timestamp', 'statement_timestamp', 'timeofday', 'random', 'gen_random_uuid']
const ownFunctions = scalarFunctions.map(({ name }) => name)
const layersWithKey = ['facts', 'signals', 'metrics', 'pages']

/**
 * The rules that keep a view distributable, and its result independent of when and where it runs: no
 * clock, no recursion, no session time zone, no unknown function, and the account key in every join, window
 * and group.
 */
export const sqlIsDistributable: Rule = (parsed) =>
  parsed.views.flatMap((view) => {
    const problems: Problem[] = []
    const report: Report = (node, message) =>
      problems.push({ file: view.file, line: view.lineAt(node), rule: 'sql-is-distributable', message })
    walk(view.select, (kind, node) => {
      if (kind === 'SQLValueFunction')
        report(node, 'current_date and similar values depend on when a query runs: use parameters.as_of.')
      if (kind === 'withClause' && node['recursive'] === true)
        report(node, 'A recursive CTE cannot be distributed: use parameters.months or a flattened table.')
      if (kind === 'GroupingSet')
        report(node, 'Grouping sets over facts cannot be distributed: use one CTE per grouping.')
      if (kind === 'FuncCall') {
        const path = functionPath(node)
        const name = path.at(-1) ?? ''
        if (clocks.includes(name))
          report(node, `${name}() depends on when a query runs: use parameters.as_of.`)
        if (name === 'current_setting' || name === 'set_config')
          report(node, `${name}() depends on the session: use a parameter.`)
        if (path.length > 1 && !isKnown(path))
          report(node, `${path.join('.')}() is not a function of Plumbline.${didYouMean(name, ownFunctions)}`)
      }
    })
    if (layersWithKey.includes(view.name.split('.')[0] ?? '') && view.header.crosses_accounts === undefined) {
      checkKey(view.select, 'the select', new Map(), parsed, report)
    }
    return problems
  })

type Report = (node: Tree, message: string) => void
type Scope = ReadonlyMap<string, readonly string[] | null>

/** Reports where a select drops the account key of its rows: its CTEs first, then its own branches. */
function checkKey(select: Tree, name: string, outer: Scope, parsed: ParsedCatalog, report: Report): void {
  const scope = new Map(outer)
  const columnsOf = (relation: string) =>
    parsed.byName.get(relation)?.columns ?? parsed.internal.get(relation)
  for (const [cteName, cte] of commonTables(select)) {
    checkKey(selectOf(cte), cteName, scope, parsed, report)
    scope.set(cteName, outputColumns(selectOf(cte), columnsOf, scope))
  }
  /** Whether the rows of a relation, join or subquery have an account key. */
  const hasKey = (item: unknown) => {
    let found = false
    walk(item, (kind, relation) => {
      if (kind !== 'RangeVar') return
      const table = text(relation, 'relname') ?? ''
      const schema = text(relation, 'schemaname')
      const columns = schema === undefined ? scope.get(table) : columnsOf(`${schema}.${table}`)
      if (columns?.includes('account_key') === true) found = true
    })
    return found
  }
  const hint = 'or give the reason in the header field crosses_accounts.'
  for (const branch of unionBranches(select)) {
    const reads = hasKey(branch['fromClause'])
    walk(branch['fromClause'], (kind, node) => {
      if (kind === 'subquery') checkKey(child(node, 'SelectStmt'), name, scope, parsed, report)
      if (kind !== 'JoinExpr' || !hasKey(node['larg']) || !hasKey(node['rarg'])) return
      const keys = columnRefs(node['quals']).filter(isKey).length
      const [at = {}] = [...nodesOf(node['quals'], 'ColumnRef'), ...nodesOf(node['rarg'], 'RangeVar')]
      if (keys < 2) report(at, `${name}: join along account_key too, ${hint}`)
    })
    const groups = children(branch, 'groupClause')
    if (reads && groups.length > 0 && !columnRefs(groups).includes('account_key'))
      report(nodesOf(groups, 'ColumnRef')[0] ?? {}, `${name}: group by account_key first, ${hint}`)
    walk(branch['targetList'], (kind, node) => {
      const partition = kind === 'over' ? children(node, 'partitionClause') : []
      if (reads && partition.length > 0 && !columnRefs(partition).includes('account_key'))
        report(node, `${name}: partition by account_key first, ${hint}`)
    })
  }
}

/** Whether a function with a schema is PostgreSQL's or Plumbline's. */
function isKnown([schema, name = '']: readonly string[]) {
  return schema === 'pg_catalog' || (schema === 'plumbline' && ownFunctions.includes(name))
}

function isKey(column: string) {
  return ['account_key', 'account_id'].includes(column)
}

function nodesOf(tree: unknown, nodeKind: string): Tree[] {
  const found: Tree[] = []
  walk(tree, (kind, node) => {
    if (kind === nodeKind) found.push(node)
  })
  return found
}

/** The columns of an expression, without their qualifiers. */
function columnRefs(tree: unknown): string[] {
  return nodesOf(tree, 'ColumnRef').map((reference) => columnPath(reference).at(-1) ?? '')
}
