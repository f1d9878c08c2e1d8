import { parameterValue } from '../model/parameter-value.ts'
import type { Parameters } from '../../generated/parameters.ts'
import type { Catalog, View } from '../../catalog/catalog.ts'
import { businessParameters, columnsOf, parameterOfColumn } from '../../catalog/parameters/parameter.ts'
import type { Cte } from './cte.ts'
import { as, bind, sql, type Sql } from './text/fragment.ts'
import { wrapLines, wrapSentence } from './text/wrap-lines.ts'

/** The name under which a relation is read in a compiled query: its table when stored, else its CTE. */
export function relationName(view: string, stored: ReadonlySet<string>): string {
  return view.startsWith('source.') || view.startsWith('plumbline.') || stored.has(view)
    ? view
    : view.replace('.', '__')
}

/**
 * The bodies of the views that a request needs, as CTEs in dependency order: the definition itself, with
 * the request's parameters bound where the deployed views read the canonical ones. Of views in `readTwice`
 * every reader takes other rows or columns: they are not materialized, so that each reads only its own.
 */
export function inlineViews(
  catalog: Catalog,
  needed: readonly string[],
  parameters: Parameters,
  stored: ReadonlySet<string>,
  readTwice: ReadonlySet<string> = new Set(),
): readonly Cte[] {
  const tables = new Map<string, Cte>()
  const used = new Set<string>()
  const add = (name: string) => {
    const view = catalog.views.get(name)
    if (view === undefined || stored.has(name) || tables.has(relationName(name, stored))) return
    for (const parameter of view.parameters) used.add(parameter)
    if (name === businessParameters) return
    for (const relation of view.reads) add(relation)
    for (const table of stepCtes(view, stored, readTwice.has(name))) tables.set(table.name, table)
  }
  for (const name of needed) add(name)
  if (used.size === 0) return [...tables.values()]
  const table: Cte = {
    name: relationName(businessParameters, stored),
    comment: 'The parameters of this request, in the place of the canonical ones.',
    body: { columns: [...used].sort().map((name) => as(bindParameter(catalog, name, parameters), name)) },
    notMaterialized: true,
  }
  return [table, ...tables.values()]
}

function bindParameter(catalog: Catalog, name: string, parameters: Parameters): Sql {
  const parameter = catalog.parameters.get(parameterOfColumn(name))
  const type = parameter === undefined ? undefined : columnsOf(parameter).get(name)
  if (type === undefined) throw new Error(`There is no parameter ${name}`)
  // a list of documents is bound as a list of texts
  return bind(parameterValue(parameters, name), type === 'jsonb[]' ? 'text[]::jsonb[]' : type)
}

const stepCache = new WeakMap<View, Map<string, readonly Cte[]>>()

/** The steps of a view, made once for each choice of stored tables: nothing in them differs between requests. */
function stepCtes(view: View, stored: ReadonlySet<string>, isReadTwice: boolean): readonly Cte[] {
  const made = stepCache.get(view) ?? new Map<string, readonly Cte[]>()
  stepCache.set(view, made)
  const choice = [isReadTwice, ...view.reads.map((relation) => stored.has(relation))].join()
  const tables = made.get(choice) ?? makeSteps(view, stored, isReadTwice)
  made.set(choice, tables)
  return tables
}

/**
 * The steps of a view as CTEs of their own, not within one: a subquery that has a `with` is never flattened into
 * the query around it. An import that nothing is gained from keeping is left out; its readers read the relation.
 */
function makeSteps(view: View, stored: ReadonlySet<string>, isReadTwice: boolean): readonly Cte[] {
  const own = relationName(view.name, stored)
  const timesRead = (name: string) =>
    view.steps
      .flatMap(({ segments }) => segments)
      .filter((segment) => 'step' in segment && segment.step === name).length
  const isTable = (relation: string) => relationName(relation, stored) === relation
  const named = new Map<string, string>()
  const tables: Cte[] = []
  for (const { name, comment, imports, isInlined, segments } of view.steps) {
    if (name !== null && imports !== null && (isTable(imports) || timesRead(name) === 1)) {
      named.set(name, relationName(imports, stored))
      continue
    }
    const body = segments
      .map((segment) => {
        if ('text' in segment) return segment.text
        return 'step' in segment ? (named.get(segment.step) ?? '') : relationName(segment.relation, stored)
      })
      .join('')
    if (name !== null) named.set(name, `${own}__${name}`)
    tables.push({
      name: name === null ? own : `${own}__${name}`,
      comment: wrapSentence(
        name === null
          ? firstSentence(view)
          : `In ${view.name}: ${comment === '' ? name.replaceAll('_', ' ') : comment}.`,
      ).join('\n'),
      body: { text: sql.raw(wrapLines(body.replace(/^\s*\n/, '').trimEnd())) },
      notMaterialized: name === null ? isInlined || isReadTwice : isInlined,
    })
  }
  return tables
}

function firstSentence(view: View): string {
  const text = view.header.description.replaceAll(/\s+/g, ' ').trim()
  return `${view.name}: ${/^.*?\.(?= |$)/.exec(text)?.[0] ?? text}`
}
