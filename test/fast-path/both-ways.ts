import fc from 'fast-check'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { keyOfRole } from '../harness/key-of-role.ts'
import { readPolicies } from '../../src/policy/read-policies.ts'
import { startServer } from '../../src/server.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import type { SomeDocument } from '../fuzz/arbitrary-document.ts'
import type { EngineKind } from '../harness/engine-kinds.ts'
import { fillResults } from '../harness/fill-stored.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { fill, openDeployed } from '../harness/warehouse.ts'
import type { SourceRows } from '../harness/warehouse.ts'
import { arbitraryData } from '../property/arbitrary-data.ts'
import { withOtherTenant } from '../property/two-tenants.ts'

/** Everything of a response that a caller can see, without what differs between any two requests. */
export interface Response {
  readonly status: number
  readonly type: string | null
  readonly text: string
}

/** A server that answers the same document from one statement and with its resolvers. */
export interface BothWays {
  readonly ask: (
    role: Role,
    document: SomeDocument,
  ) => Promise<{ readonly ahead: Response; readonly resolved: Response; readonly isAhead: boolean }>
  /** The keys of all accounts. */
  readonly accounts: readonly string[]
  readonly stop: () => Promise<void>
}

export const roles = ['everything', 'tenant', 'masked', 'hashed', 'few'] as const
export type Role = (typeof roles)[number]

const policies = `
claims: { accounts: 'text[]' }
roles:
  everything: { metrics: ['*'], entities: ['*'], columns: { pii: visible } }
  masked: { metrics: ['*'], entities: ['*'], columns: { pii: masked } }
  hashed: { metrics: ['*'], entities: ['*'], columns: { pii: hashed } }
  few: { metrics: ['mrr'], entities: [accounts, workspaces] }
  tenant:
    metrics: ['*']
    entities: ['*']
    rows: { accounts: account_key = any(claims.accounts) }
`

/** Starts the server over data from a seed. */
export async function startBothWays(kind: EngineKind, seed: number): Promise<BothWays> {
  const [data = {}] = fc.sample(arbitraryData('spring'), { seed, numRuns: 1 })
  const { both } = withOtherTenant(data)
  const opened = await openDeployed(kind)
  await opened.engine.transaction(async (transaction) => {
    await fill(transaction, opened.catalog, both as SourceRows)
    // parts of account pages are answered ahead from stored rows only
    await fillResults(transaction, opened.catalog)
  })
  const accounts = (
    await opened.engine.query<{ account_key: string }>({
      sql: 'select account_key from entities.accounts order by account_key',
      parameters: [],
    })
  ).map(({ account_key }) => account_key)
  const catalog = await ownCatalog()
  const found = await readPolicies('policies.yaml', policies, catalog)
  if (!('policies' in found)) throw new Error(JSON.stringify(found.problems))
  const own = accounts.filter((_key, place) => place % 2 === 0)
  const keys = new Map(roles.map((role) => [role, keyOfRole(role, { accounts: own })]))
  const stored = [...keys.values()].map((one) => one.stored)
  const watched = countBrief(opened.engine)
  const server = await startServer(
    runtimeOf(catalog, watched.engine),
    { host: '127.0.0.1', port: 0, logLevel: 'silent', requestsPerMinute: 1_000_000, maxEventLoopDelayMs: 0 },
    {
      log: createLog('silent'),
      authentication: {
        readKeys: () => Promise.resolve(new Map(stored.map((one) => [one.id, one]))),
        readToken: null,
      },
      policies: () => Promise.resolve(found.policies),
      hashKey: 'a key of sixteen characters',
    },
  )
  const send = async (role: Role, { query, variables }: SomeDocument, more: object): Promise<Response> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${keys.get(role)?.key ?? ''}`,
      },
      body: JSON.stringify({ query, variables, ...more }),
    })
    const text = await response.text()
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: text.replaceAll(/"requestId":"[^"]*"/g, ''),
    }
  }
  return {
    accounts,
    ask: async (role, document) => {
      // only resolvers read extensions
      const resolved = await send(role, document, { extensions: {} })
      const before = watched.rows()
      const ahead = await send(role, document, {})
      return { ahead, resolved, isAhead: watched.rows() > before }
    },
    stop: async () => {
      await server.stop()
      await opened.close()
    },
  }
}

/** The same engine, and the number of rows of brief statements. */
function countBrief(engine: Engine) {
  let rows = 0
  return {
    rows: () => rows,
    engine: {
      ...engine,
      queryArrays: async (...[statement, options]: Parameters<Engine['queryArrays']>) => {
        const result = await engine.queryArrays(statement, options)
        if (options?.isBrief === true) rows += result.rows.length
        return result
      },
    } satisfies Engine,
  }
}
