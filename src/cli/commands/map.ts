import { Command, Option } from 'commander'
import type { Catalog } from '../../catalog/catalog.ts'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import {
  amountIntervals,
  dayOrders,
  decimalSigns,
  type AmountInterval,
  type Assumptions,
} from '../../warehouse/adapters/own/assumptions.ts'
import { proposeMapping, type ProposedTable } from '../../warehouse/adapters/own/propose-mapping.ts'
import { withCommonOptions, type CommonOptions } from '../arguments/common-options.ts'
import { timeZone } from '../arguments/time-zone.ts'
import { findTables } from '../mapping/find-tables.ts'
import { coverageOf, formatProposals } from '../mapping/format-proposals.ts'
import { nextStep } from '../mapping/next-step.ts'
import { writeMapping } from '../mapping/write-mapping.ts'
import { withEngine } from '../steps/with-warehouse.ts'
import type { Terminal } from '../terminal/terminal.ts'

interface MapOptions extends CommonOptions {
  readonly name: string
  readonly out: string
  readonly assumeTimeZone?: string | undefined
  readonly assumeInterval?: AmountInterval | undefined
  readonly assumeDecimal?: (typeof decimalSigns)[number] | undefined
  readonly assumeDayOrder?: (typeof dayOrders)[number] | undefined
}

/** `plumbline map`: proposes how own tables or files make those of the contract. */
export function mapCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('map'))
    .argument('<sources...>', 'CSV files (.csv, .csv.gz), a directory with them, or a schema of the database')
    .description(
      'propose how your own tables or CSV files make those of the source contract, and write it as an adapter',
    )
    .option('--name <name>', 'the name of the adapter', 'own')
    .option('--out <directory>', 'where plumbline.yaml and adapters/ are', '.')
    .option('--assume-time-zone <zone>', 'time zone of times without one (else UTC)', timeZone)
    .addOption(
      new Option(
        '--assume-interval <interval>',
        'what an amount of a subscription is paid for, where no column says it',
      ).choices(amountIntervals),
    )
    .addOption(
      new Option(
        '--assume-decimal <sign>',
        'the sign before a fraction, where 1,234 has two meanings',
      ).choices(decimalSigns),
    )
    .addOption(new Option('--assume-day-order <order>', 'where 3/4/2024 has two meanings').choices(dayOrders))
    .addHelpText(
      'after',
      `
Columns are found by their names and values: ids, epochs, days such as 31/12/2024, 1.234,56, amounts in cents. CSV files
are copied as they are into a schema of the database with the name of the adapter. Events and subscriptions without ids get
one of their other columns. What is written are selects to read and correct: nothing is deployed.

Examples:
  $ plumbline map subscriptions.csv --assume-interval month
  $ plumbline map exports/ && plumbline deploy && plumbline check --sources`,
    )
    .action((sources: string[], options: MapOptions) => run(terminal, sources, options))
}

async function run(terminal: Terminal, given: readonly string[], options: MapOptions): Promise<void> {
  const catalog = await loadCatalog(options.sql)
  await withEngine(options, async (engine) => {
    const { schema, found } = await findTables(engine, given, options.name)
    const proposals = proposeMapping(catalog.sources, found, assumptionsOf(options, catalog))
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
    terminal.err(`\n${nextStep({ ...options, sources: given }, proposals, files)}\n`)
  })
}

function assumptionsOf(options: MapOptions, { parameters }: Catalog): Assumptions {
  const zone = parameters.get('time_zone')?.header.default
  return {
    interval: options.assumeInterval ?? null,
    decimal: options.assumeDecimal ?? null,
    dayOrder: options.assumeDayOrder ?? null,
    timeZone: options.assumeTimeZone ?? 'UTC',
    calendarZone: typeof zone === 'string' ? zone : 'UTC',
  }
}

function summaryOf({ table, from, columns, missing, unread }: ProposedTable) {
  return {
    table,
    from: from.name,
    missing,
    unread: unread.map(({ column, from: own, reason }) => ({ column, from: own.name, reason })),
    columns: columns.map(({ column, from: own, type, expression }) => ({
      column,
      from: own?.name ?? null,
      type,
      expression,
    })),
  }
}
