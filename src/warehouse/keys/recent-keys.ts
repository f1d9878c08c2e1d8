import type { StoredKey } from '../../identity/api-key.ts'
import type { Engine } from '../engine/engine.ts'
import { withoutLimit } from '../engine/without-limit.ts'
import { readKeys } from './key-store.ts'

/** A key that was revoked opens nothing after this time. */
const longestAgeMs = 1_000

/** Reads the keys of a database, at most once a second. Requests that come at the same time share one reading. */
export function recentKeys(engine: Engine): () => Promise<ReadonlyMap<string, StoredKey>> {
  let reading: { readonly since: number; readonly keys: Promise<ReadonlyMap<string, StoredKey>> } | null =
    null
  return () => {
    const now = performance.now()
    if (reading === null || now - reading.since > longestAgeMs) {
      const keys = readKeys(withoutLimit(engine)).then((found) => new Map(found.map((key) => [key.id, key])))
      const mine = { since: now, keys }
      reading = mine
      keys.catch(() => {
        if (reading === mine) reading = null
      })
    }
    return reading.keys
  }
}
