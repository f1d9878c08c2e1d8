import type { Catalog } from '../../catalog/catalog.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { Engine } from '../engine/engine.ts'
import { quoteName } from '../engine/values/quote-name.ts'
import { quoteText } from '../engine/values/quote-text.ts'
import { guardRowLimit, guardViews } from './guard-views.ts'

/**
 * The rows of the guard views that have any, each as one line of text. All views are read by one statement, which is
 * planned once per connection.
 *
 * @param from how a view is read: by its name where it is deployed, else as a query in brackets
 */
export async function readGuards(
  engine: Engine,
  catalog: Catalog,
  from: (view: string) => string,
): Promise<WarehouseState['failingGuards']> {
  const guards = [...guardViews(catalog)]
  if (guards.length === 0) return new Map()
  const rows = await engine.query<{ guard: string; line: string }>({
    sql: guards.map((guard) => linesOf(catalog, guard, from(guard))).join('\nunion all\n'),
    parameters: [],
    isRepeated: true,
  })
  const lines = new Map<string, string[]>()
  for (const { guard, line } of rows) lines.set(guard, [...(lines.get(guard) ?? []), line])
  return lines
}

function linesOf(catalog: Catalog, guard: string, relation: string): string {
  const columns = catalog.views.get(guard)?.columns ?? []
  const texts = columns.map((column) => `coalesce(found.${quoteName(column)}::text, 'null')`)
  return `select ${quoteText(guard)} as guard, concat_ws(' ', ${texts.join(', ')}) as line
from (select * from ${relation} as guard_view order by 1 limit ${guardRowLimit(catalog, guard)}) as found`
}
