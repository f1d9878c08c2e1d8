import { none, template, type Sql } from './text/fragment.ts'

/** A select as data, clause by clause. Only {@link writeQuery} formats it. */
export interface Select {
  /** `select distinct`; with expressions, `distinct on`. */
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

/** The rows of several selects; `all` keeps duplicates. */
export interface Union {
  readonly all: boolean
  readonly of: readonly Query[]
}

export type Query = Select | Union

/** A relation with its alias, or a subquery with a name. */
export type Source = Sql | { readonly query: Query; readonly as: Sql }

export interface Join {
  readonly how: 'inner join' | 'left join' | 'cross join' | 'cross join lateral'
  readonly source: Source
  /** The join conditions; none for a cross join. */
  readonly on?: readonly Sql[]
}

/** The rows of several selects, with duplicates. */
export function unionAll(of: readonly Query[]): Query {
  const [only, ...others] = of
  return only !== undefined && others.length === 0 ? only : { all: true, of }
}

/** A text under construction: parts alternate with texts. */
interface TextBuilder {
  readonly texts: string[]
  readonly parts: Sql[]
}

/**
 * The text of a query at an indent. Clauses are separated by a blank line, as in the files of `sql/`; clauses of a
 * subquery are not.
 */
export function writeQuery(query: Query, indent: string, isNested = false): Sql {
  const builder: TextBuilder = { texts: [''], parts: [] }
  addQuery(builder, query, indent, isNested ? '\n' : '\n\n')
  return template(builder.texts, builder.parts)
}

function addQuery(builder: TextBuilder, query: Query, indent: string, gap: string): void {
  if ('columns' in query) {
    addSelect(builder, query, indent, gap)
    return
  }
  for (const [index, part] of query.of.entries()) {
    if (index > 0) addText(builder, `${gap}${indent}union${query.all ? ' all' : ''}${gap}`)
    addQuery(builder, part, indent, gap)
  }
}

function addSelect(builder: TextBuilder, select: Select, indent: string, gap: string): void {
  const { distinct = false, columns, from, joins = [], limit = null } = select
  addText(builder, `${indent}select`)
  if (distinct === true) addText(builder, ' distinct')
  else if (distinct !== false) {
    addText(builder, ' distinct on (')
    addAll(builder, distinct, ', ')
    addText(builder, ')')
  }
  addText(builder, `\n${indent}    `)
  addAll(builder, columns, `,\n${indent}    `)
  if (from !== undefined) {
    addText(builder, `${gap}${indent}from `)
    addSource(builder, from, indent)
  }
  for (const join of joins) addJoin(builder, join, indent, gap)
  const line = `\n${indent}    `
  addClause(builder, `${gap}${indent}where`, select.where, line, `${line}and `)
  if (select.groupBy !== undefined && select.groupBy.length > 0) {
    addText(builder, `${gap}${indent}group by `)
    addAll(builder, select.groupBy, ', ')
  }
  addClause(builder, `${gap}${indent}having`, select.having, line, `${line}and `)
  addClause(builder, `${gap}${indent}order by`, select.orderBy, line, `,${line}`)
  if (limit !== null) addText(builder, `${gap}${indent}limit ${String(limit)}`)
}

/** One item on the line of its keyword; several items on lines of their own. */
function addClause(
  builder: TextBuilder,
  keyword: string,
  items: readonly Sql[] = [],
  line: string,
  separator: string,
): void {
  if (items.length === 0) return
  addText(builder, items.length === 1 ? `${keyword} ` : `${keyword}${line}`)
  addAll(builder, items, separator)
}

function addJoin(builder: TextBuilder, { how, source, on = [] }: Join, indent: string, gap: string): void {
  addText(builder, `${gap}${indent}${how} `)
  addSource(builder, source, indent)
  if (on.length === 0) return
  addText(builder, `\n${indent}    on `)
  addAll(builder, on, `\n${indent}    and `)
}

function addSource(builder: TextBuilder, source: Source, indent: string): void {
  if (!('query' in source)) {
    addPart(builder, source)
    return
  }
  addText(builder, '(\n')
  addQuery(builder, source.query, `${indent}    `, '\n')
  addText(builder, `\n${indent}) as `)
  addPart(builder, source.as)
}

function addText({ texts }: TextBuilder, text: string): void {
  texts.push((texts.pop() ?? '') + text)
}

function addPart({ texts, parts }: TextBuilder, part: Sql): void {
  if (part === none) return
  parts.push(part)
  texts.push('')
}

function addAll(builder: TextBuilder, parts: readonly Sql[], separator: string): void {
  for (const [index, part] of parts.entries()) {
    if (index > 0) addText(builder, separator)
    addPart(builder, part)
  }
}
