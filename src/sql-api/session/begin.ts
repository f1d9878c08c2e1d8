import { connect, type Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import type { Log } from '../../log.ts'
import type { SqlSettings } from '../sql-settings.ts'
import type { Target } from '../target.ts'
import { requestCodes, writeStartup, type StartupPacket } from '../wire/startup.ts'
import { fatal } from '../wire/write.ts'
import type { Rewriter } from './rewriting/rewriter.ts'
import { startSession } from './session.ts'

/** What the connections of a server share. */
export interface Parts {
  readonly target: Target
  readonly secure: SecureContext | null
  readonly rewriter: Rewriter
  readonly settings: SqlSettings
  readonly connections: Map<string, number>
  readonly log: Log
}

/** Connects a client to PostgreSQL as its own role, or rejects it. */
export function begin(client: Socket, packet: StartupPacket, parts: Parts, isSecure: boolean): void {
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
  const rejected = rewriter.rejectedStart(packet.parameters)
  if (rejected !== null) return void reject(rejected.code, rejected.message, rejected.hint ?? undefined)
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
