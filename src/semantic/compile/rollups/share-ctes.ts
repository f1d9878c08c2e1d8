import type { Cte } from '../../sql/cte.ts'
import { writeQuery } from '../../sql/select.ts'
import { compileSql } from '../../sql/text/compile-sql.ts'
import { sql } from '../../sql/text/fragment.ts'

/**
 * The same CTEs, where one that selects the same rows as an earlier one reads that one. Aggregations by several grains or of
 * several windows begin with the same rows, which are then computed once.
 */
export function shareCtes(ctes: readonly Cte[]): readonly Cte[] {
  const firstOf = new Map<string, string>()
  const sameAs = new Map<string, string>()
  return ctes.map((cte) => {
    const { sql: text, parameters } = compileSql(
      'text' in cte.body ? cte.body.text : writeQuery(cte.body, ''),
    )
    // equal but for the names of equal CTEs
    const content = text.replaceAll(/\w+/g, (word) => sameAs.get(word) ?? word)
    const key = JSON.stringify([content, parameters])
    const first = firstOf.get(key)
    if (first === undefined) {
      firstOf.set(key, cte.name)
      return cte
    }
    sameAs.set(cte.name, first)
    return {
      name: cte.name,
      comment: `The rows of ${first}.`,
      body: { columns: [sql`*`], from: sql.raw(first) },
      notMaterialized: true,
    }
  })
}
