import pg from 'pg'
import { LostConnectionError, PlumblineError } from '../../../errors.ts'
import { createEngine } from '../create-engine.ts'
import { toConnectError } from '../errors/connect-error.ts'
import { isConnectionError } from '../errors/database-error.ts'
import type { Engine } from '../engine.ts'
import { toOperatorError } from '../errors/operator-error.ts'
import { createPostgresLimit } from './postgres-limit.ts'
import { createPostgresSession } from './postgres-session.ts'
import { inSnapshot } from './postgres-snapshot.ts'
import { readOnlySetting, sessionSettings } from '../session-settings.ts'
import type { Lease, SessionSource } from '../session.ts'
import { createSlots } from '../locks/slots.ts'
import { parserOf } from '../values/value-form.ts'
import type { EngineOptions } from '../engine-options.ts'

/**
 * An engine over a pool of connections to a PostgreSQL server; rejects when the server cannot be reached.
 */
export async function openPostgresEngine(url: string, options: EngineOptions): Promise<Engine> {
  rejectInvalidUrl(url)
  const pool = createPool(url, options)
  const engine = createEngine('postgres', createSource(url, pool, options.statementTimeoutMs))
  try {
    await checkVersion(engine)
    return engine
  } catch (error) {
    await engine.close()
    throw toOperatorError(toConnectError(url, error))
  }
}

/** How soon the server ends the statement of a killed process. */
const goneAfterMs = 2_000

/** The driver's error would contain the URL, including the password. */
function rejectInvalidUrl(url: string): void {
  if (URL.canParse(url)) return
  throw new PlumblineError(
    'BAD_CONFIGURATION',
    'The database URL is invalid. Write postgres://USER:PASSWORD@HOST:PORT/DATABASE, with signs such as @ and / in a password written as %40 and %2F.',
    { subject: 'database' },
  )
}

function createPool(url: string, options: EngineOptions): pg.Pool {
  const settings = `${sessionSettings} ${options.readOnly ? readOnlySetting : ''}`
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'plumbline',
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // else a lost server is noticed after two hours
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser: ((type: number) => parserOf(type)) as typeof pg.types.getTypeParser },
    // statements instead of start-up parameters, which connection poolers reject
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it; its types do not say so
    onConnect: async (client) => {
      // without a listener, a lost server between two statements would end the process
      client.on('error', () => undefined)
      await client.query(settings)
      // a process killed during a statement cannot cancel it; some systems do not support the setting
      await client.query(`set client_connection_check_interval = ${goneAfterMs}`).catch(() => undefined)
    },
  })
  pool.on('error', () => undefined)
  return pool
}

function createSource(url: string, pool: pg.Pool, limitMs: number | undefined): SessionSource {
  // the queue of the pool itself cannot be left, and reports a long wait as a lost server
  const slots = createSlots(pool.options.max)
  const limited =
    (ms: number | undefined): Lease =>
    (work, signal) =>
      slots(async () => {
        const client = await pool.connect().catch((error: unknown) => {
          throw toConnectError(url, error)
        })
        const limit = createPostgresLimit(client, ms)
        let lost = false
        try {
          return await work(
            createPostgresSession(client, limit, (processId) => cancelProcess(url, processId)),
            signal,
          )
        } catch (error) {
          lost = isConnectionError(error) || error instanceof LostConnectionError
          throw error
        } finally {
          await limit.set(false).catch(() => (lost = true))
          client.release(lost)
        }
      }, signal)
  const lease = limited(limitMs)
  return {
    lease,
    leaseToWrite: limited(undefined),
    leaseSnapshot: (work, options) =>
      lease((session) => inSnapshot(session, options, limitMs, work), options.signal),
    close: () => pool.end(),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount }),
  }
}

/** Cancels the statement of a server process, over a separate connection: the pool may be exhausted. */
async function cancelProcess(url: string, processId: number): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select pg_cancel_backend($1)', [processId])
  } catch {
    // the statement then runs to its end or its timeout; the caller has gone anyway
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The oldest server version that the views support. */
const oldestVersion = 15

async function checkVersion(engine: Engine): Promise<void> {
  const [row] = await engine.query<{ version: number }>({
    sql: `select current_setting('server_version_num')::integer / 10000 as version`,
    parameters: [],
  })
  if (row && row.version >= oldestVersion) return
  throw new PlumblineError(
    'BAD_CONFIGURATION',
    `The server is PostgreSQL ${row?.version}; Plumbline needs ${oldestVersion} or later.`,
    { subject: 'database' },
  )
}
