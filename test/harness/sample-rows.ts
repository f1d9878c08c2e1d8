import type { Catalog } from '../../src/catalog/catalog.ts'
import type { SourceTable } from '../../src/catalog/files/source-table.ts'

/** A row of a source table, by column; what a test does not care about is left out. */
export type Row = Readonly<Record<string, unknown>>

/** The rows of source tables, by table. A table that is not named was not provided. */
export type SourceRows = Readonly<Record<string, readonly Row[]>>

/** What a test leaves out, by table: ids count from 1, a person makes something, a plan costs by the month. */
const defaults: Readonly<Record<string, (number: number) => Row>> = {
  product_events: (number) => ({ event_id: `event-${number}`, event_name: 'made' }),
  subscription_periods: (number) => ({
    period_id: `period-${number}`,
    subscription_id: `subscription-${number}`,
    interval: 'month',
  }),
  invoices: (number) => ({
    invoice_id: `invoice-${number}`,
    customer_id: 'customer',
    subtotal: 100,
    total: 100,
    status: 'open',
  }),
  workspaces: (number) => ({ name: `Workspace ${number}` }),
  accounts: (number) => ({ name: `Account ${number}` }),
  contracts: (number) => ({ contract_id: `contract-${number}` }),
  memberships: () => ({ valid_from: '2024-01-01' }),
  opportunities: (number) => ({
    opportunity_id: `opportunity-${number}`,
    is_won: false,
    is_closed: false,
    stage: 'open',
    type: 'new',
    arr: 0,
  }),
  sales_touches: (number) => ({ touch_id: `touch-${number}`, kind: 'meeting_held' }),
  spend: (number) => ({ channel: `channel-${number}`, category: 'ads' }),
  cost_to_serve: () => ({ category: 'hosting' }),
}

/**
 * The statement that puts rows into their source table, with a test's defaults filled in.
 *
 * @throws when the contract does not know the table or a column, or when a required one is missing.
 */
export function insertRows(
  catalog: Catalog,
  name: string,
  rows: readonly Row[],
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const table = catalog.sources.get(name)
  if (table === undefined) throw new Error(`The source contract has no table ${name}`)
  const filled = rows.map((row, index) => ({ ...defaults[name]?.(index + 1), ...row }))
  for (const row of filled) refuseOdd(table, row)
  const columns = table.columns.map((column) => `"${column.name}"`).join(', ')
  const typed = table.columns.map((column) => `"${column.name}" ${column.type}`).join(', ')
  return {
    sql: `insert into source.${name} (${columns}) select ${columns} from jsonb_to_recordset($1::jsonb) as rows (${typed})`,
    parameters: [JSON.stringify(filled)],
  }
}

function refuseOdd(table: SourceTable, row: Row): void {
  const unknown = Object.keys(row).filter((key) => table.columns.every((column) => column.name !== key))
  const missing = table.columns.filter(({ name, required }) => required && (row[name] ?? null) === null)
  if (unknown.length > 0) throw new Error(`${table.name} has no column ${unknown.join(', ')}`)
  if (missing.length > 0)
    throw new Error(`A row of ${table.name} lacks ${missing.map(({ name }) => name).join(', ')}`)
}
