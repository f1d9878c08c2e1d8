import { createServer, connect, type Socket } from 'node:net'
import { readFile } from 'node:fs/promises'
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls'
import { PlumblineError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { MetricService } from './answer/metric-service.ts'
import { createRewriter, type Rewriter } from './session/rewriter.ts'
import { startSession } from './session/session.ts'
import type { SqlSettings } from './sql-settings.ts'
import { mentionsOf } from './statement/rewrite-text.ts'
import { loadParser } from './statement/text.ts'
import { ProtocolError } from './wire/frames.ts'
import { readStartup, requestCodes, writeStartup, type StartupPacket } from './wire/startup.ts'
import { fatal } from './wire/write.ts'

export interface RunningSqlServer {
  readonly port: number
  readonly stop: () => Promise<void>
}

/** The time for the first packet of a connection. */
const maxStartMs = 10_000

/** The PostgreSQL server behind the SQL API. */
interface Target {
  readonly host: string
  readonly port: number
  readonly database: string
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
    greet(socket, { target, secure, rewriter, settings, connections, log }, false)
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

interface Parts {
  readonly target: Target
  readonly secure: SecureContext | null
  readonly rewriter: Rewriter
  readonly settings: SqlSettings
  readonly connections: Map<string, number>
  readonly log: Log
}

/** Reads the first packet of a connection. */
function greet(socket: Socket, parts: Parts, isSecure: boolean): void {
  let bytes: Buffer = Buffer.alloc(0)
  const timer = setTimeout(() => socket.destroy(), maxStartMs).unref()
  const stop = () => {
    clearTimeout(timer)
    socket.off('data', receive)
  }
  const receive = (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    let packet: StartupPacket | null
    try {
      packet = readStartup(bytes)
    } catch (error) {
      stop()
      socket.end(
        fatal('08P01', error instanceof ProtocolError ? error.message : 'The first packet is invalid.'),
      )
      return
    }
    if (packet === null) return
    bytes = packet.rest
    if (packet.code === requestCodes.tls) {
      // bytes before the handshake could have been put in by others
      if (parts.secure === null || isSecure) socket.write('N')
      else if (packet.rest.length > 0) socket.destroy()
      else {
        stop()
        socket.write('S')
        const encrypted = new TLSSocket(socket, { isServer: true, secureContext: parts.secure })
        encrypted.on('error', () => socket.destroy())
        greet(encrypted, parts, true)
      }
      return
    }
    if (packet.code === requestCodes.gss) {
      socket.write('N')
      return
    }
    stop()
    if (packet.code === requestCodes.cancel) {
      const canceller = connect(parts.target.port, parts.target.host, () => canceller.end(packet.bytes))
      canceller.on('error', () => undefined)
      canceller.on('close', () => socket.end())
      return
    }
    socket.pause()
    begin(socket, packet, parts, isSecure)
  }
  socket.on('data', receive)
}

function begin(client: Socket, packet: StartupPacket, parts: Parts, isSecure: boolean): void {
  const { target, settings, connections, rewriter, log, secure } = parts
  const user = packet.parameters.get('user') ?? ''
  const reject = (code: string, message: string, hint?: string) => client.end(fatal(code, message, hint))
  if (secure !== null && !isSecure)
    return void reject('28000', 'The SQL API accepts encrypted connections only.', 'Set sslmode to require.')
  if (packet.parameters.has('replication'))
    return void reject('0A000', 'The SQL API does not replicate.', 'Connect to PostgreSQL itself.')
  const database = packet.parameters.get('database') ?? user
  if (database !== target.database)
    return void reject(
      '3D000',
      `The SQL API serves the database ${target.database} only.`,
      `Connect to the database ${target.database}.`,
    )
  const count = connections.get(user) ?? 0
  if (count >= settings.connectionsPerRole)
    return void reject(
      '53300',
      `The role ${user} has ${count} connections, the most that one role may have.`,
      'Close connections, or use a smaller pool.',
    )
  connections.set(user, count + 1)
  client.on('close', () => {
    const left = (connections.get(user) ?? 1) - 1
    if (left === 0) connections.delete(user)
    else connections.set(user, left)
  })
  const server = connect({ port: target.port, host: target.host, noDelay: true, keepAlive: true })
  server.once('error', () =>
    reject('57P03', 'The warehouse cannot be reached at the moment.', 'Try again later.'),
  )
  server.once('connect', () => {
    server.write(
      writeStartup(packet.code, new Map([...packet.parameters, ['default_transaction_read_only', 'on']])),
    )
    startSession(
      {
        client,
        server,
        rewriter,
        limits: settings,
        user,
        log,
        cancel: (key) => {
          const request = Buffer.alloc(8)
          request.writeInt32BE(8 + key.length, 0)
          request.writeInt32BE(requestCodes.cancel, 4)
          const canceller = connect(target.port, target.host, () =>
            canceller.end(Buffer.concat([request, key])),
          )
          canceller.on('error', () => undefined)
        },
      },
      packet.rest,
    )
    client.resume()
  })
}

function targetOf(databaseUrl: string): Target {
  const url = new URL(databaseUrl)
  const mode = url.searchParams.get('sslmode')
  if (mode !== null && mode !== 'disable' && mode !== 'prefer' && mode !== 'allow')
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      'The SQL API connects to PostgreSQL without TLS. Run it next to PostgreSQL, and leave sslmode out of DATABASE_URL.',
      { subject: 'database' },
    )
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
  }
}

async function secureContext({ certificate, key }: NonNullable<SqlSettings['tls']>): Promise<SecureContext> {
  try {
    return createSecureContext({ cert: await readFile(certificate), key: await readFile(key) })
  } catch (error) {
    throw new PlumblineError('BAD_CONFIGURATION', 'The certificate of the SQL API cannot be read.', {
      subject: 'SQL_TLS_CERTIFICATE',
      problems: [String(error)],
    })
  }
}
