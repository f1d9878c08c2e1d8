/** A value of a caller for row conditions, such as the id of a sales representative. */
export type Claim = string | number | boolean | readonly (string | number | boolean)[]

/** The caller of a request. Every interface derives the same identity from the same credentials. */
export interface Identity {
  /** The kind of credentials: an API key, a token of the issuer, or none. */
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
