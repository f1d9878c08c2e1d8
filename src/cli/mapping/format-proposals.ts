import type { Catalog } from '../../catalog/catalog.ts'
import { missingTables } from '../../semantic/model/missing-tables.ts'
import type { FoundTable } from '../../warehouse/adapters/own/found-table.ts'
import type { ProposedTable } from '../../warehouse/adapters/own/propose-mapping.ts'
import { toTable } from '../format/to-table.ts'

/** What the proposed tables answer, and what would answer more. */
export interface Coverage {
  readonly answerable: readonly string[]
  /** Table of the contract → the metrics for which it alone is missing. */
  readonly next: Readonly<Record<string, number>>
}

export function coverageOf(catalog: Catalog, tables: readonly ProposedTable[]): Coverage {
  const provided = new Set(tables.map(({ table }) => table))
  const answerable: string[] = []
  const next: Record<string, number> = {}
  for (const { name, requires } of catalog.metrics.values()) {
    const missing = missingTables(requires, provided)
    const [only, ...others] = missing
    if (only === undefined) answerable.push(name)
    else if (others.length === 0) next[only] = (next[only] ?? 0) + 1
  }
  return { answerable, next }
}

/** Each proposal with samples, the columns that none uses, and the coverage, as text. */
export function formatProposals(
  proposals: readonly ProposedTable[],
  found: readonly FoundTable[],
  { answerable, next }: Coverage,
): string {
  const used = new Set(
    proposals.flatMap(({ from, columns }) =>
      columns.map(({ from: own }) => `${from.name}.${own?.name ?? ''}`),
    ),
  )
  const unused = found.flatMap(({ name, columns }) =>
    columns.map((column) => `${name}.${column.name}`).filter((column) => !used.has(column)),
  )
  return [
    ...proposals.map(({ table, from, columns, missing }) =>
      [
        `${table}, of ${from.name} (${from.rows} rows)${missing.length === 0 ? '' : `: not written, it lacks ${missing.join(', ')}`}`,
        toTable(
          ['column', 'of', 'read as', 'samples'],
          columns.map(({ column, from: own, type, expression }) => [
            column,
            own?.name ?? expression,
            type,
            own?.samples.slice(0, 3).join(', ') ?? '',
          ]),
        ),
      ].join('\n'),
    ),
    ...new Set(
      proposals.flatMap(({ from, unread }) =>
        unread.map(({ from: own, reason }) => `not read: ${from.name}.${own.name}, since ${reason}`),
      ),
    ),
    `not used: ${unused.length === 0 ? 'nothing' : unused.join(', ')}`,
    answerable.length === 0
      ? 'no metric becomes answerable'
      : `${answerable.length} metrics become answerable: ${answerable.join(', ')}`,
    ...Object.entries(next)
      .sort(([, some], [, others]) => others - some)
      .slice(0, 5)
      .map(([table, metrics]) => `${metrics} more with ${table.replaceAll('|', ' or ')}`),
    '',
  ].join('\n')
}
