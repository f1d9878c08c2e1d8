import type { ClockLimits } from './session/clock.ts'

/** The settings of the SQL API. */
export interface SqlSettings extends ClockLimits {
  readonly host: string
  readonly port: number
  readonly connectionsPerRole: number
  /** The files of a certificate and its key; null: without TLS. */
  readonly tls: { readonly certificate: string; readonly key: string } | null
}

/** Enough for the pool of a BI tool, and for sessions that stay open over lunch. */
export const defaultSql = {
  connectionsPerRole: 20,
  idleMs: 3_600_000,
  idleInTransactionMs: 300_000,
} as const
