import { none, template, type Sql } from './text/fragment.ts'

/** A select as data: what it has of each clause. {@link writeQuery} is the only place that lays it out. */
export interface Select {
  /** Each row once; with expressions, the first row for each value of them. */
  readonly distinct?: boolean | readonly Sql[]
  readonly columns: readonly Sql[]
  readonly from?: Source
  readonly joins?: readonly Join[]
  readonly where?: readonly Sql[]
  readonly groupBy?: readonly Sql[]
  readonly having?: readonly Sql[]
  readonly orderBy?: readonly Sql[]
  readonly limit?: number | null
}

/** The rows of several selects, each once when it is `union`. */
export interface Union {
  readonly all: boolean
  readonly of: readonly Query[]
}

export type Query = Select | Union

/** A relation with its alias, or a subquery under a name. */
export type Source = Sql | { readonly query: Query; readonly as: Sql }

export interface Join {
  readonly how: 'inner join' | 'left join' | 'cross join' | 'cross join lateral'
  readonly source: Source
  /** All of them hold; none for a cross join. */
  readonly on?: readonly Sql[]
}

/** The rows of several selects together, however often each is there. */
export function unionAll(of: readonly Query[]): Query {
  const [only, ...others] = of
  return only !== undefined && others.length === 0 ? only : { all: true, of }
}

/** A piece of text that grows: its parts stand between its texts. */
interface TextBuilder {
  readonly texts: string[]
  readonly parts: Sql[]
}

/**
 * The text of a query that begins at an indent. Outermost, its clauses are apart by a blank line, as in the files
 * of `sql/`; a subquery has none, so that it reads as one thing.
 */
export function writeQuery(query: Query, indent: string, isNested = false): Sql {
  const draft: TextBuilder = { texts: [''], parts: [] }
  addQuery(draft, query, indent, isNested ? '\n' : '\n\n')
  return template(draft.texts, draft.parts)
}

function addQuery(draft: TextBuilder, query: Query, indent: string, gap: string): void {
  if ('columns' in query) {
    addSelect(draft, query, indent, gap)
    return
  }
  for (const [index, part] of query.of.entries()) {
    if (index > 0) addText(draft, `${gap}${indent}union${query.all ? ' all' : ''}${gap}`)
    addQuery(draft, part, indent, gap)
  }
}

function addSelect(draft: TextBuilder, select: Select, indent: string, gap: string): void {
  const { distinct = false, columns, from, joins = [], limit = null } = select
  addText(draft, `${indent}select`)
  if (distinct === true) addText(draft, ' distinct')
  else if (distinct !== false) {
    addText(draft, ' distinct on (')
    addAll(draft, distinct, ', ')
    addText(draft, ')')
  }
  addText(draft, `\n${indent}    `)
  addAll(draft, columns, `,\n${indent}    `)
  if (from !== undefined) {
    addText(draft, `${gap}${indent}from `)
    addSource(draft, from, indent)
  }
  for (const join of joins) addJoin(draft, join, indent, gap)
  const line = `\n${indent}    `
  addClause(draft, `${gap}${indent}where`, select.where, line, `${line}and `)
  if (select.groupBy !== undefined && select.groupBy.length > 0) {
    addText(draft, `${gap}${indent}group by `)
    addAll(draft, select.groupBy, ', ')
  }
  addClause(draft, `${gap}${indent}having`, select.having, line, `${line}and `)
  addClause(draft, `${gap}${indent}order by`, select.orderBy, line, `,${line}`)
  if (limit !== null) addText(draft, `${gap}${indent}limit ${String(limit)}`)
}

/** One item beside the word that begins the clause; several on a line each. */
function addClause(
  draft: TextBuilder,
  word: string,
  items: readonly Sql[] = [],
  line: string,
  separator: string,
): void {
  if (items.length === 0) return
  addText(draft, items.length === 1 ? `${word} ` : `${word}${line}`)
  addAll(draft, items, separator)
}

function addJoin(draft: TextBuilder, { how, source, on = [] }: Join, indent: string, gap: string): void {
  addText(draft, `${gap}${indent}${how} `)
  addSource(draft, source, indent)
  if (on.length === 0) return
  addText(draft, `\n${indent}    on `)
  addAll(draft, on, `\n${indent}    and `)
}

function addSource(draft: TextBuilder, source: Source, indent: string): void {
  if (!('query' in source)) {
    addPart(draft, source)
    return
  }
  addText(draft, '(\n')
  addQuery(draft, source.query, `${indent}    `, '\n')
  addText(draft, `\n${indent}) as `)
  addPart(draft, source.as)
}

function addText({ texts }: TextBuilder, text: string): void {
  texts.push((texts.pop() ?? '') + text)
}

function addPart({ texts, parts }: TextBuilder, part: Sql): void {
  if (part === none) return
  parts.push(part)
  texts.push('')
}

function addAll(draft: TextBuilder, parts: readonly Sql[], separator: string): void {
  for (const [index, part] of parts.entries()) {
    if (index > 0) addText(draft, separator)
    addPart(draft, part)
  }
}
