import type { Engine } from '../engine.ts'

/** When each source table was received, ISO 8601. */
export interface Receipts {
  /** A time that was declared, else that of the load; else now, for who asks sees the table as it is now. */
  of(table: string): string
}

export const readReceipts = async (engine: Engine): Promise<Receipts> => {
  const [clock] = await engine.query<{ now: string }>({
    sql: 'select clock_timestamp() as now',
    parameters: [],
  })
  const states = await engine.query<{ table_name: string; received_at: string | null }>({
    sql: `select table_name, coalesce(received_at, loaded_at) as received_at
      from plumbline.source_state`,
    parameters: [],
  })
  const received = new Map(states.map((row) => [row.table_name, row.received_at]))
  const now = clock?.now ?? new Date().toISOString()
  return { of: (table) => received.get(table) ?? now }
}
