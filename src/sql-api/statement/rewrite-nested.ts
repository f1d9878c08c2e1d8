import { checkAroundRows, commonTables, type Tables } from './around-rows.ts'
import { derivedOf, withNames } from './results/derived.ts'
import { guardResults } from './results/guard-results.ts'
import { bothSides, resultTable, type ResultTable } from './results/result-table.ts'
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
  // common tables first: the other parts read them
  const parts = Object.entries(select).sort(([one], [other]) =>
    one === other ? 0 : one === 'withClause' ? -1 : other === 'withClause' ? 1 : 0,
  )
  for (const [name, part] of parts) {
    if ((name === 'larg' || name === 'rarg') && isNode(part)) await rewriteNested(part, inside)
    else await rewriteInside(part, inside)
    if (name === 'withClause') renameTables(part, known)
  }
  const sources = sourcesOf(select, findHere)
  const derived = derivedOf(select, known, within)
  const before = resultTable(select, sources, derived)
  if (sources.length === 0) guardResults(select, derived)
  const isFilled = sources.length > 0 && (await rewriteSelect(select, sources, rewriting))
  const table = bothSides(select, known) ?? before
  if (table !== null)
    known.set(select, { ...table, isFilled: table.isFilled || (isFilled && !table.isCompared) })
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
