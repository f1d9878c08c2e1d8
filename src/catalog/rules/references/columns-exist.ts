import { parseSync } from 'libpg-query'
import { columnsOfOthers, metricInputs } from '../../kind-references.ts'
import { didYouMean, type Problem } from '../../headers/problem.ts'
import { columnPath, walk } from '../../select/sql-tree.ts'
import type { ParsedView } from '../../files/parsed-view.ts'
import type { Rule } from '../rule.ts'

/** Every column in a header is a column of the view, and every expression parses. */
export const columnsExist: Rule = ({ views, byName }) =>
  views.flatMap((view) => {
    const { columns, header } = view
    if (columns === null) return []
    const problems: Problem[] = []
    const requireColumn = (column: string, from: readonly string[] | null, ...path: string[]) => {
      if (from === null || from.includes(column)) return
      problems.push({
        file: view.file,
        line: view.lineOf(...path),
        rule: 'columns-exist',
        message: `${path.join('.')}: the view has no column ${column}.${didYouMean(column, from)}`,
      })
    }
    for (const column of new Set(columns.filter((name, index) => columns.indexOf(name) !== index))) {
      problems.push({
        file: view.file,
        line: view.bodyLine,
        rule: 'columns-exist',
        message: `The view has two columns ${column}; rename one of them.`,
      })
    }
    for (const column of header.key) requireColumn(column, columns, 'key')
    if (header.time !== undefined) requireColumn(header.time, columns, 'time')
    for (const column of header.indexes.flat()) requireColumn(column, columns, 'indexes')
    for (const column of Object.keys(header.columns)) requireColumn(column, columns, 'columns', column)
    for (const [name, dimension] of Object.entries(header.dimensions))
      requireColumn(dimension.column ?? name, columns, 'dimensions', name)
    for (const name of header.needs_dimensions)
      requireColumn(name, Object.keys(header.dimensions), 'needs_dimensions')
    for (const field of ['entities', 'at_event'] as const) {
      for (const [entity, own] of Object.entries(header[field])) {
        for (const column of own) requireColumn(column, columns, field, entity)
        const { key = [] } = byName.get(entity)?.header ?? {}
        const hasAccount = own.at(-1) === 'account_key' && own.length === key.length + 1
        if (hasAccount) requireColumn('account_key', byName.get(entity)?.columns ?? null, field, entity)
        const isWhole = key.length === own.length || hasAccount
        if (!isWhole) {
          problems.push({
            file: view.file,
            line: view.lineOf(field, entity),
            rule: 'columns-exist',
            message: `${field}.${entity}: its key is (${key.join(', ')}).`,
          })
        }
      }
    }
    for (const [name, check] of Object.entries(header.checks))
      expressionColumns(view, check, ['checks', name], problems, requireColumn)
    for (const [name, metric] of Object.entries(header.metrics)) {
      const fields = metric as Readonly<Record<string, unknown>>
      // arithmetic over metrics is no expression over columns
      if (metricInputs(metric).length > 0) continue
      for (const field of ['expression', 'where', 'immature', 'eligible_where', 'weight']) {
        const expression = fields[field]
        if (typeof expression === 'string')
          expressionColumns(view, expression, ['metrics', name, field], problems, requireColumn)
      }
      for (const field of ['actor', 'converted_at', 'window_ends_at']) {
        const column = fields[field]
        if (typeof column === 'string') requireColumn(column, columns, 'metrics', name, field)
      }
      for (const [other, wanted] of Object.entries(columnsOfOthers(metric))) {
        const field = Object.entries(metric).find(([, value]) => value === other)?.[0] ?? ''
        for (const column of wanted)
          requireColumn(column, byName.get(other)?.columns ?? null, 'metrics', name, field)
      }
    }
    return problems
  })

function expressionColumns(
  view: ParsedView,
  expression: string,
  path: string[],
  problems: Problem[],
  requireColumn: (column: string, from: readonly string[] | null, ...path: string[]) => void,
): void {
  try {
    walk(parseSync(`select ${expression}`), (kind, node) => {
      const name = kind === 'ColumnRef' ? columnPath(node).at(-1) : undefined
      if (name !== undefined) requireColumn(name, view.columns, ...path)
    })
  } catch (error) {
    problems.push({
      file: view.file,
      line: view.lineOf(...path),
      rule: 'columns-exist',
      message: `${path.join('.')}: ${error instanceof Error ? error.message : String(error)}.`,
    })
  }
}
