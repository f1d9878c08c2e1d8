import type { signalActors, signalSeverities, signalSubjects } from '../../catalog/headers/signal-header.ts'

/** Which signals to list. */
export interface SignalsRequest {
  /** Only those detected from this moment on: a day or an instant. */
  readonly since?: string | undefined
  /** Only those detected before this moment. */
  readonly until?: string | undefined
  /** The feed as it was at this moment; by default at the newest loaded one. */
  readonly asOf?: string | undefined
  /** The largest number of signals. */
  readonly first: number
  /** The cursor of the last signal already seen. */
  readonly after?: string | undefined
  /** The names of the signals; all when absent. */
  readonly signals?: readonly string[] | undefined
  readonly severities?: readonly SignalSeverity[] | undefined
  readonly actBy?: readonly SignalActor[] | undefined
  /** The keys of accounts. */
  readonly accounts?: readonly string[] | undefined
  /** Only open ones (true), only closed ones (false), or both. */
  readonly isOpen?: boolean | undefined
}

export type SignalSubject = (typeof signalSubjects)[number]
export type SignalSeverity = (typeof signalSeverities)[number]
export type SignalActor = (typeof signalActors)[number]

/** A row of the feed. */
export interface SignalRow {
  readonly account_key: string
  readonly signal: string
  readonly subject: SignalSubject
  readonly subject_key: string
  readonly severity: SignalSeverity
  readonly act_by: SignalActor
  readonly detected_at: string
  readonly closed_at: string | null
  /** The numbers at the detection, as JSON. */
  readonly evidence: unknown
}

/** A signal that cannot be detected with the loaded data. */
export interface UnavailableSignal {
  readonly signal: string
  readonly reason: string
}

/** A page of the feed. */
export interface SignalsPage {
  readonly rows: readonly SignalRow[]
  /** The cursor of each row. */
  readonly cursors: readonly string[]
  readonly hasNextPage: boolean
  /** Whether the page was asked for with a cursor. */
  readonly hasPreviousPage: boolean
  /** Signals known later are excluded. */
  readonly asOf: string
  readonly unavailable: readonly UnavailableSignal[]
}
