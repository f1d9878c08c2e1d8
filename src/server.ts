import { fastify } from 'fastify'
import type { Catalog } from './catalog/catalog.ts'
import type { Config } from './config.ts'
import { PlumblineError } from './errors.ts'
import { authenticateRequests } from './http/callers/authenticate-requests.ts'
import { checkHost, isLoopback, requireHost } from './http/limits/check-host.ts'
import { checkSite } from './http/limits/check-site.ts'
import { readTrustedDocuments } from './http/documents/trusted-documents.ts'
import { forbidStoring } from './http/caching.ts'
import { serveDefinitions } from './http/definitions-served.ts'
import type { Served } from './http/definitions-served.ts'
import { serveExplorer } from './http/explorer-files.ts'
import { answerExport } from './http/export/answer-export.ts'
import { readerLimits } from './http/export/respond.ts'
import { serveExport } from './http/export/serve-export.ts'
import { followBatches } from './http/live/follow-batches.ts'
import { createOpenStreams } from './http/live/open-streams.ts'
import { serveWebSocket } from './http/live/serve-websocket.ts'
import { serveSse } from './http/live/serve-sse.ts'
import { serveGraphQL } from './http/graphql/serve-graphql.ts'
import { startGraphQL } from './http/graphql/graphql-handler.ts'
import { limitDocument } from './http/documents/limit-document.ts'
import { limitVariables } from './http/documents/limit-variables.ts'
import { respondToFault, respondToFaults, logRequests, maxBytes } from './http/log-requests.ts'
import { answerCube } from './http/cube/answer-cube.ts'
import { serveCube } from './http/cube/serve-cube.ts'
import { answerDbt } from './http/dbt/answer-dbt.ts'
import { serveDbt } from './http/dbt/serve-dbt.ts'
import { answerMcp } from './http/mcp/answer-mcp.ts'
import { serveMcp } from './http/mcp/serve-mcp.ts'
import { createDrain } from './http/operation/drain.ts'
import { serveHealth } from './http/operation/health.ts'
import { createReadiness } from './http/operation/readiness.ts'
import { protect } from './http/limits/protect.ts'
import { createLanes } from './http/lanes/lanes.ts'
import { recordRequests } from './http/request-record.ts'
import { serveMetrics } from './http/operation/metrics.ts'
import { auditRequests } from './http/operation/audit.ts'
import { answer } from './http/operation/answer.ts'
import { traceFields, traceRequests } from './http/tracing/trace-requests.ts'
import { readJson } from './http/limits/read-json.ts'
import { requestIdOf } from './http/request-id.ts'
import { defaultSettings } from './http/server-settings.ts'
import type { ServerSettings } from './http/server-settings.ts'
import { acceptsAnonymous } from './identity/authenticate.ts'
import type { Authentication } from './identity/authenticate.ts'
import { createLog } from './log.ts'
import type { Log } from './log.ts'
import type { PoliciesFor } from './policy/follow-policies.ts'
import { fastPathOver } from './http/graphql/fast-path-over.ts'
import type { OpenRuntime } from './open-runtime.ts'
import { newestBatch } from './query/newest-batch.ts'
import { executableSchema } from './resolvers/schema/executable-schema.ts'
import type { Engine } from './warehouse/engine/engine.ts'

export interface RunningServer {
  readonly url: string
  /** Stops accepting requests, and waits for running ones as long as configured. The runtime stays open. */
  stop(): Promise<void>
}

/** Reads the deployed definitions of a state of the warehouse. */
export type ReadDeployed = (snapshot: Engine) => Promise<Catalog>

/** The parts of a server, in addition to its settings. */
export interface ServerParts {
  readonly log?: Log
  /** When given, the server follows the deployed definitions. */
  readonly readDeployed?: ReadDeployed | null
  /** Who may query; by default every caller that reaches the server. */
  readonly authentication?: Authentication
  /** What callers may see; by default everything. */
  readonly policies?: PoliciesFor | null
  /** The key of hashes of personal data. */
  readonly hashKey?: string | null
  /** Other machines may reach the server while it accepts anonymous callers. */
  readonly allowAnonymous?: boolean
}

/** The longest time to receive the headers of a request, and a whole request. */
const maxHeadersMs = 10_000
const maxRequestMs = 30_000

const withoutKeys: Authentication = {
  readKeys: () => Promise.resolve(new Map()),
  readToken: null,
}

/**
 * Serves GraphQL at `/graphql`, exports at `/export`, agents at `/mcp`, clients of Cube at `/cubejs-api`, those of
 * dbt's Semantic Layer at `/api/graphql`, the explorer at `/`, and `/health` and `/ready` for monitoring.
 *
 * @throws PlumblineError `BAD_CONFIGURATION` when other machines could reach a server that accepts anonymous callers
 */
