import pg from 'pg'
import { PlumblineError } from '../../../errors.ts'
import { codeOf } from './database-error.ts'

/** The target of a URL, without its password. */
interface Target {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

/**
 * Why the database of a URL cannot be reached: the target, and what to do. The driver's message is the
 * cause, for the log.
 */
export function toConnectError(url: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof PlumblineError) return error
  const target = targetOf(url)
  const code = codeOf(error) ?? ''
  const setting = configurationReasons.find(
    ({ pattern }) => pattern.test(code) || pattern.test(error.message),
  )
  if (setting !== undefined)
    return new PlumblineError(
      'BAD_CONFIGURATION',
      setting.message(target),
      { subject: 'database' },
      { cause: error },
    )
  const reason = outageReasons.find(({ pattern }) => pattern.test(code) || pattern.test(error.message))
  if (reason === undefined) return error
  return new PlumblineError(
    'WAREHOUSE_UNAVAILABLE',
    `The database ${target.database} at ${target.host}:${target.port} cannot be reached: ${reason.message(target)}`,
    { subject: 'database' },
    { cause: error },
  )
}

/** The driver fills in the missing parts of a URL from the environment, or with its defaults. */
function targetOf(url: string): Target {
  const { host, port, database, user } = new pg.Client({ connectionString: url })
  return { host, port, database: database ?? '', user: user ?? '' }
}

interface Reason {
  /** Matches an error code, or the message when there is no code. */
  readonly pattern: RegExp
  readonly message: (target: Target) => string
}

const urlIn = 'in DATABASE_URL or --database'

/** Errors in the URL, or in what it names. */
const configurationReasons: readonly Reason[] = [
  {
    pattern: /no encryption|^28000$.*SSL off/,
    message: ({ host, port }) =>
      `The server at ${host}:${port} requires TLS: add ?sslmode=verify-full to the URL ${urlIn}.`,
  },
  {
    pattern: /^28P01$/,
    message: ({ host, port, user }) =>
      `The server at ${host}:${port} rejects the password of the user ${user}: correct user and password ${urlIn}.`,
  },
  {
    pattern: /^28/,
    message: ({ host, port, database, user }) =>
      `The server at ${host}:${port} does not allow the user ${user} to connect to the database ${database}: correct the user ${urlIn}, or allow the login in pg_hba.conf.`,
  },
  {
    pattern: /^3D000$/,
    message: ({ host, port, database }) =>
      `There is no database ${database} on the server at ${host}:${port}: create it, or correct its name ${urlIn}.`,
  },
  {
    pattern: /^42501$/,
    message: ({ host, port, database, user }) =>
      `The user ${user} may not connect to the database ${database} at ${host}:${port}: grant it connect, or name another user ${urlIn}.`,
  },
  {
    pattern: /SASL|password must be a string/,
    message: ({ host, port, user }) =>
      `The server at ${host}:${port} requires a password for the user ${user}: write it ${urlIn}, or set PGPASSWORD.`,
  },
  {
    pattern: /does not support SSL/,
    message: ({ host, port }) =>
      `The server at ${host}:${port} does not support TLS: remove sslmode from the URL ${urlIn}, or turn TLS on there.`,
  },
  {
    pattern: /CERT|certificate|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|SSL|EPROTO/i,
    message: ({ host, port }) =>
      `The TLS of the server at ${host}:${port} cannot be trusted: its certificate has expired, is for another host, or has an unknown issuer. Give its root certificate (sslrootcert=FILE in the URL), or correct the host ${urlIn}.`,
  },
]

/** Reasons why the server cannot be reached. */
const outageReasons: readonly Reason[] = [
  {
    pattern: /^ECONNREFUSED$/,
    message: () => `no server listens there. Start PostgreSQL, or correct host and port ${urlIn}.`,
  },
  {
    pattern: /^ENOTFOUND$/,
    message: ({ host }) => `the host ${host} does not exist. Correct it ${urlIn}.`,
  },
  {
    pattern: /^EAI_AGAIN$/,
    message: () => `the host name cannot be resolved. Check the network of this machine, then try again.`,
  },
  {
    pattern: /^(?:ENOENT|EACCES)$/,
    message: () =>
      `there is no socket that this user may use. Start PostgreSQL, or correct the URL ${urlIn}.`,
  },
  {
    pattern:
      /^(?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$|timeout exceeded when trying to connect|due to connection timeout/,
    message: () =>
      `the server did not respond in time. Check firewall and VPN, or correct host and port ${urlIn}.`,
  },
  {
    pattern: /^53300$/,
    message: () => 'all its connections are in use. Close some, or raise max_connections.',
  },
  {
    pattern: /^57P03$/,
    message: () => 'it is starting or stopping. Wait a moment, then try again.',
  },
  {
    pattern: /^(?:ECONNRESET|EPIPE|08|57P)|^Connection terminated|not queryable/,
    message: () => 'it closed the connection. Check that a PostgreSQL server listens there, then try again.',
  },
]
