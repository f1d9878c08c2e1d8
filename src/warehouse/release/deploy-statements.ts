import type { View } from '../../catalog/catalog.ts'
import { quoteName, quoteRelation } from '../engine/values/quote-name.ts'
import { quoteText } from '../engine/values/quote-text.ts'

/** The DDL of one view: the relation, its indexes, and its header as database comments. */
export function deployStatements(view: View): readonly [string, ...string[]] {
  const relation = quoteRelation(view.name)
  const create = view.header.stored
    ? `create table ${relation} as\n${view.body}\nwith no data`
    : `create view ${relation} as\n${view.body}`
  const indexes = view.header.indexes.map(
    (columns) => `create index on ${relation} (${columns.map(quoteName).join(', ')})`,
  )
  return [create, ...indexes, ...commentStatements(view)]
}

/** The header of a view as comments of its relation. */
export function commentStatements(view: View): readonly string[] {
  const relation = quoteRelation(view.name)
  const kind = view.header.stored ? 'table' : 'view'
  return [
    `comment on ${kind} ${relation} is ${quoteText(`${view.header.description.trim()} (${view.header.grain}; ${view.hash})`)}`,
    ...columnComments(view).map(
      ([column, comment]) => `comment on column ${relation}.${quoteName(column)} is ${quoteText(comment)}`,
    ),
  ]
}

function columnComments(view: View): readonly [string, string][] {
  const comments = new Map<string, string>()
  for (const [name, dimension] of Object.entries(view.header.dimensions)) {
    comments.set(dimension.column ?? name, dimension.description)
  }
  for (const [name, column] of Object.entries(view.header.columns)) {
    const text = [
      column.description ?? comments.get(name),
      column.pii === true ? 'Personal data.' : undefined,
    ]
    comments.set(name, text.filter((part) => part !== undefined).join(' '))
  }
  return [...comments].filter(([, comment]) => comment !== '')
}