export async function startServer(
  runtime: OpenRuntime,
  config: Pick<Config, 'host' | 'port' | 'logLevel'> &
    Partial<Pick<Config, 'allowedHosts' | 'maxDataAgeHours'> & ServerSettings>,
  parts: ServerParts = {},
): Promise<RunningServer> {
  const { log = createLog(config.logLevel, undefined, traceFields), readDeployed = null } = parts
  const { authentication = withoutKeys, allowAnonymous = false, policies = null, hashKey = null } = parts
  // an error in the file ends the start rather than every request
  const roles = [...((await policies?.(runtime.catalog))?.roles.values() ?? [])]
  if (hashKey === null && roles.some(({ columns }) => [...columns.values()].includes('hashed')))
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      'A role sees hashes of personal data, which need a key: set PII_HASH_KEY to a secret of 16 characters or more.',
      { subject: 'PII_HASH_KEY' },
    )
  const isOpen = await acceptsAnonymous(authentication)
  if (isOpen && !allowAnonymous && !isLoopback(config.host)) throw reachable(config.host)
  const http = fastify({
    bodyLimit: maxBytes,
    genReqId: requestIdOf,
    requestIdHeader: false,
    frameworkErrors: respondToFault(log),
    requestTimeout: maxRequestMs,
    // Node looks for expired requests every 30 s by default
    http: { headersTimeout: maxHeadersMs, connectionsCheckingInterval: 1_000 },
  })
  const settings = { ...defaultSettings, ...config }
  const serve = async (definitions: OpenRuntime): Promise<Served> => {
    const schema = executableSchema(definitions.catalog)
    const graphql = await startGraphQL(http, schema, settings, log)
    return {
      runtime: definitions,
      schema,
      graphql,
      fastPath: fastPathOver(definitions, schema, settings, log),
    }
  }
  const served = serveDefinitions(
    await serve(runtime),
    readDeployed &&
      (async ({ snapshot, deployed }) => {
        const definitions = runtime.with(await readDeployed(snapshot))
        const release = await deployed()
        if (definitions.release.hash !== release?.hash) throw otherVersion(definitions, release?.hash)
        return serve(definitions)
      }),
    log,
  )
  if (readDeployed !== null)
    await served.begin(new AbortController().signal).then(({ operation }) => operation.end())
  const { trustedDocuments, maxResponseBytes } = settings
  const trusted =
    trustedDocuments === null ? null : await readTrustedDocuments(trustedDocuments, served.current().schema)
  const lanes = createLanes(runtime.engine.kind, settings)
  recordRequests(http)
  traceRequests(http)
  logRequests(http, log)
  auditRequests(http, log)
  requireHost(http)
  const { allowedHosts = [] } = config
  if (allowedHosts.length > 0 || (isOpen && isLoopback(config.host)))
    checkHost(http, [config.host, ...allowedHosts])
  checkSite(http)
  // before the credentials: a page of another origin can read why they are rejected
  await protect(http, settings)
  authenticateRequests(http, authentication)
  forbidStoring(http)
  respondToFaults(http, log)
  readJson(http)
  limitDocument(http)
  limitVariables(http)
  const drain = createDrain(http, settings)
  const readiness = createReadiness(served, drain.isStopping, config.maxDataAgeHours ?? null)
  serveHealth(http, readiness, log)
  serveMetrics(http, { definitions: served, lanes, readiness })
  if (settings.explorer) await http.register(serveExplorer)
  const queried = { served, lanes, policies, hashKey, log }
  const open = { isTrustedOnly: trusted !== null, introspection: settings.introspection }
  await serveGraphQL(http, trusted, (request, reply) =>
    answer({ ...queried, maxResponseBytes }, request, reply),
  )
  const streams = createOpenStreams()
  http.addHook('preClose', (done) => {
    streams.close()
    done()
  })
  const readBatch = async () => (await newestBatch(runtime.engine))?.batch ?? null
  const live = {
    ...queried,
    maxResponseBytes,
    authentication,
    introspection: settings.introspection,
    streams,
    batches: followBatches(readBatch, log),
  }
  serveSse(http, live, trusted)
  await serveWebSocket(http, { ...live, corsOrigins: settings.corsOrigins }, trusted)
  serveExport(http, (request, reply) => answerExport({ ...queried, ...open, readerLimits }, request, reply))
  serveMcp(http, (request, reply) => answerMcp({ ...queried, ...open, maxResponseBytes }, request, reply))
  await serveCube(http, log, (method, request, reply) =>
    answerCube({ ...queried, ...open, maxResponseBytes }, method, request, reply),
  )
  await serveDbt(http, log, (request, reply) =>
    answerDbt({ ...queried, ...open, maxResponseBytes }, request, reply),
  )

  const url = await http.listen({ host: config.host, port: config.port })
  log.info({ event: 'listening', url })
  let stopping: Promise<void> | null = null
  return {
    url,
    stop: () => {
      stopping ??= drain
        .stop()
        .then(() => served.current().graphql.stop())
        .then(() => log.info({ event: 'stopped' }))
      return stopping
    },
  }
}

function reachable(host: string): PlumblineError {
  return new PlumblineError(
    'BAD_CONFIGURATION',
    `Every caller would be accepted on ${host}. Create a key (plumbline keys create), configure an issuer of tokens ` +
      '(JWT_ISSUER), or accept anonymous callers with --allow-anonymous.',
    { subject: 'host' },
  )
}

function otherVersion({ release }: OpenRuntime, deployed: string | undefined): PlumblineError {
  return new PlumblineError(
    'DEFINITIONS_CHANGED',
    `The deployed files have the hash ${release.hash} here, and ${deployed ?? 'none'} where they were ` +
      'deployed. Restart the server with the version of Plumbline that deployed them.',
    { subject: 'definitions' },
  )
}
