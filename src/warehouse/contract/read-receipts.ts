import type { Engine } from '../engine.ts'

/** When each source table was received, ISO 8601. */
export interface Receipts {
  /**
   * A time that was declared, else that of our load; else now, for whoever asks sees the table as it is now. What
   * was said of a table of ours says nothing of a view that took its place.
   */
  of(table: string, ours: boolean): string
}

export const readReceipts = async (engine: Engine): Promise<Receipts> => {
  const [clock] = await engine.query<{ now: string }>({
    sql: 'select clock_timestamp() as now',
    parameters: [],
  })
  const states = await engine.query<{ table_name: string; ours: boolean; received_at: string | null }>({
    sql: `select table_name, ours, coalesce(received_at, case when ours then loaded_at end) as received_at
      from plumbline.source_state`,
    parameters: [],
  })
  const known = new Map(states.map((row) => [row.table_name, row]))
  const now = clock?.now ?? new Date().toISOString()
  return {
    of: (table, ours) => {
      const state = known.get(table)
      return (state?.ours === ours ? state.received_at : null) ?? now
    },
  }
}
