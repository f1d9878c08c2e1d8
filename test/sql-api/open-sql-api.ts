import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pg from 'pg'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import type { OpenRuntime } from '../../src/open-runtime.ts'
import { accessOf } from '../../src/policy/access.ts'
import { defaultPolicies } from '../../src/policy/default-policies.ts'
import { readPolicies } from '../../src/policy/read-policies.ts'
import { restrictRuntime } from '../../src/query/restrict-runtime.ts'
import { runQuery } from '../../src/query/run-query.ts'
import { generateCompany } from '../../src/sample-data/generate-company.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { MetricsResult } from '../../src/semantic/model/result.ts'
import { createMetricService } from '../../src/sql-api/answer/metric-service.ts'
import { createRelations } from '../../src/sql-api/relations/create-relations.ts'
import { readKeys } from '../../src/sql-api/relations/read-keys.ts'
import { startSqlServer } from '../../src/sql-api/start-sql-server.ts'
import type { SqlSettings } from '../../src/sql-api/sql-settings.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { deployedTemplate } from '../harness/templates.ts'

/** A SQL API over a small company, with a login for each role of the policies. */
export interface SqlApi {
  readonly port: number
  readonly engine: Engine
  readonly runtime: OpenRuntime
  readonly catalog: Catalog
  /** A login that is a member of a group. */
  readonly user: string
  readonly database: string
  /** A connection, by default as a member of the group of BI tools. */
  readonly connect: (user?: string, options?: pg.ClientConfig) => Promise<pg.Client>
  /** A connection to PostgreSQL itself. */
  readonly connectDirectly: () => Promise<pg.Client>
  /** The result of every other interface for a caller with the role of a login. */
  readonly ask: (request: MetricsRequestInput, role?: string) => Promise<MetricsResult>
  readonly logged: () => readonly Readonly<Record<string, unknown>>[]
  readonly close: () => Promise<void>
}

/** The people of the company: enough for a value in most families. */
const users = 120

/** Values as PostgreSQL prints them. */
export const asText = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig

/**
 * Opens a SQL API in front of a database of its own.
 *
 * @param logins a login for each of these roles of the policies, besides the one of the group `plumbline_bi`
 */
export const openSqlApi = async (
  settings: Partial<SqlSettings> = {},
  policyText: (login: (role: string) => string) => string = () => defaultPolicies,
  logins: readonly string[] = [],
): Promise<SqlApi> => {
  const catalog = await ownCatalog()
  const suffix = randomUUID().slice(0, 8)
  const login = (role: string) => `${role}_${suffix}`
  const { engine, url, stop } = await openTestPostgres(postgresUrl(), {}, deployedTemplate)
  await loadCompany(engine, catalog)
  await engine.transaction((transaction) => createRelations(transaction, catalog))
  const all = ['bi', ...logins].map(login)
  await engine.execute(
    all.map((name) => `create role ${name} login password 'secret'; grant plumbline_bi to ${name}`).join(';'),
  )
  const found = await readPolicies('policies.yaml', policyText(login), catalog)
  if (!('policies' in found)) throw new Error(JSON.stringify(found.problems))
  const { policies } = found
  const runtime = runtimeOf(catalog, engine)
  const lines: Readonly<Record<string, unknown>>[] = []
  const log = createLog(
    'info',
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(JSON.parse(chunk.toString()) as Readonly<Record<string, unknown>>)
        done()
      },
    }),
  )
  const service = createMetricService(
    runtime,
    await readKeys(engine, catalog),
    () => Promise.resolve(policies),
    null,
  )
  const server = await startSqlServer(
    url,
    service,
    {
      host: '127.0.0.1',
      port: 0,
      statementMs: 60_000,
      idleMs: 600_000,
      idleInTransactionMs: 600_000,
      connectionsPerRole: 20,
      tls: null,
      ...settings,
    },
    log,
  )
  const database = new URL(url).pathname.slice(1)
  const clients: pg.Client[] = []
  const open = async (config: pg.ClientConfig) => {
    const client = new pg.Client({ types: asText, ...config })
    client.on('error', () => undefined)
    await client.connect()
    clients.push(client)
    return client
  }
  return {
    port: server.port,
    engine,
    runtime,
    catalog,
    user: login('bi'),
    database,
    connect: (user = login('bi'), options = {}) =>
      open({ host: '127.0.0.1', port: server.port, user, password: 'secret', database, ...options }),
    connectDirectly: () => {
      const direct = new URL(url)
      direct.username = login('bi')
      direct.password = 'secret'
      return open({ connectionString: direct.href })
    },
    ask: async (request, role = 'analyst') => {
      const access = accessOf(policies, { method: 'key', subject: 'test', role, claims: {} }, null)
      return runQuery(restrictRuntime(runtime, access), request)
    },
    logged: () => lines,
    close: async () => {
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)))
      await server.stop()
      await engine
        .execute(`drop owned by ${all.join(', ')}; drop role ${all.join(', ')}`)
        .catch(() => undefined)
      await stop()
    },
  }
}

const loadCompany = async (engine: Engine, catalog: Catalog): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-company-'))
  try {
    await generateCompany({ users, seed: 7, directory, onProgress: () => undefined })
    await load(engine, catalog.sources, [directory])
    await refresh(engine, catalog)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** The error of a statement; fails when it is answered. */
export const rejection = async (client: pg.Client, sql: string): Promise<pg.DatabaseError> => {
  try {
    await client.query(sql)
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error
    throw error
  }
  throw new Error(`It was answered: ${sql}`)
}

/** Rows as texts, in no order: numbers without trailing zeros, `t` and `f` for booleans. */
export const comparable = (rows: readonly (readonly unknown[])[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row.map(plain))).sort()

const plain = (value: unknown): unknown => {
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string' && /^-?\d+\.\d+$/.test(value)) return value.replace(/\.?0+$/, '')
  return value ?? null
}
