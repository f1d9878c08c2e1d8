/** A value that a caller brings along, such as the id of a sales representative; row conditions may name it. */
export type Claim = string | number | boolean | readonly (string | number | boolean)[]

/** Who sends a request. Every interface gets the same identity from the same credentials. */
export interface Identity {
  /** How the caller proved it: with an API key, with a token of the issuer, or not at all. */
  readonly method: 'key' | 'token' | 'anonymous'
  /** The key's id or the token's subject; `anonymous` without credentials. It appears in the log. */
  readonly subject: string
  /** The role in `policies.yaml`; null for anonymous callers. */
  readonly role: string | null
  /** Values for row conditions, by name. */
  readonly claims: Readonly<Record<string, Claim>>
}

/** The caller of a server that has no keys and no issuer. */
export const anonymous: Identity = Object.freeze({
  method: 'anonymous',
  subject: 'anonymous',
  role: null,
  claims: Object.freeze({}),
})
