import type { Catalog } from '../catalog/catalog.ts'
import { hash } from '../catalog/hash.ts'
import { viewsRead } from '../semantic/kinds/views-read.ts'
import { rowHash } from '../semantic/sql/text/row-hash.ts'
import type { RollupFill } from '../semantic/compile/rollups/fill-rollup.ts'
import { sinceMarks } from '../warehouse/contract/since/source-marks.ts'
import type { Engine } from '../warehouse/engine/engine.ts'

/** Gives a hash over the versions of everything that the values of a rollup are read from; null when it is unknown. */
export type InputVersions = (engine: Engine, fills: readonly RollupFill[]) => Promise<string | null>

/** The end of the data is the moment of a fill, which is compared by itself. */
const recordOfSources = 'plumbline.source_state'

/** Compares the source tables with those of the last fills, once for all rollups. */
export async function inputVersions(engine: Engine, catalog: Catalog): Promise<InputVersions> {
  const since = await sinceMarks(engine, 'rollups', [...catalog.sources.keys()])
  const contents = new Map<string, string>()
  const contentsOf = async (transaction: Engine, relation: string): Promise<string> => {
    const known = contents.get(relation)
    if (known !== undefined) return known
    const [row] = await transaction.query<{ contents: string }>({
      sql: `select count(*) || ' ' || coalesce(sum(${rowHash('input')}), 0) as contents from ${relation} as input`,
      parameters: [],
    })
    contents.set(relation, row?.contents ?? '')
    return row?.contents ?? ''
  }
  return async (transaction, fills) => {
    const versions: string[] = []
    for (const relation of relationsBehind(catalog, fills)) {
      const [schema, name = ''] = relation.split('.')
      if (schema === 'source') {
        const version = since.get(name)?.version ?? null
        if (version === null) return null
        versions.push(`${relation} ${version}`)
      } else if (schema === 'plumbline' && relation !== recordOfSources) {
        versions.push(`${relation} ${await contentsOf(transaction, relation)}`)
      }
    }
    return hash(versions)
  }
}

/** Every view and table that the fills read, with those behind it, sorted. */
export function relationsBehind(catalog: Catalog, fills: readonly RollupFill[]): readonly string[] {
  const views = new Set(
    fills.flatMap(({ context: { aggregation, plan } }) => [
      aggregation.view,
      ...viewsRead(aggregation, plan),
      ...aggregation.dimensions.map(({ from }) => from),
    ]),
  )
  const behind = [...views].flatMap((name) => [name, ...(catalog.views.get(name)?.lineage ?? [])])
  return [...new Set(behind)].sort()
}
