import fc from 'fast-check'
import { keyOfRole } from '../harness/key-of-role.ts'
import { createLog } from '../../src/log.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { readPolicies } from '../../src/policy/read-policies.ts'
import { startServer } from '../../src/server.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { fill, openDeployed } from '../harness/warehouse.ts'
import type { SourceRows } from '../harness/warehouse.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { arbitraryData } from '../property/arbitrary-data.ts'
import { withOtherTenant } from '../property/two-tenants.ts'
import type { SomeDocument } from './arbitrary-document.ts'

/** A response over HTTP. */
export interface Answer {
  readonly status: number
  readonly text: string
}

/** Two servers with the same role: one over the data of two tenants, one over those of the permitted tenant alone. */
export interface TwoTenantServers {
  readonly ask: (document: SomeDocument) => Promise<{ readonly both: Answer; readonly alone: Answer }>
  /** The keys of all accounts, of both tenants. */
  readonly accounts: readonly string[]
  readonly stop: () => Promise<void>
}

const policies = `
claims: { accounts: 'text[]' }
roles:
  tenant:
    metrics: ['*']
    entities: ['*']
    rows: { accounts: account_key = any(claims.accounts) }
`

/** Starts the servers, over data from a seed. */
export async function startTwoTenantServers(seed: number): Promise<TwoTenantServers> {
  const [data = {}] = fc.sample(arbitraryData('spring'), { seed, numRuns: 1 })
  const { one, both } = withOtherTenant(data)
  const alone = await openFilled(one as SourceRows)
  const shared = await openFilled(markOther(both as SourceRows))
  const own = await accountsIn(alone.engine)
  const { key, stored } = keyOfRole('tenant', { accounts: own })
  const serve = async (engine: Engine) => {
    const catalog = await ownCatalog()
    const found = await readPolicies('policies.yaml', policies, catalog)
    if (!('policies' in found)) throw new Error(JSON.stringify(found.problems))
    return startServer(
      runtimeOf(catalog, engine),
      {
        host: '127.0.0.1',
        port: 0,
        logLevel: 'silent',
        requestsPerMinute: 1_000_000,
        maxEventLoopDelayMs: 0,
      },
      {
        log: createLog('silent'),
        authentication: { readKeys: () => Promise.resolve(new Map([[stored.id, stored]])), readToken: null },
        policies: () => Promise.resolve(found.policies),
      },
    )
  }
  const servers = [await serve(shared.engine), await serve(alone.engine)] as const
  const askOne = async (url: string, { query, variables }: SomeDocument): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
    })
    return { status: response.status, text: await response.text() }
  }
  return {
    accounts: await accountsIn(shared.engine),
    ask: async (document) => {
      const [ofBoth, ofOne] = await Promise.all(servers.map(({ url }) => askOne(url, document)))
      return { both: ofBoth as Answer, alone: ofOne as Answer }
    },
    stop: async () => {
      for (const server of servers) await server.stop()
      await alone.close()
      await shared.close()
    },
  }
}

async function openFilled(rows: SourceRows) {
  const opened = await openDeployed('postgres')
  await opened.engine.transaction((transaction) => fill(transaction, opened.catalog, rows))
  return opened
}

async function accountsIn(engine: Engine): Promise<readonly string[]> {
  const rows = await engine.query<{ account_key: string }>({
    sql: 'select account_key from entities.accounts order by account_key',
    parameters: [],
  })
  return rows.map(({ account_key }) => account_key)
}

/** Attributes that have values of their own in the rows of the second tenant, so that a response cannot hide one. */
const marked = ['name', 'industry', 'country', 'icp_segment', 'signup_source', 'job_title']

function markOther(rows: SourceRows): SourceRows {
  return Object.fromEntries(
    Object.entries(rows).map(([table, all]) => [
      table,
      all.map((row) =>
        /other[- ]tenant/.test(JSON.stringify(row))
          ? Object.fromEntries(
              Object.entries(row).map(([column, value]) => [
                column,
                marked.includes(column) && typeof value === 'string' ? `other tenant ${value}` : value,
              ]),
            )
          : row,
      ),
    ]),
  )
}
