import { Command } from 'commander'
import type { Catalog } from '../../catalog/catalog.ts'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { readConfig } from '../../config.ts'
import { PlumblineError } from '../../errors.ts'
import { inOperation, runtimeOf } from '../../open-runtime.ts'
import type { OpenRuntime } from '../../open-runtime.ts'
import type { ReadDeployed } from '../../server.ts'
import { deployedFiles } from '../../warehouse/release/deployed-files.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { openEngine } from '../../warehouse/open-engine.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { wholeNumber, withCommonOptions } from '../arguments/common-options.ts'
import { whenAskedToStop } from '../terminal/stop-signal.ts'
import { deployedCatalog } from '../diff/deployed-catalog.ts'
import { resolveDatabase } from '../steps/resolve-database.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { loadDemo } from '../steps/load-demo.ts'
import { createProgress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { ensureDeployed } from '../steps/with-runtime.ts'
import { refuseMissing } from '../steps/with-warehouse.ts'

interface ServeOptions extends CommonOptions {
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly demo?: true | undefined
  readonly follow?: true | undefined
}

/** `plumbline serve`: GraphQL over HTTP. */
export const serveCommand = (terminal: Terminal): Command =>
  withCommonOptions(new Command('serve'))
    .description('answer queries over HTTP: GraphQL at /graphql, the explorer at /')
    .option('--host <address>', 'where to listen (default: HOST, else 127.0.0.1)')
    .option('--port <number>', 'where to listen (default: PORT, else 4000)', wholeNumber(0, 65_535))
    .option('--demo', 'load a sample company first, if the database is empty')
    .option('--follow', 'answer by the definitions that are deployed in the database, and by the next ones')
    .addHelpText(
      'after',
      `
A server answers by the definitions in sql/ and refuses to when others are deployed. With --follow it answers by
those that are deployed, and goes over to others when they are: requests that run are not disturbed.

Example:
  $ plumbline serve --demo`,
    )
    .action((options: ServeOptions) => run(terminal, options))

async function run(terminal: Terminal, options: ServeOptions): Promise<void> {
  const config = readConfig()
  const { host = config.host, port = config.port } = options
  const database = resolveDatabase(options.database)
  if (options.demo !== true) refuseMissing(database)
  const { asked, forget } = whenAskedToStop(config.isStartedByNpm)
  // before it serves there is nothing to wait for; what is half loaded is undone when the database is next opened
  let isServing = false
  void asked.then(() => isServing || process.exit(exitCodes.failed))
  const { catalog, engine, startServer } = await openAll(options.sql, database, config.statementTimeoutMs)
  try {
    const runtime = await prepare(terminal, options, engine, catalog)
    const readDeployed = options.follow === true ? readerOfDeployed(options.sql) : null
    const server = await startServer(runtime, { ...config, host, port }, undefined, readDeployed).catch(
      (error: unknown) => {
        throw listenError(error, host, port)
      },
    )
    isServing = true
    terminal.out(options.json === true ? `${JSON.stringify({ url: server.url })}\n` : welcome(server.url))
    await asked
    await server.stop()
  } finally {
    forget()
    await engine.close()
  }
}

/** Fills the database where that is wanted, and sees to it that it holds what is to be served. */
async function prepare(
  terminal: Terminal,
  options: ServeOptions,
  engine: Engine,
  catalog: Catalog,
): Promise<OpenRuntime> {
  const own = withoutLimit(engine)
  const isDemo = options.demo === true && (await makeDemo(terminal, own, catalog))
  const runtime = runtimeOf(catalog, engine)
  // what is deployed is served as it is
  const follows = options.follow === true && (await deployedFiles(own)).size > 0
  if (isDemo || follows) return runtime
  await ensureDeployed(terminal, own, catalog)
  // better no server than one that refuses every question
  await inOperation(runtime, (asked) => withoutLimit(asked.engine).query({ sql: 'select 1', parameters: [] }))
  return runtime
}

/** Reads the definitions that are deployed, over the source contract of `sql/`. */
function readerOfDeployed(sql: string): ReadDeployed {
  return async (snapshot) => deployedCatalog(await deployedFiles(withoutLimit(snapshot)), sql)
}

/** What a server needs, at the same time: the embedded database opens in a thread of its own. */
async function openAll(sql: string, database: string, statementTimeoutMs: number) {
  const [opened, read, loaded] = await Promise.allSettled([
    openEngine(database, { statementTimeoutMs, thread: true }),
    loadCatalog(sql),
    // the server is the heaviest part, and no other command needs it
    import('../../server.ts'),
  ])
  const failed = [read, opened, loaded].find((one) => one.status === 'rejected')
  if (opened.status === 'fulfilled' && read.status === 'fulfilled' && loaded.status === 'fulfilled')
    return { catalog: read.value, engine: opened.value, startServer: loaded.value.startServer }
  if (opened.status === 'fulfilled') await opened.value.close()
  throw failed?.reason
}

async function makeDemo(terminal: Terminal, engine: Engine, catalog: Catalog): Promise<boolean> {
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

/** A port that is taken, or an address that is not ours, is the caller's to change. */
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

function welcome(url: string): string {
  return `
Plumbline answers at ${url}/graphql
The explorer is at   ${url}/

A first question:
  curl -s ${url}/graphql -H 'content-type: application/json' \\
    -d '{"query":"{ metrics(input: { metrics: [MRR], by: [ORIGIN_MOTION], grain: QUARTER }) { rows } }"}'

Ctrl-C stops it.
`
}
