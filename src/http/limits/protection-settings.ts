/** Settings of the protections. `docs/security.md` names the attack that each one prevents. */
export interface ProtectionSettings {
  /** Origins whose pages may send requests from a browser; `*` for all. Empty: only the server's own pages. */
  readonly corsOrigins: readonly string[]
  /** Request limit of one caller per minute. */
  readonly requestsPerMinute: number
  /** The largest response, in bytes of its JSON. GraphQL completes three million bytes of rows in about 100 ms, in one piece. */
  readonly maxResponseBytes: number
  /** With a longer delay of the event loop the server responds with 503, so that its queue does not grow; 0: never. */
  readonly maxEventLoopDelayMs: number
}

export const defaultProtection: ProtectionSettings = {
  corsOrigins: [],
  requestsPerMinute: 6_000,
  maxResponseBytes: 3_000_000,
  maxEventLoopDelayMs: 1_000,
}
