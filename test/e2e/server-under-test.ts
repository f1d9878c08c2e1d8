import type { Config } from '../../src/config.ts'
import { traceFields } from '../../src/http/tracing/trace-requests.ts'
import { createLog } from '../../src/log.ts'
import type { Log } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { startServer } from '../../src/server.ts'
import type { ServerParts } from '../../src/server.ts'
import type { Engine, QueryOptions, Statement } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { writeDataSet } from '../contract/data-set.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import { filledTemplate } from '../harness/filled-template.ts'
import type { EngineKind } from '../harness/engine-kinds.ts'
import type { Fill } from '../harness/filled-template.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openDeployed } from '../harness/warehouse.ts'
import type { DeployedWarehouse } from '../harness/warehouse.ts'
import { smallCompany } from './small-company.ts'

/** A response as sent over HTTP. */
export interface GraphQLAnswer {
  readonly status: number
  readonly requestId: string | null
  readonly data: unknown
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions: Readonly<Record<string, unknown>>
  }[]
}

/** The value at a path of a response: `at(data, 'accounts.nodes.0.key')`; `*` selects all items of a list. */
export function at(data: unknown, path: string): unknown {
  const [step, ...rest] = path.split('.')
  if (step === undefined || path === '') return data
  if (step === '*') return (data as readonly unknown[]).map((item) => at(item, rest.join('.')))
  return at(Reflect.get(Object(data) as object, step), rest.join('.'))
}

export interface ServerUnderTest {
  readonly url: string
  readonly engine: Engine
  /** Every statement sent to the warehouse since the last call, but for comparing and estimating. */
  statements(): readonly string[]
  /** Those among them that answer queries; the others read the state of the warehouse. */
  queries(): readonly string[]
  /** Every line of the log, as JSON, since the last call. */
  logged(): readonly Readonly<Record<string, unknown>>[]
  /** Makes the next statement fail as a broken warehouse would. */
  failNext(error: Error): void
  /** Delays the next statement until its client disconnects; resolves when it is sent, with its signal. */
  holdNext(): Promise<AbortSignal | undefined>
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphQLAnswer>
  stop(): Promise<void>
}

/** A server on a free port, over a warehouse filled with contract files; on PostgreSQL unless an engine is given. */
export async function startServerUnderTest(
  files: Readonly<Record<string, string>>,
  open: EngineKind | (() => Promise<DeployedWarehouse>) = 'postgres',
  settings: Partial<Config> = {},
  parts: Omit<ServerParts, 'log'> = {},
): Promise<ServerUnderTest> {
  const { engine, catalog, close } = await openFilled(files, open)
  const lines: string[] = []
  const log: Log = createLog('debug', { write: (line) => lines.push(line) }, traceFields)
  const watched = watch(engine)
  const server = await startServer(
    runtimeOf(catalog, watched.engine),
    // PGlite runs in this thread here, and blocks its event loop; in a served process it has one of its own
    { host: '127.0.0.1', port: 0, logLevel: 'debug', maxEventLoopDelayMs: 0, ...settings },
    { log, ...parts },
  )
  return {
    url: server.url,
    engine,
    statements: () => watched.sent.splice(0).map(({ sql }) => sql),
    queries: () =>
      watched.sent
        .splice(0)
        .filter(({ isOwnWork }) => !isOwnWork)
        .map(({ sql }) => sql),
    logged: () => lines.splice(0).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
    failNext: watched.failNext,
    holdNext: watched.holdNext,
    ask: (query, variables) => ask(server.url, query, variables),
    stop: async () => {
      await server.stop()
      await close()
    },
  }
}

async function openFilled(
  files: Readonly<Record<string, string>>,
  open: EngineKind | (() => Promise<DeployedWarehouse>),
): Promise<DeployedWarehouse> {
  if (open === 'postgres' && files === smallCompany) {
    const template = await filledTemplate('small_company', withFiles(files))
    const { engine, stop } = await openTestPostgres(postgresUrl(), {}, template)
    return { engine, catalog: await ownCatalog(), close: stop }
  }
  const opened = await (typeof open === 'string' ? openDeployed(open) : open())
  await withFiles(files)(opened.engine, opened.catalog)
  return opened
}

function withFiles(files: Readonly<Record<string, string>>): Fill {
  return async (engine, catalog) => {
    const dataSet = await writeDataSet(files)
    await load(engine, catalog.sources, [dataSet.directory])
    await dataSet.remove()
    await refresh(engine, catalog)
  }
}

async function ask(url: string, query: string, variables: unknown): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const body = (await response.json()) as Pick<GraphQLAnswer, 'data' | 'errors'>
  return { status: response.status, requestId: response.headers.get('x-request-id'), ...body }
}

/** The same engine, which records its statements, and can be made to fail or to hang. */
function watch(engine: Engine) {
  const sent: { sql: string; isOwnWork: boolean }[] = []
  const interferences: ((options?: QueryOptions) => Promise<void>)[] = []
  const note = async (statement: Statement, options?: QueryOptions) => {
    // the definitions are compared before the statements of an operation, and each is estimated before it runs
    if (!/^explain |^select case when not pg_is_in_recovery|plumbline\.deployed_metrics/.test(statement.sql))
      sent.push({ sql: statement.sql, isOwnWork: options?.isOwnWork === true })
    // what fails ahead of the resolvers runs again, and a broken warehouse fails again
    const interfere = options?.isBrief === true ? interferences[0] : interferences.shift()
    await interfere?.(options)
  }
  const watching = (watched: Engine, all?: AbortSignal): Engine => {
    const ofAll = (options?: QueryOptions): QueryOptions => ({ ...options, signal: all ?? options?.signal })
    return {
      ...watched,
      query: async (statement, options) => {
        await note(statement, ofAll(options))
        return watched.query(statement, options)
      },
      queryArrays: async (statement, options) => {
        await note(statement, ofAll(options))
        return watched.queryArrays(statement, options)
      },
      snapshot: (options) => watching(watched.snapshot(options), options?.signal),
    }
  }
  return {
    engine: watching(engine),
    sent,
    failNext: (error: Error) => interferences.push(() => Promise.reject(error)),
    holdNext: () =>
      new Promise<AbortSignal | undefined>((resolve) => {
        interferences.push((options) => {
          resolve(options?.signal)
          return new Promise((_resolve, reject) => {
            options?.signal?.addEventListener('abort', () => reject(new Error('the caller is gone')))
          })
        })
      }),
  }
}
