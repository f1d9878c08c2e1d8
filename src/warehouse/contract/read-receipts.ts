import type { Engine } from '../engine/engine.ts'

/** When each source table was received, ISO 8601. */
export interface Receipts {
  /**
   * The declared time; else the time of Plumbline's load; else now, because a query reads the current state
   * of the table. A time recorded for a table of Plumbline does not apply to a view that replaced it.
   */
  of(table: string, ours: boolean): string
  /** The time declared for the table; null when none was declared. */
  declared(table: string, ours: boolean): string | null
}

interface StateRow {
  readonly table_name: string
  readonly ours: boolean
  readonly received_at: string | null
  readonly loaded_at: string | null
}

export async function readReceipts(engine: Engine): Promise<Receipts> {
  const [clock] = await engine.query<{ now: string }>({
    sql: 'select clock_timestamp() as now',
    parameters: [],
  })
  const states = await engine.query<StateRow>({
    sql: 'select table_name, ours, received_at, case when ours then loaded_at end as loaded_at from plumbline.source_state',
    parameters: [],
  })
  const stateByTable = new Map(states.map((row) => [row.table_name, row]))
  const now = clock?.now ?? new Date().toISOString()
  const stateOf = (table: string, ours: boolean) => {
    const state = stateByTable.get(table)
    return state?.ours === ours ? state : undefined
  }
  const declared = (table: string, ours: boolean) => stateOf(table, ours)?.received_at ?? null
  return {
    of: (table, ours) => declared(table, ours) ?? stateOf(table, ours)?.loaded_at ?? now,
    declared,
  }
}
