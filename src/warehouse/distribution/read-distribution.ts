import type { Spread } from '../../catalog/spread.ts'
import type { Engine } from '../engine/engine.ts'
import { isCitus } from '../engine/is-citus.ts'

/** How Citus stores a table. */
export interface Distribution {
  /** A column or `everywhere`; a table on the coordinator alone has no distribution. */
  readonly spread: Spread
  /** Tables of the same group keep rows with the same value of their columns on the same node. */
  readonly group: number
}

/** The distributed tables, by `schema.table`. */
export type Distributions = ReadonlyMap<string, Distribution>

/** The tables that Citus distributes; none where the database does not have the extension. */
export async function readDistributions(engine: Engine): Promise<Distributions> {
  if (!(await isCitus(engine))) return new Map()
  const rows = await engine.query<Distribution & { readonly name: string }>({
    sql: `select
        namespaces.nspname || '.' || classes.relname as name,
        case partitions.partmethod
          when 'n' then 'everywhere'
          else column_to_column_name(partitions.logicalrelid, partitions.partkey)
        end as spread,
        partitions.colocationid as "group"
      from pg_catalog.pg_dist_partition as partitions
      join pg_catalog.pg_class as classes on partitions.logicalrelid = classes.oid
      join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
      where partitions.partmethod = 'h' or (partitions.partmethod = 'n' and partitions.repmodel = 't')`,
    parameters: [],
  })
  return new Map(rows.map(({ name, spread, group }) => [name, { spread, group }]))
}
