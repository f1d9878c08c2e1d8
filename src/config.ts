import { z } from './forms.ts'
import { PlumblineError } from './errors.ts'
import { logLevels } from './log.ts'

const schema = z.object({
  /** `postgres://…`, a directory, or `memory`. */
  DATABASE_URL: z.string().min(1).default('.plumbline'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  /** Time limit for a statement of a query. */
  STATEMENT_TIMEOUT_MS: z.coerce.number().int().positive().default(60_000),
  /** Set by npm: the script that runs this process, or `npx`. */
  npm_lifecycle_event: z.string().optional(),
})

/** All settings, read once. `docs/` and `--help` list them. */
export interface Config {
  readonly database: string
  readonly host: string
  readonly port: number
  readonly logLevel: (typeof logLevels)[number]
  readonly statementTimeoutMs: number
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
  const { DATABASE_URL, HOST, PORT, LOG_LEVEL, STATEMENT_TIMEOUT_MS, npm_lifecycle_event } = parsed.data
  return Object.freeze({
    database: DATABASE_URL,
    host: HOST,
    port: PORT,
    logLevel: LOG_LEVEL,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    isStartedByNpm: npm_lifecycle_event === 'start' || npm_lifecycle_event === 'npx',
  })
}

/** Whether full logging is requested, even when another setting is invalid. */
export function wantsFullLog(): boolean {
  return process.env['LOG_LEVEL'] === 'debug'
}
