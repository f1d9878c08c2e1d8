import pg from 'pg'
import { PlumblineError } from '../../../errors.ts'
import { codeOf } from './database-error.ts'

/** Where a URL leads, without its password. */
interface Place {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

/**
 * Why no connection to the database of a URL could be made, for whoever gave the URL: where it was tried and what to
 * do. What the driver says is the cause, for the log.
 */
export const toConnectError = (url: string, error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof PlumblineError) return error
  const place = placeOf(url)
  const code = codeOf(error) ?? ''
  const asked = settings.find(({ of }) => of.test(code) || of.test(error.message))
  if (asked !== undefined)
    return new PlumblineError(
      'BAD_CONFIGURATION',
      asked.says(place),
      { subject: 'database' },
      { cause: error },
    )
  const reason = outages.find(({ of }) => of.test(code) || of.test(error.message))
  if (reason === undefined) return error
  return new PlumblineError(
    'WAREHOUSE_UNAVAILABLE',
    `The database ${place.database} at ${place.host}:${place.port} cannot be reached: ${reason.says(place)}`,
    { subject: 'database' },
    { cause: error },
  )
}

/** The driver knows what a URL leaves open: the environment, or its defaults. */
const placeOf = (url: string): Place => {
  const { host, port, database, user } = new pg.Client({ connectionString: url })
  return { host, port, database: database ?? '', user: user ?? '' }
}

interface Reason {
  /** A code, or words where there is no code. */
  readonly of: RegExp
  readonly says: (place: Place) => string
}

const urlIn = 'in DATABASE_URL or --database'

/** What is wrong with the URL, or with what it names. */
const settings: readonly Reason[] = [
  {
    of: /no encryption|^28000$.*SSL off/,
    says: ({ host, port }) =>
      `The server at ${host}:${port} takes no connection without TLS: add ?sslmode=verify-full to the URL ${urlIn}.`,
  },
  {
    of: /^28P01$/,
    says: ({ host, port, user }) =>
      `The server at ${host}:${port} refuses the password of the user ${user}: correct user and password ${urlIn}.`,
  },
  {
    of: /^28/,
    says: ({ host, port, database, user }) =>
      `The server at ${host}:${port} does not let the user ${user} into the database ${database}: correct the user ${urlIn}, or allow the login in pg_hba.conf.`,
  },
  {
    of: /^3D000$/,
    says: ({ host, port, database }) =>
      `There is no database ${database} on the server at ${host}:${port}: create it, or correct its name ${urlIn}.`,
  },
  {
    of: /^42501$/,
    says: ({ host, port, database, user }) =>
      `The user ${user} may not connect to the database ${database} at ${host}:${port}: grant it connect, or name another user ${urlIn}.`,
  },
  {
    of: /SASL|password must be a string/,
    says: ({ host, port, user }) =>
      `The server at ${host}:${port} asks for the password of the user ${user}, and there is none that it takes: write it ${urlIn}, or set PGPASSWORD.`,
  },
  {
    of: /does not support SSL/,
    says: ({ host, port }) =>
      `The server at ${host}:${port} offers no TLS: take sslmode out of the URL ${urlIn}, or turn TLS on there.`,
  },
  {
    of: /CERT|certificate|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|SSL|EPROTO/i,
    says: ({ host, port }) =>
      `The TLS of the server at ${host}:${port} cannot be trusted: its certificate has expired, is for another host, or is signed by nobody known here. Give its root certificate (sslrootcert=FILE in the URL), or correct the host ${urlIn}.`,
  },
]

/** What keeps the server from being reached. */
const outages: readonly Reason[] = [
  {
    of: /^ECONNREFUSED$/,
    says: () => `nothing listens there. Start PostgreSQL, or correct host and port ${urlIn}.`,
  },
  {
    of: /^ENOTFOUND$/,
    says: ({ host }) => `no host has the name ${host}. Correct it ${urlIn}.`,
  },
  {
    of: /^EAI_AGAIN$/,
    says: () =>
      `the name of the host cannot be looked up. See that this machine has a network, then try again.`,
  },
  {
    of: /^(?:ENOENT|EACCES)$/,
    says: () =>
      `there is no socket there that this user may use. Start PostgreSQL, or correct the URL ${urlIn}.`,
  },
  {
    of: /^(?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$|timeout exceeded when trying to connect|due to connection timeout/,
    says: () =>
      `nothing answered in time. See that firewall and VPN let this machine through, or correct host and port ${urlIn}.`,
  },
  {
    of: /^53300$/,
    says: () => 'it has no connection to spare. Close others, or raise max_connections.',
  },
  {
    of: /^57P03$/,
    says: () => 'it is starting or stopping. Wait a moment, then try again.',
  },
  {
    of: /^(?:ECONNRESET|EPIPE|08|57P)|^Connection terminated|not queryable/,
    says: () => 'it ended the connection. See that a PostgreSQL server listens there, then try again.',
  },
]
