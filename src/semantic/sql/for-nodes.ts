import type { Catalog } from '../../catalog/catalog.ts'
import { relationsRead, stepsToCompute } from '../../catalog/select/steps-to-keep.ts'
import { hasSpreadRows } from '../../catalog/spread.ts'
import { textOf } from './text/compile-sql.ts'
import type { Cte } from './cte.ts'
import { writeQuery } from './select.ts'

/**
 * The CTEs as a distributed database should run them. A step that only passes on rows of a spread table is inlined:
 * kept, its rows would be sent to the coordinator. A step that would lose values is kept: see {@link stepsToCompute}.
 */
export function forNodes(catalog: Catalog, ctes: readonly Cte[]): readonly Cte[] {
  const isSpread = (relation: string) => {
    const view = catalog.views.get(relation)
    return view !== undefined && hasSpreadRows(view)
  }
  const texts = ctes.map(({ body }) => textOf('text' in body ? body.text : writeQuery(body, '')))
  const passing = new Set<string>()
  for (const [index, { name }] of ctes.entries()) {
    const text = texts[index] ?? ''
    const read = relationsRead(text)
    if (computes.test(text) || read.length === 0) continue
    if (read.every((relation) => isSpread(relation) || passing.has(relation))) passing.add(name)
  }
  const isInlined = ({ name, notMaterialized }: Cte) => notMaterialized === true || passing.has(name)
  const kept = stepsToCompute(
    ctes.map((cte, index) => ({ name: cte.name, text: texts[index] ?? '', isInlined: isInlined(cte) })),
    { isSpread, isLocal: isOnCoordinator },
  )
  return ctes.map((cte) => ({
    ...cte,
    notMaterialized: isInlined(cte) && !kept.has(cte.name),
    materialized: kept.has(cte.name),
  }))
}

/** Tables of the contract may be anywhere: a statement is right for all of them when it is for one node. */
function isOnCoordinator(relation: string): boolean {
  return relation.startsWith('source.') || relation.startsWith('plumbline.')
}

/** What a step does when it does more than select rows and columns. */
const computes =
  /\b(?:group by|distinct|over \(|union|limit|order by|left join|inner join|full join|lateral|count\(|sum\()/i
