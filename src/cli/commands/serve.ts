import { Command } from 'commander'
import type { Catalog } from '../../catalog/catalog.ts'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { policyFileOf, readConfig } from '../../config.ts'
import type { Config } from '../../config.ts'
import { PlumblineError } from '../../errors.ts'
import { connectionsOf } from '../../http/lanes/lane-settings.ts'
import type { Authentication } from '../../identity/authenticate.ts'
import { createTokenReader } from '../../identity/read-token.ts'
import { createLog } from '../../log.ts'
import { followPolicies } from '../../policy/follow-policies.ts'
import { inOperation, runtimeOf } from '../../open-runtime.ts'
import type { OpenRuntime } from '../../open-runtime.ts'
import type { ReadDeployed } from '../../server.ts'
import { publishCopy } from '../../warehouse/release/batches/publish-copy.ts'
import { deployedFiles } from '../../warehouse/release/deployed-files.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { recentKeys } from '../../warehouse/keys/recent-keys.ts'
import { openEngine } from '../../warehouse/open-engine.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { isOwnSql, wholeNumber, withCommonOptions } from '../arguments/common-options.ts'
import { onStopSignal } from '../terminal/stop-signal.ts'
import { deployedCatalog } from '../diff/deployed-catalog.ts'
import { resolveDatabase } from '../steps/resolve-database.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { isServerUrl, prepareDemoRole, startDemoServer } from '../steps/demo-server.ts'
import { sqlWelcome, startSqlApi } from '../steps/start-sql-api.ts'
import { rejectEmbedded } from '../../sql-api/relations/create-relations.ts'
import { demoArchive } from '../demo/demo-archive.ts'
import { loadDemo } from '../demo/load-demo.ts'
import { refreshRegularly } from '../steps/refresh-regularly.ts'
import { createProgress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { ensureDeployed } from '../steps/with-runtime.ts'
import { rejectMissing } from '../steps/with-warehouse.ts'

interface ServeOptions extends CommonOptions {
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly demo?: true | undefined
  readonly follow?: true | undefined
  readonly allowAnonymous?: true | undefined
  readonly sqlPort?: number | undefined
}

/** `plumbline serve`: GraphQL over HTTP. */
export function serveCommand(terminal: Terminal): Command {
  return withCommonOptions(new Command('serve'))
    .description('serve queries over HTTP: GraphQL at /graphql, the explorer at /')
    .option('--host <address>', 'address to listen on (default: HOST, else 127.0.0.1)')
    .option('--port <number>', 'port to listen on (default: PORT, else 4000)', wholeNumber(0, 65_535))
    .option(
      '--sql-port <number>',
      'also serve clients of SQL on this port, as a PostgreSQL server (default: SQL_PORT, else not served)',
      wholeNumber(0, 65_535),
    )
    .option('--demo', 'load a sample company first, if the database is empty')
    .option('--follow', 'use the definitions deployed in the database, and follow later deployments')
    .option(
      '--allow-anonymous',
      'accept callers without a key or token; required on an address that other machines can reach',
    )
    .addHelpText(
      'after',
      `
A server uses the definitions in sql/ and rejects queries when others are deployed. With --follow it uses the
deployed definitions and switches to new ones when they are deployed; running requests are not disturbed.

Example:
  $ plumbline serve --demo`,
    )
    .action((options: ServeOptions) => run(terminal, options))
}

async function run(terminal: Terminal, options: ServeOptions): Promise<void> {
  const config = readConfig()
  const { host = config.host, port = config.port } = options
  const sql = options.sqlPort === undefined ? config.sql : { ...config.sqlDefaults, port: options.sqlPort }
  const given = resolveDatabase(options.database)
  if (options.demo !== true) rejectMissing(given)
  const { stopped, stopListening } = onStopSignal(config.isStartedByNpm)
  // before it serves, the process can end at once; a half-finished load is rolled back when the database is
  // next opened
  let isServing = false
  void stopped.then(() => isServing || process.exit(exitCodes.failed))
  // the embedded database has one session: the demo of the SQL API brings a server of its own
  const demoServer =
    sql !== null && options.demo === true && !isServerUrl(given) ? await startDemoServer(given) : null
  const database = demoServer?.url ?? given
  const archive = options.demo === true ? await archiveOf(terminal, database, options.sql) : null
  const { catalog, engine, startServer } = await openAll(options.sql, database, config, archive).catch(
    async (error: unknown) => {
      await demoServer?.stop()
      throw error
    },
  )
  const stopTracing = config.isTraced ? await startTraces(config) : null
  try {
    if (sql !== null) rejectEmbedded(engine)
    if (archive !== null) await publishCopy(withoutLimit(engine))
    const isDeployed = archive !== null && isOwnSql(options.sql)
    const runtime = isDeployed
      ? runtimeOf(catalog, engine, config)
      : await prepare(terminal, options, engine, catalog, config)
    if (demoServer !== null) await prepareDemoRole(engine, catalog)
    const readDeployed = options.follow === true ? deployedReader(options.sql) : null
    const policies = followPolicies(policyFileOf(config, options.sql), (error) => {
      terminal.err(`${String(error)}\n`)
    })
    const sqlServer =
      sql === null
        ? null
        : await startSqlApi({ runtime, database, policies, config, settings: { ...sql, host } }).catch(
            (error: unknown) => {
              throw listenError(error, host, sql.port)
            },
          )
    const server = await startServer(
      runtime,
      { ...config, host, port },
      {
        readDeployed,
        policies,
        hashKey: config.hashKey,
        authentication: authenticationOf(engine, config),
        allowAnonymous: options.allowAnonymous === true,
      },
    ).catch((error: unknown) => {
      throw listenError(error, host, port)
    })
    isServing = true
    const stopRefreshing = refreshesOf(options, config, engine, catalog)
    terminal.out(
      options.json === true
        ? `${JSON.stringify({ url: server.url, ...(sqlServer === null ? {} : { sqlPort: sqlServer.port }) })}\n`
        : welcome(server.url, config.explorer) +
            (sqlServer === null ? '' : sqlWelcome(host, sqlServer.port, database, demoServer !== null)),
    )
    await stopped
    await stopRefreshing()
    await sqlServer?.stop()
    await server.stop()
  } finally {
    stopListening()
    await engine.close()
    await demoServer?.stop()
    await stopTracing?.()
  }
}

/** Writes traces to the collector of the settings. Without one, its packages are not loaded. */
async function startTraces({ logLevel }: Config): Promise<() => Promise<void>> {
  const { startTracing } = await import('../../http/tracing/start-tracing.ts')
  return startTracing(createLog(logLevel))
}

/** API keys are in the database; the issuer of tokens is in the settings. */
function authenticationOf(engine: Engine, { tokens }: Pick<Config, 'tokens'>): Authentication {
  return {
    readKeys: recentKeys(engine),
    readToken: tokens === null ? null : createTokenReader(tokens),
  }
}

/** Fills the database with the demo if requested, and ensures that the definitions are deployed. */
async function prepare(
  terminal: Terminal,
  options: ServeOptions,
  engine: Engine,
  catalog: Catalog,
  config: Pick<Config, 'maxRefreshAgeSeconds'>,
): Promise<OpenRuntime> {
  const own = withoutLimit(engine)
  const isDemo = options.demo === true && (await loadDemoData(terminal, own, catalog))
  const runtime = runtimeOf(catalog, engine, config)
  // follow mode serves the deployed definitions
  const follows = options.follow === true && (await deployedFiles(own)).size > 0
  if (isDemo || follows) return runtime
  await ensureDeployed(terminal, own, catalog, false)
  // fail at the start rather than reject every query
  await inOperation(runtime, (operation) =>
    withoutLimit(operation.engine).query({ sql: 'select 1', parameters: [] }),
  )
  return runtime
}

/** Reads the definitions that the server uses. */
function catalogReader(
  { follow, sql }: ServeOptions,
  engine: Engine,
  catalog: Catalog,
): () => Promise<Catalog> {
  return async () => (follow === true ? deployedReader(sql)(engine) : catalog)
}

/** Refreshes the stored views as often as configured, with the definitions that the server uses; returns its end. */
function refreshesOf(
  options: ServeOptions,
  { refreshEverySeconds, logLevel }: Config,
  engine: Engine,
  catalog: Catalog,
): () => Promise<void> {
  if (refreshEverySeconds === null) return () => Promise.resolve()
  return refreshRegularly({
    engine,
    everySeconds: refreshEverySeconds,
    log: createLog(logLevel),
    readCatalog: catalogReader(options, engine, catalog),
  })
}

/** Reads the deployed definitions, with the source contract of `sql/`. */
function deployedReader(sql: string): ReadDeployed {
  return async (snapshot) => deployedCatalog(await deployedFiles(withoutLimit(snapshot)), sql)
}

/** Loads the parts of a server in parallel: the embedded database opens in its own thread. */
async function openAll(sql: string, database: string, config: Config, archive: URL | null) {
  const [opened, read, loaded] = await Promise.allSettled([
    openEngine(database, {
      statementTimeoutMs: config.statementTimeoutMs,
      poolSize: connectionsOf(config),
      thread: true,
      initialData: archive ?? undefined,
    }),
    loadCatalog(sql),
    // the server is the heaviest module, and no other command needs it
    import('../../server.ts'),
  ])
  const failed = [read, opened, loaded].find((one) => one.status === 'rejected')
  if (opened.status === 'fulfilled' && read.status === 'fulfilled' && loaded.status === 'fulfilled')
    return { catalog: read.value, engine: opened.value, startServer: loaded.value.startServer }
  if (opened.status === 'fulfilled') await opened.value.close()
  throw failed?.reason
}

async function archiveOf(terminal: Terminal, database: string, sql: string): Promise<URL | null> {
  const progress = createProgress(terminal)
  return demoArchive(database, sql, progress).finally(() => {
    progress.end()
  })
}

async function loadDemoData(terminal: Terminal, engine: Engine, catalog: Catalog): Promise<boolean> {
  const progress = createProgress(terminal)
  return loadDemo(engine, catalog, progress).finally(() => {
    progress.end()
  })
}

const listenCodes: ReadonlySet<string> = new Set([
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'EACCES',
  'EAI_AGAIN',
  'EINVAL',
  'ENOTFOUND',
])

/** A port in use or an unavailable address is a mistake of the configuration. */
function listenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (!listenCodes.has(String(code))) return error
  return new PlumblineError(
    'BAD_CONFIGURATION',
    `Cannot listen on ${host}:${port} (${String(code)}): name another --port or --host.`,
    {
      subject: 'port',
    },
  )
}

function welcome(url: string, hasExplorer: boolean): string {
  return `
GraphQL:  ${url}/graphql
${hasExplorer ? `Explorer: ${url}/\n` : ''}
A first query:
  curl -s ${url}/graphql -H 'content-type: application/json' \\
    -d '{"query":"{ metrics(input: { metrics: [MRR], by: [ORIGIN_MOTION], grain: QUARTER }) { rows } }"}'

Press Ctrl-C to stop.
`
}
