import { dirname, join } from 'node:path'
import { z } from './forms.ts'
import { PlumblineError } from './errors.ts'
import { defaultInterface } from './http/interface-settings.ts'
import { defaultLanes } from './http/lanes/lane-settings.ts'
import { defaultDrain } from './http/operation/drain-settings.ts'
import { defaultProtection } from './http/limits/protection-settings.ts'
import type { TokenSettings } from './identity/read-token.ts'
import { logLevels } from './log.ts'
import { defaultSql, type SqlSettings } from './sql-api/sql-settings.ts'

/** The settings of the SQL API, which listens where the server does. */
type SqlConfig = Omit<SqlSettings, 'host'>

/** Names separated by commas. */
const names = z.string().transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
)

const onOrOff = z.enum(['on', 'off']).transform((value) => value === 'on')

const schema = z.object({
  /** `postgres://…`, a directory, or `memory`. */
  DATABASE_URL: z.string().min(1).default('.plumbline'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  /** Time limit for a statement of a query. */
  STATEMENT_TIMEOUT_MS: z.coerce.number().int().positive().default(60_000),
  /** Names in the `Host` header that the server serves, separated by commas. */
  ALLOWED_HOSTS: names.default([]),
  /** Origins whose pages may send requests from a browser, separated by commas; `*` for all. */
  CORS_ORIGINS: names.default([]),
  /** Request limit of one caller per minute. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(defaultProtection.requestsPerMinute),
  /** The largest response, in bytes. */
  MAX_RESPONSE_BYTES: z.coerce.number().int().positive().default(defaultProtection.maxResponseBytes),
  /** The file of the policies; `policies.yaml` next to `sql/` by default. */
  POLICIES: z.string().min(1).optional(),
  /** The key of hashes of personal data; required when a role sees hashed columns. */
  PII_HASH_KEY: z.string().min(16).optional(),
  /** Whether callers may read the schema, and whether the explorer is at `/`. */
  INTROSPECTION: onOrOff.default(defaultInterface.introspection),
  EXPLORER: onOrOff.default(defaultInterface.explorer),
  /** The file of the documents that callers may run; any document without it. */
  TRUSTED_DOCUMENTS: z.string().min(1).optional(),
  /** The largest number of requests that query the warehouse at a time, without slow ones; and of slow ones. */
  QUICK_QUERIES: z.coerce.number().int().min(1).max(1_000).default(defaultLanes.quickQueries),
  SLOW_QUERIES: z.coerce.number().int().min(1).max(1_000).default(defaultLanes.slowQueries),
  /** The largest number of exports at a time. */
  EXPORTS: z.coerce.number().int().min(1).max(1_000).default(defaultLanes.exports),
  /** The largest cost of a statement for metrics, in the planner's units. */
  MAX_QUERY_COST: z.coerce.number().positive().optional(),
  /** The time between "not ready" and the end of accepting requests, and the time for running requests. */
  DRAIN_DELAY_S: z.coerce.number().min(0).max(600).default(defaultDrain.drainDelaySeconds),
  DRAIN_TIMEOUT_S: z.coerce.number().min(0).max(3_600).default(defaultDrain.drainTimeoutSeconds),
  /** The server is not ready when its data are older. */
  MAX_DATA_AGE_H: z.coerce.number().positive().optional(),
  /** How often `plumbline serve` refreshes the stored views, in seconds; never without it. */
  REFRESH_EVERY_S: z.coerce.number().min(1).max(604_800).optional(),
  /** Results from stored views that were refreshed longer ago have a note. */
  MAX_REFRESH_AGE_S: z.coerce.number().positive().optional(),
  /** The issuer of tokens; with it, `JWT_AUDIENCE` and `JWT_JWKS` are required. */
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z.string().min(1).optional(),
  /** The issuer's public keys: a URL or a file. */
  JWT_JWKS: z.string().min(1).optional(),
  JWT_ALGORITHMS: names.default(['RS256', 'ES256', 'EdDSA']),
  JWT_CLOCK_TOLERANCE_S: z.coerce.number().int().min(0).max(600).default(30),
  JWT_ROLE_CLAIM: z.string().min(1).default('role'),
  /** The port of the SQL API; without it, clients of SQL are not served. */
  SQL_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** The certificate of the SQL API and its key, files in PEM form; with them, connections must be encrypted. */
  SQL_TLS_CERTIFICATE: z.string().min(1).optional(),
  SQL_TLS_KEY: z.string().min(1).optional(),
  /** The most connections of one role of the database to the SQL API. */
  SQL_CONNECTIONS: z.coerce.number().int().min(1).max(10_000).default(defaultSql.connectionsPerRole),
  /** How long a session may be idle, and idle within a transaction. */
  SQL_IDLE_S: z.coerce
    .number()
    .min(1)
    .max(604_800)
    .default(defaultSql.idleMs / 1_000),
  SQL_IDLE_IN_TRANSACTION_S: z.coerce
    .number()
    .min(1)
    .max(604_800)
    .default(defaultSql.idleInTransactionMs / 1_000),
  /** Standard variables of OpenTelemetry, which reads the others itself. */
  OTEL_SDK_DISABLED: z.string().default('false'),
  OTEL_TRACES_EXPORTER: names.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
  /** Set by npm: the script that runs this process, or `npx`. */
  npm_lifecycle_event: z.string().optional(),
})

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(schema.shape)

/** All settings, read once. `docs/` and `--help` list them. */
export interface Config {
  readonly database: string
  readonly host: string
  readonly port: number
  readonly logLevel: (typeof logLevels)[number]
  readonly statementTimeoutMs: number
  readonly allowedHosts: readonly string[]
  readonly corsOrigins: readonly string[]
  readonly requestsPerMinute: number
  readonly maxResponseBytes: number
  /** Null: next to the definitions. */
  readonly policies: string | null
  readonly hashKey: string | null
  readonly introspection: boolean
  readonly explorer: boolean
  /** Null: callers may run any document. */
  readonly trustedDocuments: string | null
  readonly quickQueries: number
  readonly slowQueries: number
  readonly exports: number
  /** Null for any cost. */
  readonly maxQueryCost: number | null
  readonly drainDelaySeconds: number
  readonly drainTimeoutSeconds: number
  /** Null when data of any age can be served. */
  readonly maxDataAgeHours: number | null
  /** Null when the server does not refresh the stored views. */
  readonly refreshEverySeconds: number | null
  /** Null when stored views of any age can be served without a note. */
  readonly maxRefreshAgeSeconds: number | null
  /** Null when no issuer of tokens is configured. */
  readonly tokens: TokenSettings | null
  /** The settings of the SQL API; null: it is not served. */
  readonly sql: SqlConfig | null
  /** Those of a SQL API whose port is given by a flag. */
  readonly sqlDefaults: Omit<SqlConfig, 'port'>
  /** Whether traces go to a collector. */
  readonly isTraced: boolean
  /** Started by `npm start` or `npx`: the process must end with npm. */
  readonly isStartedByNpm: boolean
}

/**
 * The settings of the environment.
 *
 * @throws PlumblineError `BAD_CONFIGURATION`, with all invalid settings.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  // shells unset a variable by an empty value
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new PlumblineError('BAD_CONFIGURATION', 'Some settings are invalid.', { problems })
  }
  const { DATABASE_URL, HOST, PORT, LOG_LEVEL, STATEMENT_TIMEOUT_MS, ALLOWED_HOSTS, npm_lifecycle_event } =
    parsed.data
  return Object.freeze({
    database: DATABASE_URL,
    host: HOST,
    port: PORT,
    logLevel: LOG_LEVEL,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    allowedHosts: ALLOWED_HOSTS,
    corsOrigins: parsed.data.CORS_ORIGINS,
    requestsPerMinute: parsed.data.REQUESTS_PER_MINUTE,
    maxResponseBytes: parsed.data.MAX_RESPONSE_BYTES,
    policies: parsed.data.POLICIES ?? null,
    hashKey: parsed.data.PII_HASH_KEY ?? null,
    introspection: parsed.data.INTROSPECTION,
    explorer: parsed.data.EXPLORER,
    trustedDocuments: parsed.data.TRUSTED_DOCUMENTS ?? null,
    quickQueries: parsed.data.QUICK_QUERIES,
    slowQueries: parsed.data.SLOW_QUERIES,
    exports: parsed.data.EXPORTS,
    maxQueryCost: parsed.data.MAX_QUERY_COST ?? defaultLanes.maxQueryCost,
    drainDelaySeconds: parsed.data.DRAIN_DELAY_S,
    drainTimeoutSeconds: parsed.data.DRAIN_TIMEOUT_S,
    maxDataAgeHours: parsed.data.MAX_DATA_AGE_H ?? null,
    refreshEverySeconds: parsed.data.REFRESH_EVERY_S ?? null,
    maxRefreshAgeSeconds: parsed.data.MAX_REFRESH_AGE_S ?? null,
    tokens: tokenSettings(parsed.data),
    sql:
      parsed.data.SQL_PORT === undefined ? null : { ...sqlSettings(parsed.data), port: parsed.data.SQL_PORT },
    sqlDefaults: sqlSettings(parsed.data),
    isTraced: isTraced(parsed.data),
    isStartedByNpm: npm_lifecycle_event === 'start' || npm_lifecycle_event === 'npx',
  })
}

/** @throws PlumblineError `BAD_CONFIGURATION` for a certificate without its key, or a key without its certificate */
function sqlSettings(settings: z.infer<typeof schema>): Omit<SqlConfig, 'port'> {
  const { SQL_TLS_CERTIFICATE: certificate, SQL_TLS_KEY: key } = settings
  if ((certificate === undefined) !== (key === undefined))
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      'TLS needs SQL_TLS_CERTIFICATE and SQL_TLS_KEY together. Set the one that is missing.',
      { subject: 'SQL_TLS_CERTIFICATE' },
    )
  return {
    tls: certificate === undefined || key === undefined ? null : { certificate, key },
    statementMs: settings.STATEMENT_TIMEOUT_MS,
    connectionsPerRole: settings.SQL_CONNECTIONS,
    idleMs: settings.SQL_IDLE_S * 1_000,
    idleInTransactionMs: settings.SQL_IDLE_IN_TRANSACTION_S * 1_000,
  }
}

