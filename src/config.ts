import { z } from './forms.ts'
import { PlumblineError } from './errors.ts'
import { logLevels } from './log.ts'

const schema = z.object({
  /** `postgres://…`, a directory, or `memory`. */
  DATABASE_URL: z.string().min(1).default('.plumbline'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  /** A question's statement that runs longer is ended. */
  STATEMENT_TIMEOUT_MS: z.coerce.number().int().positive().default(60_000),
  /** Set by npm: the script that runs this process, or `npx`. */
  npm_lifecycle_event: z.string().optional(),
})

/** Every setting, read once. `docs/` and `--help` name them. */
export interface Config {
  readonly database: string
  readonly host: string
  readonly port: number
  readonly logLevel: (typeof logLevels)[number]
  readonly statementTimeoutMs: number
  /** Started by `npm start` or `npx`, which whoever stops them expects to leave nothing behind. */
  readonly isStartedByNpm: boolean
}

/**
 * The settings of the environment.
 *
 * @throws PlumblineError `BAD_CONFIGURATION`, with every setting that cannot be used.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  // an empty variable is how a shell says that there is none
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new PlumblineError('BAD_CONFIGURATION', 'Some settings cannot be used.', { problems })
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

/** Whether a log in full is asked for, also where another setting cannot be used. */
export const wantsFullLog = (): boolean => process.env['LOG_LEVEL'] === 'debug'
