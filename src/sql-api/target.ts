import { readFile } from 'node:fs/promises'
import { createSecureContext, type SecureContext } from 'node:tls'
import { PlumblineError } from '../errors.ts'
import type { SqlSettings } from './sql-settings.ts'

/** The PostgreSQL server behind the SQL API. */
export interface Target {
  readonly host: string
  readonly port: number
  readonly database: string
}

/** @throws PlumblineError `BAD_CONFIGURATION` for an address that requires TLS */
export function targetOf(databaseUrl: string): Target {
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

/** @throws PlumblineError `BAD_CONFIGURATION` */
export async function secureContext({
  certificate,
  key,
}: NonNullable<SqlSettings['tls']>): Promise<SecureContext> {
  try {
    return createSecureContext({ cert: await readFile(certificate), key: await readFile(key) })
  } catch (error) {
    throw new PlumblineError('BAD_CONFIGURATION', 'The certificate of the SQL API cannot be read.', {
      subject: 'SQL_TLS_CERTIFICATE',
      problems: [String(error)],
    })
  }
}
