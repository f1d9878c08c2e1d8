import { generateKey, hashKey } from '../../src/identity/api-key.ts'
import type { StoredKey } from '../../src/identity/api-key.ts'
import type { Claim } from '../../src/identity/identity.ts'

/** A new key of a role, and what a server keeps of it. */
export const keyOfRole = (
  role: string,
  claims: Readonly<Record<string, Claim>> = {},
): { readonly key: string; readonly stored: StoredKey } => {
  const { id, key } = generateKey()
  const stored = {
    id,
    name: role,
    role,
    claims,
    hash: hashKey(key),
    createdAt: new Date(),
    expiresAt: null,
    revokedAt: null,
  }
  return { key, stored }
}
