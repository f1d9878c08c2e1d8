import { createServer, type Socket } from 'node:net'
import type { Log } from '../log.ts'
import type { MetricService } from './answer/metric-service.ts'
import { greet } from './session/greet.ts'
import { createRewriter } from './session/rewriting/rewriter.ts'
import type { SqlSettings } from './sql-settings.ts'
import { mentionsOf } from './statement/read-text.ts'
import { loadParser } from './statement/text.ts'
import { secureContext, targetOf } from './target.ts'
import { fatal } from './wire/write.ts'

export interface RunningSqlServer {
  readonly port: number
  readonly stop: () => Promise<void>
}

/**
 * Serves PostgreSQL's wire protocol in front of the warehouse. Each client has a connection of its own to PostgreSQL, as
 * its own role.
 */
export async function startSqlServer(
  databaseUrl: string,
  service: MetricService,
  settings: SqlSettings,
  log: Log,
): Promise<RunningSqlServer> {
  await loadParser()
  const target = targetOf(databaseUrl)
  const secure = settings.tls === null ? null : await secureContext(settings.tls)
  const rewriter = createRewriter(service, mentionsOf(service.relations), log)
  const open = new Set<Socket>()
  const connections = new Map<string, number>()
  const server = createServer({ noDelay: true, keepAlive: true }, (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => undefined)
    greet(socket, { target, secure, rewriter, settings, connections, log })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, settings.host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : settings.port
  log.info({ event: 'sql_listening', host: settings.host, port })
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        const last = fatal('57P01', 'The SQL API stops.', 'Connect again later.')
        for (const socket of open) socket.end(last)
        setTimeout(() => {
          for (const socket of open) socket.destroy()
        }, 1_000).unref()
      }),
  }
}
