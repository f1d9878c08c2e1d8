/** Settings of the protections. `docs/security.md` names the attack that each one prevents. */
export interface ProtectionSettings {
  /** Origins whose pages may send requests from a browser; `*` for all. Empty: only the server's own pages. */
  readonly corsOrigins: readonly string[]
  /** Request limit of one caller per minute. */
  readonly requestsPerMinute: number
}

export const defaultProtection: ProtectionSettings = { corsOrigins: [], requestsPerMinute: 6_000 }
