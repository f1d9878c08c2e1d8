import { LostConnectionError } from '../../errors.ts'
import type { StoredKey } from '../../identity/api-key.ts'
import type { Engine } from '../engine/engine.ts'
import { withoutLimit } from '../engine/without-limit.ts'
import { readKeys } from './key-store.ts'

/** A revoked key is rejected after this time at the latest. */
const maxAgeMs = 1_000

/**
 * Reads the keys of a database, at most once a second. Concurrent requests share one read. When its connection is lost,
 * the keys are read once more on a new one.
 */
export function recentKeys(engine: Engine): () => Promise<ReadonlyMap<string, StoredKey>> {
  const read = () => readKeys(withoutLimit(engine))
  let reading: { readonly since: number; readonly keys: Promise<ReadonlyMap<string, StoredKey>> } | null =
    null
  return () => {
    const now = performance.now()
    if (reading === null || now - reading.since > maxAgeMs) {
      const keys = read()
        .catch((error: unknown) => {
          if (error instanceof LostConnectionError) return read()
          throw error
        })
        .then((found) => new Map(found.map((key) => [key.id, key])))
      const mine = { since: now, keys }
      reading = mine
      keys.catch(() => {
        if (reading === mine) reading = null
      })
    }
    return reading.keys
  }
}
