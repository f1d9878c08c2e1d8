import { Command } from 'commander'
import type { Catalog } from '../../catalog/catalog.ts'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { missingTables } from '../../semantic/model/missing-tables.ts'
import type { FoundTable } from '../../warehouse/adapters/own/found-table.ts'
import { proposeMapping, type ProposedTable } from '../../warehouse/adapters/own/propose-mapping.ts'
import { withCommonOptions, type CommonOptions } from '../arguments/common-options.ts'
import { timeZone } from '../arguments/time-zone.ts'
import { toTable } from '../format/to-table.ts'
import { findTables } from '../mapping/find-tables.ts'
import { writeMapping } from '../mapping/write-mapping.ts'
import { withEngine } from '../steps/with-warehouse.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface MapOptions extends CommonOptions {
  readonly name: string
  readonly out: string
  readonly assumeTimeZone?: string | undefined
}

/** `plumbline map`: proposes how own tables or files make those of the contract. */
export function mapCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('map'))
    .argument('<source>', 'a directory with CSV files, or a schema of the database')
    .description(
      'propose how your own tables or CSV files make those of the source contract, and write it as an adapter',
    )
    .option('--name <name>', 'the name of the adapter', 'own')
    .option('--out <directory>', 'where plumbline.yaml and adapters/ are', '.')
    .option('--assume-time-zone <zone>', 'time zone of times without one (else UTC)', timeZone)
    .addHelpText(
      'after',
      `
Columns are found by their names and values: ids, epochs, days such as 31/12/2024, 1.234,56, amounts in cents. CSV files
are copied as they are into a schema of the database with the name of the adapter. What is written are selects to read
and correct: nothing is deployed.

Example:
  $ plumbline map exports/ && plumbline deploy && plumbline check --sources`,
    )
    .action((source: string, options: MapOptions) => run(terminal, source, options))
}

async function run(terminal: Terminal, source: string, options: MapOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  await withEngine(options, async (engine) => {
    const { schema, found } = await findTables(engine, source, options.name)
    const proposals = proposeMapping(catalog.sources, found)
    const tables = proposals.filter(({ missing }) => missing.length === 0)
    const files =
      tables.length === 0
        ? []
        : await writeMapping(options.out, {
            name: options.name,
            schema,
            timeZone: options.assumeTimeZone ?? null,
            tables,
          })
    const coverage = coverageOf(catalog, tables)
    if (options.json === true) {
      terminal.out(`${JSON.stringify({ files, ...coverage, proposals: proposals.map(summaryOf) })}\n`)
      return
    }
    terminal.out(formatProposals(proposals, found, coverage))
    terminal.err(
      tables.length === 0
        ? 'No table of the contract can be made of these.\n'
        : `\n${files.length} files written. Read the selects, then: plumbline deploy && plumbline check --sources\n`,
    )
  })
}

interface Coverage {
  readonly answerable: readonly string[]
  /** Table of the contract → the metrics for which it alone is missing. */
  readonly next: Readonly<Record<string, number>>
}

function coverageOf(catalog: Catalog, tables: readonly ProposedTable[]): Coverage {
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

function summaryOf({ table, from, columns, missing }: ProposedTable) {
  return {
    table,
    from: from.name,
    missing,
    columns: columns.map(({ column, from: own, type, expression }) => ({
      column,
      from: own?.name ?? null,
      type,
      expression,
    })),
  }
}

function formatProposals(
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
    `not used: ${unused.length === 0 ? 'nothing' : unused.join(', ')}`,
    `${answerable.length} metrics become answerable: ${answerable.join(', ')}`,
    ...Object.entries(next)
      .sort(([, some], [, others]) => others - some)
      .slice(0, 5)
      .map(([table, metrics]) => `${metrics} more with ${table.replaceAll('|', ' or ')}`),
    '',
  ].join('\n')
}
