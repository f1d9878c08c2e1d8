import { parameterValue } from '../../model/parameter-value.ts'
import type { Parameters } from '../../../generated/parameters.ts'
import type { Catalog, View } from '../../../catalog/catalog.ts'
import { businessParameters, columnsOf, parameterOfColumn } from '../../../catalog/parameters/parameter.ts'
import type { DailyRows } from '../../model/plan.ts'
import type { Cte } from '../cte.ts'
import { relationName } from './relation-name.ts'
import { as, bind, sql, type Sql } from '../text/fragment.ts'
import { wrapLines, wrapSentence } from '../text/wrap-lines.ts'

/**
 * The required views as CTEs in dependency order: their definitions, with the parameters of the request instead of the
 * canonical ones.
 *
 * @param parameters null: those of the database
 * @param inlined views that are not materialized, because each reader needs other rows or columns
 * @param dailyRows views of which the daily rows are read
 */
export function inlineViews(
  catalog: Catalog,
  needed: readonly string[],
  parameters: Parameters | null,
  storedViews: ReadonlySet<string>,
  inlined: ReadonlySet<string> = new Set(),
  dailyRows: readonly DailyRows[] = [],
): readonly Cte[] {
  const stored = parameters === null ? new Set([...storedViews, businessParameters]) : storedViews
  const ctes = new Map<string, Cte>()
  const used = new Set<string>()
  const add = (name: string) => {
    const view = catalog.views.get(name)
    if (view === undefined || stored.has(name) || ctes.has(relationName(name, stored))) return
    const daily = dailyRows.find((one) => one.view === name && one.because === null)
    if (daily !== undefined) {
      ctes.set(relationName(name, stored), dailyCte(daily, stored))
      return
    }
    if (parameters !== null) for (const parameter of view.parameters) used.add(parameter)
    if (name === businessParameters) return
    for (const relation of view.reads) add(relation)
    for (const cte of stepCtes(view, stored, inlined.has(name))) ctes.set(cte.name, cte)
  }
  for (const name of needed) add(name)
  if (parameters === null || used.size === 0) return [...ctes.values()]
  const parametersCte: Cte = {
    name: relationName(businessParameters, stored),
    comment: 'The parameters of this request, instead of the canonical ones.',
    body: { columns: [...used].sort().map((name) => as(bindParameter(catalog, name, parameters), name)) },
    notMaterialized: true,
  }
  return [parametersCte, ...ctes.values()]
}

/** The rows of a view that are sufficient where only their days count. */
function dailyCte({ view, daily, rows }: DailyRows, stored: ReadonlySet<string>): Cte {
  return {
    name: relationName(view, stored),
    comment: `${view}: the rows that tell on which days there are some.`,
    body: { columns: [sql`*`], from: sql.raw(daily), where: rows.map((column) => sql.raw(column)) },
    notMaterialized: true,
  }
}

function bindParameter(catalog: Catalog, name: string, parameters: Parameters): Sql {
  const parameter = catalog.parameters.get(parameterOfColumn(name))
  const type = parameter === undefined ? undefined : columnsOf(parameter).get(name)
  if (type === undefined) throw new Error(`There is no parameter ${name}`)
  // documents are bound as texts
  return bind(parameterValue(parameters, name), type === 'jsonb[]' ? 'text[]::jsonb[]' : type)
}

const stepCache = new WeakMap<View, Map<string, readonly Cte[]>>()

/** The steps of a view, cached by choice of stored tables: they do not differ between requests. */
function stepCtes(view: View, stored: ReadonlySet<string>, isInlinedView: boolean): readonly Cte[] {
  const cached = stepCache.get(view) ?? new Map<string, readonly Cte[]>()
  stepCache.set(view, cached)
  const choice = [isInlinedView, ...view.reads.map((relation) => stored.has(relation))].join()
  const ctes = cached.get(choice) ?? toStepCtes(view, stored, isInlinedView)
  cached.set(choice, ctes)
  return ctes
}

/**
 * The steps of a view as separate CTEs, not nested in one: PostgreSQL never flattens a subquery with a `with`. Imports
 * are omitted where their readers can read the relation as well.
 */
function toStepCtes(view: View, stored: ReadonlySet<string>, isInlinedView: boolean): readonly Cte[] {
  const own = relationName(view.name, stored)
  const timesRead = (name: string) =>
    view.steps
      .flatMap(({ segments }) => segments)
      .filter((segment) => 'step' in segment && segment.step === name).length
  const isTable = (relation: string) => relationName(relation, stored) === relation
  const named = new Map<string, string>()
  const ctes: Cte[] = []
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
    ctes.push({
      name: name === null ? own : `${own}__${name}`,
      comment: wrapSentence(
        name === null
          ? firstSentence(view)
          : `In ${view.name}: ${comment === '' ? name.replaceAll('_', ' ') : comment}.`,
      ).join('\n'),
      body: { text: sql.raw(wrapLines(body.replace(/^\s*\n/, '').trimEnd())) },
      notMaterialized: name === null ? isInlined || isInlinedView : isInlined,
    })
  }
  return ctes
}

function firstSentence(view: View): string {
  const text = view.header.description.replaceAll(/\s+/g, ' ').trim()
  return `${view.name}: ${/^.*?\.(?= |$)/.exec(text)?.[0] ?? text}`
}
