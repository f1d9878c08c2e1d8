import { checkAroundRows, commonTables, type Tables } from './around-rows.ts'
import { checkExistence } from './results/existence.ts'
import { rejectOuterValues } from './results/outer-values.ts'
import { guardResults } from './results/guard-results.ts'
import { rejectFilledWindows, rejectJsonAggregates } from './results/guarded-rows.ts'
import { itemsOf, withNames } from './results/tables/items.ts'
import { bothSides, loosened } from './results/tables/other-tables.ts'
import { resultTable } from './results/tables/result-table.ts'
import { scopeOf, type ResultTable } from './results/values/scope.ts'
import { expandStars } from './select/forms.ts'
import { withPools } from './select/pooled-cohorts.ts'
import { rewriteSelect, type Rewriting } from './select/rewrite-select.ts'
import { sourcesOf, type FindRelation } from './select/sources.ts'
import { as, isNode, list, stringField, type Node } from './tree.ts'

/** What rewriting a select in a statement needs. */
export interface Nesting {
  readonly find: FindRelation
  /** The common tables around it: their names hide relations. */
  readonly hidden: Tables
  /** The rows of the selects that are rewritten already. */
  readonly known: Map<Node, ResultTable>
  readonly rewriting: Rewriting
}

/** Rewrites a select and every select in it, from the inside. */
export async function rewriteNested(select: Node, nesting: Nesting): Promise<void> {
  const { find, known, rewriting } = nesting
  const own = commonTables(select)
  const within = new Map([...nesting.hidden, ...own])
  const findHere: FindRelation = (range) =>
    range['schemaname'] === undefined && within.has(stringField(range, 'relname') ?? '') ? null : find(range)
  checkAroundRows(select, findHere, within)
  const inside = { ...nesting, hidden: within }
  // common tables first: the other parts read them; then the first side of UNION, which the second may read
  const order = ['withClause', 'larg', 'rarg']
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  const parts = Object.entries(select).sort(([one], [other]) => place(one) - place(other))
  for (const [name, part] of parts) {
    if ((name === 'larg' || name === 'rarg') && isNode(part)) await rewriteNested(part, inside)
    else await rewriteInside(part, inside)
    if (name === 'withClause') renameTables(part, known)
    const begun = name === 'larg' && isNode(part) ? known.get(part) : undefined
    if (begun !== undefined) known.set(select, loosened(begun))
  }
  const sources = withPools(select, sourcesOf(select, findHere), rewriting.cohortsOverlap)
  if (sources.length > 0) expandStars(select, sources)
  const rowsOf = (one: Node) => known.get(one) ?? null
  const scope = scopeOf(itemsOf(select, sources, rowsOf, within), sources, rowsOf)
  const before = resultTable(select, sources, scope)
  rejectOuterValues(select, scope)
  checkExistence(select, scope)
  rejectJsonAggregates(select, scope)
  if (sources.length === 0) guardResults(select, scope)
  const filling =
    sources.length > 0
      ? await rewriteSelect(select, sources, rewriting)
      : { isFilled: false, isBounded: before?.isBounded === true }
  if (filling.isFilled && before?.leavesOut === false) rejectFilledWindows(select, before.dimensions)
  const table = bothSides(select, rowsOf) ?? before
  if (table === null) return
  const isFilled = table.isFilled || (filling.isFilled && !table.leavesOut)
  known.set(select, { ...table, isFilled, isBounded: filling.isBounded })
}

/** Common tables may name their columns: `with t (a, b) as (…)`. */
function renameTables(withClause: unknown, known: Map<Node, ResultTable>): void {
  for (const wrapped of isNode(withClause) ? list(withClause, 'ctes') : []) {
    const table = as(wrapped, 'CommonTableExpr')
    const query = as(table?.['ctequery'], 'SelectStmt')
    const rows = query === null ? undefined : known.get(query)
    if (table !== null && query !== null && rows !== undefined)
      known.set(query, withNames(rows, list(table, 'aliascolnames')))
  }
}

async function rewriteInside(value: unknown, nesting: Nesting): Promise<void> {
  if (Array.isArray(value)) for (const item of value) await rewriteInside(item, nesting)
  else if (isNode(value))
    for (const [kind, node] of Object.entries(value)) {
      if (kind === 'SelectStmt' && isNode(node)) await rewriteNested(node, nesting)
      else await rewriteInside(node, nesting)
    }
}
