import { PlumblineError } from '../errors.ts'
import { isKey, keyIdOf } from './api-key.ts'
import type { StoredKey } from './api-key.ts'
import { anonymous } from './identity.ts'
import type { Identity } from './identity.ts'
import type { ReadToken } from './read-token.ts'

/** The credentials that the server accepts. */
export interface Authentication {
  /** The stored keys by id; a new or revoked key takes effect within a second. */
  readonly readKeys: () => Promise<ReadonlyMap<string, StoredKey>>
  /** Null when no issuer is configured. */
  readonly readToken: ReadToken | null
}

/** Whether callers without credentials are accepted: as long as no key and no issuer exists. */
export async function acceptsAnonymous({ readKeys, readToken }: Authentication): Promise<boolean> {
  return readToken === null && (await readKeys()).size === 0
}

/**
 * The caller of a request, by its `Authorization` header.
 *
 * @throws PlumblineError `UNAUTHENTICATED`
 */
export async function authenticate(
  authentication: Authentication,
  header: string | undefined,
  now = new Date(),
): Promise<Identity> {
  const { readKeys, readToken } = authentication
  const credentials = header === undefined ? null : credentialsIn(header)
  if (credentials === null) {
    if (await acceptsAnonymous(authentication)) return anonymous
    throw unauthenticated('Send an API key or a token: "Authorization: Bearer …".')
  }
  const id = keyIdOf(credentials)
  if (id !== null) return identityOfKey(credentials, (await readKeys()).get(id), now)
  if (readToken === null) throw unauthenticated('The API key is invalid.')
  return readToken(credentials)
}

function credentialsIn(header: string): string {
  const found = /^Bearer +([\w.~+/=-]+) *$/i.exec(header)?.[1]
  if (found === undefined) throw unauthenticated('The header must have the form "Authorization: Bearer …".')
  return found
}

function identityOfKey(key: string, stored: StoredKey | undefined, now: Date): Identity {
  if (stored === undefined || !isKey(key, stored)) throw unauthenticated('The API key is invalid.')
  if (stored.revokedAt !== null) throw unauthenticated('The API key was revoked.')
  if (stored.expiresAt !== null && stored.expiresAt <= now) throw unauthenticated('The API key has expired.')
  const { id, role, claims } = stored
  return Object.freeze({ method: 'key', subject: id, role, claims })
}

function unauthenticated(message: string): PlumblineError {
  return new PlumblineError('UNAUTHENTICATED', message, { subject: 'authorization' })
}
