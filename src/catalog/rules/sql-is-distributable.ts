import type { DraftView, Draft } from '../draft.ts'
import { outputColumns } from '../output-columns.ts'
import type { Problem } from '../problem.ts'
import { commonTables, selectOf } from '../read-body.ts'
import { child, children, columnPath, text, walk, type Tree } from '../sql-tree.ts'
import type { Rule } from './rule.ts'

const clocks = ['now', 'clock_timestamp', 'statement_timestamp', 'timeofday', 'random', 'gen_random_uuid']
const keyed = ['facts', 'metrics']

/**
 * The rules that keep a view distributable, and its answer independent of when and where it runs: no
 * clock, no recursion, no session time zone, and the account key in every join, window and group.
 */
export const sqlIsDistributable: Rule = (draft) =>
  draft.views.flatMap((view) => {
    const problems: Problem[] = []
    const say = (message: string) =>
      problems.push({ file: view.file, line: view.bodyLine, rule: 'sql-is-distributable', message })
    walk(view.select, (kind, node) => {
      if (kind === 'SQLValueFunction')
        say('current_date and its like depend on when a query runs: use parameters.as_of.')
      if (kind === 'withClause' && node['recursive'] === true)
        say('A recursive CTE cannot be distributed: use parameters.months or a flattened table.')
      if (kind === 'GroupingSet') say('Grouping sets over facts cannot be distributed: group in a CTE each.')
      if (kind === 'FuncCall') {
        const name = functionName(node)
        if (clocks.includes(name)) say(`${name}() depends on when a query runs: use parameters.as_of.`)
        if (name === 'current_setting' || name === 'set_config')
          say(`${name}() depends on the session: use a parameter.`)
      }
    })
    if (keyed.includes(view.name.split('.')[0] ?? '') && view.header.crosses_accounts === undefined) {
      keyProblems(view, draft).forEach(say)
    }
    return problems
  })

function functionName(call: Tree): string {
  return text(child(children(call, 'funcname').at(-1) ?? {}, 'String'), 'sval') ?? ''
}

function keyProblems(view: DraftView, draft: Draft): string[] {
  const messages: string[] = []
  const scope = new Map<string, readonly string[] | null>()
  const columnsOf = (relation: string) => draft.byName.get(relation)?.columns ?? draft.internal.get(relation)
  const hint = 'or say in the header why not: crosses_accounts.'
  for (const [name, cte] of commonTables(view.select)) {
    const select = selectOf(cte)
    const hasKey = (relation: Tree) => {
      const table = text(relation, 'relname') ?? ''
      const schema = text(relation, 'schemaname')
      const columns = schema === undefined ? scope.get(table) : columnsOf(`${schema}.${table}`)
      return columns?.includes('account_key') ?? false
    }
    for (const branch of branches(select)) {
      walk(branch['fromClause'], (kind, node) => {
        if (kind !== 'JoinExpr') return
        const sides = [child(node, 'larg'), child(node, 'rarg')].map((side) => {
          let found = false
          walk({ side }, (inner, relation) => {
            if (inner === 'RangeVar' && hasKey(relation)) found = true
          })
          return found
        })
        let keys = 0
        walk(node['quals'], (inner, reference) => {
          if (
            inner === 'ColumnRef' &&
            ['account_key', 'account_id'].includes(columnPath(reference).at(-1) ?? '')
          )
            keys += 1
        })
        if (sides.every(Boolean) && keys < 2) messages.push(`${name}: join along account_key too, ${hint}`)
      })
      const reads = children(branch, 'fromClause').some((item) => {
        let found = false
        walk(item, (inner, relation) => {
          if (inner === 'RangeVar' && hasKey(relation)) found = true
        })
        return found
      })
      const names = (list: unknown) => {
        const found: string[] = []
        walk(list, (inner, reference) => {
          if (inner === 'ColumnRef') found.push(columnPath(reference).at(-1) ?? '')
        })
        return found
      }
      const groups = children(branch, 'groupClause')
      if (reads && groups.length > 0 && !names(groups).includes('account_key'))
        messages.push(`${name}: group by account_key first, ${hint}`)
      walk(branch['targetList'], (kind, node) => {
        const partition = kind === 'over' ? children(node, 'partitionClause') : []
        if (reads && partition.length > 0 && !names(partition).includes('account_key')) {
          messages.push(`${name}: partition by account_key first, ${hint}`)
        }
      })
    }
    scope.set(name, outputColumns(select, columnsOf, scope))
  }
  return messages
}

/** A union's branches, or the select itself. */
function branches(select: Tree): readonly Tree[] {
  const [left, right] = [child(select, 'larg'), child(select, 'rarg')]
  return Object.keys(left).length > 0 ? [...branches(left), ...branches(right)] : [select]
}
