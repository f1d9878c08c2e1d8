import type { ParsedCatalog } from './parsed-view.ts'
import { selectOf, commonTables } from '../select/read-body.ts'
import { child, children, text, type Tree } from '../select/sql-tree.ts'

/** Parameter name → the expression of its canonical value, for the hashes of its readers. */
export function parameterDefaults(parsed: ParsedCatalog): ReadonlyMap<string, unknown> {
  const defaults = new Map<string, unknown>()
  for (const view of parsed.views) {
    if (Object.keys(view.header.parameters).length === 0) continue
    const final: Tree = selectOf(commonTables(view.select).get('final') ?? {})
    for (const wrapped of children(final, 'targetList')) {
      const target = child(wrapped, 'ResTarget')
      const name = text(target, 'name')
      if (name !== undefined) {
        defaults.set(
          name,
          JSON.stringify(target['val'], (key, value: unknown) =>
            key === 'location' || key.startsWith('list_') ? undefined : value,
          ),
        )
      }
    }
  }
  return defaults
}
