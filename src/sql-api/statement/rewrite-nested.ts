import { checkAroundRows, commonTables, type Tables } from './around-rows.ts'
import { rejectAbsence, rejectAbsenceOfSides, withAbsences } from './results/absence.ts'
import { checkExistence } from './results/existence.ts'
import { readFromInside, rejectOuterValues } from './results/outer-values.ts'
import { guardResults } from './results/guard-results.ts'
import { rejectFilledWindows, rejectJsonAggregates } from './results/guarded-rows.ts'
import { handedOn, plainItems, readersOf, withNames } from './results/tables/items.ts'
import { bothSides, loosened } from './results/tables/other-tables.ts'
import { resultTable } from './results/tables/result-table.ts'
import { ownNames } from './results/values/own-names.ts'
import { scopeOf, type Read, type ResultTable, type Scope } from './results/values/scope.ts'
import { expandStars } from './select/forms.ts'
import { withPools } from './select/pooled-cohorts.ts'
import { rewriteSelect, type Rewriting } from './select/rewrite-select.ts'
import { joinConditions } from './select/conditions/split-where.ts'
import { sourcesOf, type FindRelation, type Source } from './select/sources.ts'
import { as, isNode, list, stringField, visit, type Node } from './tree.ts'

/** What rewriting a select in a statement needs. */
export interface Nesting {
  readonly find: FindRelation
  /** The common tables around it: their names hide relations. */
  readonly hidden: Tables
  /** The rows of the selects that are rewritten already. */
  readonly known: Map<Node, ResultTable>
  /** The columns of the selects around it. */
  readonly around: Read
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
  await rewriteInside(select['withClause'], inside)
  renameTables(select['withClause'], known)
  for (const side of ['larg', 'rarg']) {
    const part = select[side]
    if (!isNode(part)) continue
    await rewriteNested(part, inside)
    const begun = side === 'larg' ? known.get(part) : undefined
    if (begun !== undefined) known.set(select, loosened(begun))
  }
  const sources = withPools(select, sourcesOf(select, findHere), rewriting.cohortsOverlap)
  if (sources.length > 0) expandStars(select, sources, rewriting.hiddenIn)
  const scope = await rewriteFrom(select, sources, inside)
  const { rowsOf } = scope
  const { withClause: _with, larg: _left, rarg: _right, fromClause: _from, ...clauses } = select
  const around = readFromInside(scope, sources)
  await rewriteInside([clauses, joinConditions(select)], { ...inside, around })
  const before = resultTable(select, sources, scope)
  rejectOuterValues(select, scope)
  rejectAbsence(select, scope)
  const [left, right] = ['larg', 'rarg'].map((side) => (isNode(select[side]) ? rowsOf(select[side]) : null))
  rejectAbsenceOfSides(select, left ?? null, right ?? null)
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

/** Rewrites the selects of FROM, from the first item on: lateral selects and functions may read those before them. */
async function rewriteFrom(select: Node, sources: readonly Source[], nesting: Nesting): Promise<Scope> {
  const rowsOf = (one: Node) => nesting.known.get(one) ?? null
  const own = ownNames(select, nesting.hidden)
  const readers = readersOf(select)
  for (const range of subselectsIn(select)) if (!readers.includes(range)) await rewriteInside(range, nesting)
  const items = [...plainItems(select, sources, rowsOf, nesting.hidden)]
  const scopeHere = () => scopeOf([...items], sources, rowsOf, own, nesting.around)
  for (const reader of readers) {
    const scope = scopeHere()
    await rewriteInside(reader, { ...nesting, around: readFromInside(scope, sources) })
    const item = handedOn(reader, scope)
    if (item !== null) items.push(item)
  }
  items.splice(0, items.length, ...withAbsences(select, scopeHere()))
  return scopeHere()
}

function subselectsIn(select: Node): readonly Node[] {
  const found: Node[] = []
  visit(select['fromClause'], (kind, node) => {
    if (kind === 'RangeSubselect') found.push(node)
    return undefined
  })
  return found
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
