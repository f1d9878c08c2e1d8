import { didYouMean, type Problem } from '../headers/problem.ts'
import type { ParsedCatalog, ParsedView } from '../files/parsed-view.ts'
import { child, children, walk } from '../select/sql-tree.ts'
import { parseSync } from 'libpg-query'
import type { Rule } from './rule.ts'

/**
 * A stored view that is refreshed incrementally reads the relations that its header names, which have the columns; and
 * each of its rows comes from one row, so it has no groups, windows or limits.
 */
export const incrementalViewsAreLocal: Rule = (parsed) =>
  parsed.views.flatMap((view) => {
    const { incremental, stored } = view.header
    if (incremental === undefined) return []
    const problems: Problem[] = []
    const report = (message: string, ...path: string[]) =>
      problems.push({
        file: view.file,
        line: view.lineOf('incremental', ...path),
        rule: 'incremental-views-are-local',
        message,
      })
    const { rows, key, lookups, if_empty } = incremental
    const names = lookups.map((lookup) => lookup.view)
    for (const name of [rows, ...names, ...if_empty])
      if (!view.reads.includes(name)) report(`The view does not read ${name}.${didYouMean(name, view.reads)}`)
    const requireColumn = (relation: string, column: string) => {
      const columns = columnsOf(parsed, relation)
      if (columns !== null && !columns.includes(column))
        report(`${relation} has no column ${column}.${didYouMean(column, columns)}`)
    }
    requireColumn(view.name, key)
    requireColumn(rows, key)
    for (const lookup of lookups) {
      requireColumn(lookup.view, lookup.column)
      for (const column of lookup.rows) requireColumn(rows, column)
      if (lookup.through === undefined) {
        if (lookup.rows.length === 0)
          report(`The lookup ${lookup.view} needs rows: the columns that refer to it.`)
      } else if (names.includes(lookup.through)) requireColumn(lookup.through, lookup.column)
      else report(`through: ${lookup.through} is no lookup of the view.${didYouMean(lookup.through, names)}`)
    }
    if (stored) problems.push(...notLocal(view))
    else if (view.header.time === undefined || !rows.startsWith('source.'))
      report('A view that is not stored must have a time and read a log of the source contract.')
    return problems
  })

function columnsOf({ byName, sources }: ParsedCatalog, relation: string): readonly string[] | null {
  const source = sources.get(relation.replace(/^source\./, ''))
  if (relation.startsWith('source.')) return source?.columns.map(({ name }) => name) ?? null
  return byName.get(relation)?.columns ?? null
}

/** Parts of the SQL that make a row depend on others. */
function notLocal(view: ParsedView): readonly Problem[] {
  const found = new Set<string>()
  walk(parseSync(view.body), (kind, node) => {
    if (kind === 'SelectStmt') {
      if (children(node, 'groupClause').length > 0) found.add('group by')
      if (Array.isArray(node['distinctClause'])) found.add('distinct')
      if ('limitCount' in node) found.add('limit')
    }
    if (kind === 'FuncCall' && Object.keys(child(node, 'over')).length > 0) found.add('a window')
  })
  return [...found].map((part) => ({
    file: view.file,
    line: view.bodyLine,
    rule: 'incremental-views-are-local',
    message: `An incremental view computes each row from one row; it may not have ${part}.`,
  }))
}
