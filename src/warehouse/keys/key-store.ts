import type { StoredKey } from '../../identity/api-key.ts'
import { internalTable } from '../contract/internal-schema.ts'
import type { Engine } from '../engine/engine.ts'

/** Stores a new key. */
export async function storeKey(
  engine: Engine,
  key: Pick<StoredKey, 'id' | 'name' | 'role' | 'claims' | 'hash' | 'expiresAt'>,
): Promise<void> {
  const { id, name, role, claims, hash, expiresAt } = key
  await engine.transaction(async (transaction) => {
    for (const statement of internalTable('api_keys')) await transaction.execute(statement)
    await transaction.query({
      sql: `insert into plumbline.api_keys (id, name, role, claims, hash, expires_at)
        values ($1, $2, $3, $4::jsonb, $5, $6::timestamptz)`,
      parameters: [id, name, role, JSON.stringify(claims), hash, expiresAt?.toISOString() ?? null],
    })
  })
}

/** Every key, oldest first; none where no key was ever created. */
export async function readKeys(engine: Engine): Promise<readonly StoredKey[]> {
  const [table] = await engine.query<{ exists: boolean }>({
    sql: `select to_regclass('plumbline.api_keys') is not null as exists`,
    parameters: [],
  })
  if (table?.exists !== true) return []
  const rows = await engine.query<KeyRow>({
    sql: `select id, name, role, claims, hash, created_at, expires_at, revoked_at
      from plumbline.api_keys
      order by created_at, id`,
    parameters: [],
  })
  return rows.map(toKey)
}

/** Revokes a key. Returns false when no valid key has this id. */
export async function revokeKey(engine: Engine, id: string): Promise<boolean> {
  if (!(await readKeys(engine)).some((key) => key.id === id && key.revokedAt === null)) return false
  const revoked = await engine.transaction((transaction) =>
    transaction.query({
      sql: `update plumbline.api_keys set revoked_at = clock_timestamp()
        where id = $1 and revoked_at is null
        returning id`,
      parameters: [id],
    }),
  )
  return revoked.length > 0
}

interface KeyRow extends Pick<StoredKey, 'id' | 'name' | 'role' | 'claims' | 'hash'> {
  readonly created_at: string
  readonly expires_at: string | null
  readonly revoked_at: string | null
}

function toKey({ created_at, expires_at, revoked_at, ...key }: KeyRow): StoredKey {
  return Object.freeze({
    ...key,
    createdAt: new Date(created_at),
    expiresAt: expires_at === null ? null : new Date(expires_at),
    revokedAt: revoked_at === null ? null : new Date(revoked_at),
  })
}