/** Whether the standard variables name a collector, or the exporter for it. */
function isTraced({ OTEL_SDK_DISABLED, OTEL_TRACES_EXPORTER, ...settings }: z.infer<typeof schema>): boolean {
  if (OTEL_SDK_DISABLED.toLowerCase() === 'true') return false
  if (OTEL_TRACES_EXPORTER !== undefined) return OTEL_TRACES_EXPORTER.includes('otlp')
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = settings
  return (OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? OTEL_EXPORTER_OTLP_ENDPOINT) !== undefined
}

/** The file of the policies: the one of the settings, or the one next to the definitions. */
export function policyFileOf({ policies }: Pick<Config, 'policies'>, sql: string): string {
  return policies ?? join(dirname(sql), 'policies.yaml')
}

/** @throws PlumblineError `BAD_CONFIGURATION` when an issuer is named without the settings that go with it */
function tokenSettings(settings: z.infer<typeof schema>): TokenSettings | null {
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_JWKS: jwks } = settings
  if (issuer === undefined && audience === undefined && jwks === undefined) return null
  if (issuer === undefined || audience === undefined || jwks === undefined)
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      'Tokens need JWT_ISSUER, JWT_AUDIENCE and JWT_JWKS together. Set the ones that are missing.',
      { subject: 'JWT_ISSUER' },
    )
  return Object.freeze({
    issuer,
    audience,
    jwks,
    algorithms: settings.JWT_ALGORITHMS,
    clockToleranceSeconds: settings.JWT_CLOCK_TOLERANCE_S,
    roleClaim: settings.JWT_ROLE_CLAIM,
  })
}

/** Whether full logging is requested, even when another setting is invalid. */
export function wantsFullLog(): boolean {
  return process.env['LOG_LEVEL'] === 'debug'
}
