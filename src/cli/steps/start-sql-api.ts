import type { Config } from '../../config.ts'
import { createLog } from '../../log.ts'
import type { OpenRuntime } from '../../open-runtime.ts'
import type { PoliciesFor } from '../../policy/follow-policies.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'
import type { RunningSqlServer } from '../../sql-api/start-sql-server.ts'
import type { SqlSettings } from '../../sql-api/sql-settings.ts'
import { demoLogin } from './demo-server.ts'

interface SqlApiParts {
  readonly runtime: OpenRuntime
  readonly database: string
  readonly policies: PoliciesFor
  readonly config: Pick<Config, 'logLevel' | 'hashKey'>
  readonly settings: SqlSettings
}

/** Starts the SQL API of a server. Without it, its parser and printer are not loaded. */
export async function startSqlApi({
  runtime,
  database,
  policies,
  config,
  settings,
}: SqlApiParts): Promise<RunningSqlServer> {
  const [{ startSqlServer }, { createMetricService }, { readKeys }] = await Promise.all([
    import('../../sql-api/start-sql-server.ts'),
    import('../../sql-api/answer/metric-service.ts'),
    import('../../sql-api/relations/read-keys.ts'),
  ])
  const keys = await readKeys(withoutLimit(runtime.engine), runtime.catalog)
  const service = createMetricService(runtime, keys, policies, config.hashKey)
  return startSqlServer(database, service, settings, createLog(config.logLevel))
}

/** How to connect. */
export function sqlWelcome(host: string, port: number, database: string, isDemo: boolean): string {
  const name = new URL(database).pathname.slice(1)
  const user = isDemo ? `${demoLogin.user}:${demoLogin.password}` : 'ROLE:PASSWORD'
  return `
SQL:      postgres://${user}@${host}:${port}/${name}
  psql postgres://${user}@${host}:${port}/${name} \\
    -c 'select month, sum(mrr) from plumbline_metrics.revenue group by month order by month'
`
}
