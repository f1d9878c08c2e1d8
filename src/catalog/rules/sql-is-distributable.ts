import { didYouMean, type Problem } from '../headers/problem.ts'
import { outputColumns } from '../select/output-columns.ts'
import type { ParsedCatalog } from '../files/parsed-view.ts'
import { commonTables, selectOf } from '../select/read-body.ts'
import { scalarFunctions } from '../select/scalar-functions.ts'
import {
  child,
  children,
  columnPath,
  functionPath,
  text,
  unionBranches,
  walk,
  type Tree,
} from '../select/sql-tree.ts'
import type { Rule } from './rule.ts'

const clocks = ['now', 'clock_timestamp', 'statement_timestamp', 'timeofday', 'random', 'gen_random_uuid']
const ownFunctions = scalarFunctions.map(({ name }) => name)
const keyed = ['facts', 'metrics']

/**
 * The rules that keep a view distributable, and its answer independent of when and where it runs: no
 * clock, no recursion, no session time zone, no function of others, and the account key in every join, window
 * and group.
 */
export const sqlIsDistributable: Rule = (parsed) =>
  parsed.views.flatMap((view) => {
    const problems: Problem[] = []
    const say: Say = (node, message) =>
      problems.push({ file: view.file, line: view.lineAt(node), rule: 'sql-is-distributable', message })
    walk(view.select, (kind, node) => {
      if (kind === 'SQLValueFunction')
        say(node, 'current_date and its like depend on when a query runs: use parameters.as_of.')
      if (kind === 'withClause' && node['recursive'] === true)
        say(node, 'A recursive CTE cannot be distributed: use parameters.months or a flattened table.')
      if (kind === 'GroupingSet')
        say(node, 'Grouping sets over facts cannot be distributed: group in a CTE each.')
      if (kind === 'FuncCall') {
        const path = functionPath(node)
        const name = path.at(-1) ?? ''
        if (clocks.includes(name)) say(node, `${name}() depends on when a query runs: use parameters.as_of.`)
        if (name === 'current_setting' || name === 'set_config')
          say(node, `${name}() depends on the session: use a parameter.`)
        if (path.length > 1 && !isKnown(path))
          say(
            node,
            `${path.join('.')}() is no function that Plumbline deploys.${didYouMean(name, ownFunctions)}`,
          )
      }
    })
    if (keyed.includes(view.name.split('.')[0] ?? '') && view.header.crosses_accounts === undefined) {
      keepKey(view.select, 'the select', new Map(), parsed, say)
    }
    return problems
  })

type Say = (node: Tree, message: string) => void
type Scope = ReadonlyMap<string, readonly string[] | null>

/** Says where a select loses the account key of the rows it reads: its CTEs first, then its own branches. */
function keepKey(select: Tree, name: string, outer: Scope, parsed: ParsedCatalog, say: Say): void {
  const scope = new Map(outer)
  const columnsOf = (relation: string) =>
    parsed.byName.get(relation)?.columns ?? parsed.internal.get(relation)
  for (const [cteName, cte] of commonTables(select)) {
    keepKey(selectOf(cte), cteName, scope, parsed, say)
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
  const hint = 'or say in the header why not: crosses_accounts.'
  for (const branch of unionBranches(select)) {
    const reads = hasKey(branch['fromClause'])
    walk(branch['fromClause'], (kind, node) => {
      if (kind === 'subquery') keepKey(child(node, 'SelectStmt'), name, scope, parsed, say)
      if (kind !== 'JoinExpr' || !hasKey(node['larg']) || !hasKey(node['rarg'])) return
      const keys = columnRefs(node['quals']).filter(isKey).length
      const [at = {}] = [...nodesOf(node['quals'], 'ColumnRef'), ...nodesOf(node['rarg'], 'RangeVar')]
      if (keys < 2) say(at, `${name}: join along account_key too, ${hint}`)
    })
    const groups = children(branch, 'groupClause')
    if (reads && groups.length > 0 && !columnRefs(groups).includes('account_key'))
      say(nodesOf(groups, 'ColumnRef')[0] ?? {}, `${name}: group by account_key first, ${hint}`)
    walk(branch['targetList'], (kind, node) => {
      const partition = kind === 'over' ? children(node, 'partitionClause') : []
      if (reads && partition.length > 0 && !columnRefs(partition).includes('account_key'))
        say(node, `${name}: partition by account_key first, ${hint}`)
    })
  }
}

/** Whether a function named with its schema is PostgreSQL's, or one of ours. */
const isKnown = ([schema, name = '']: readonly string[]) =>
  schema === 'pg_catalog' || (schema === 'plumbline' && ownFunctions.includes(name))

const isKey = (column: string) => ['account_key', 'account_id'].includes(column)

function nodesOf(tree: unknown, wanted: string): Tree[] {
  const found: Tree[] = []
  walk(tree, (kind, node) => {
    if (kind === wanted) found.push(node)
  })
  return found
}

/** The columns that an expression names, without their qualifiers. */
function columnRefs(tree: unknown): string[] {
  return nodesOf(tree, 'ColumnRef').map((reference) => columnPath(reference).at(-1) ?? '')
}
