import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedServer } from '../../src/warehouse/engine/postgres/embedded-server.ts'

/** A PostgreSQL server of our own. */
export interface PostgresServer {
  /** The URL of its maintenance database, as superuser. */
  readonly url: string
  /** Ends every connection and the server, as an administrator does; the data remain. */
  readonly halt: () => Promise<void>
  /** Starts a halted server again. */
  readonly start: () => Promise<void>
  /** Ends the server and removes its data. */
  readonly stop: () => Promise<void>
}

/**
 * Starts a real PostgreSQL server in a new temporary directory.
 *
 * @param others settings besides its own, or in place of them
 */
export const startPostgresServer = async (others: readonly string[] = []): Promise<PostgresServer> => {
  const root = await mkdtemp(join(tmpdir(), 'plumbline-postgres-'))
  // the server's user has to pass through the directory of ours
  await chmod(root, 0o755)
  const remove = () => rm(root, { recursive: true, force: true })
  const { url, start, stop } = await startEmbeddedServer({
    directory: join(root, 'data'),
    password: randomUUID(),
    isPersistent: true,
    settings: [...settings, ...others],
  }).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  return { url, halt: stop, start, stop: () => stop().then(remove) }
}

/** Small, and careless about power cuts. */
const settings = [
  'max_connections=60',
  'shared_buffers=64MB',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
]
