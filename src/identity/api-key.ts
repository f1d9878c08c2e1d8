import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Claim } from './identity.ts'

/** A key as the database stores it. The key itself is not stored. */
export interface StoredKey {
  /** The public part of the key, 12 hexadecimal digits. */
  readonly id: string
  readonly name: string
  readonly role: string
  readonly claims: Readonly<Record<string, Claim>>
  /** SHA-256 of the whole key, in hexadecimal. */
  readonly hash: string
  readonly createdAt: Date
  /** Null for a key without an end. */
  readonly expiresAt: Date | null
  /** Null while the key is valid. */
  readonly revokedAt: Date | null
}

/** `plk_` marks a key, so that scanners for secrets find one that was published. */
const form = /^plk_([0-9a-f]{12})_[\w-]{43}$/

/** A new key: its id, and the text to show once. The secret part has 256 random bits. */
export function generateKey(): { readonly id: string; readonly key: string } {
  const id = randomBytes(6).toString('hex')
  return { id, key: `plk_${id}_${randomBytes(32).toString('base64url')}` }
}

/** What is stored of a key. A fast hash suffices: 256 random bits cannot be guessed. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The id within a key; null when the text does not have the form of a key. */
export function keyIdOf(text: string): string | null {
  return form.exec(text)?.[1] ?? null
}

/** Whether a key is the one that is stored; the comparison takes the same time for every key. */
export function isKey(key: string, { hash }: Pick<StoredKey, 'hash'>): boolean {
  return timingSafeEqual(Buffer.from(hashKey(key), 'hex'), Buffer.from(hash, 'hex'))
}
