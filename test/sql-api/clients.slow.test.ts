import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqlApi, type SqlApi } from './open-sql-api.ts'

let api: SqlApi

beforeAll(async () => {
  api = await openSqlApi()
})
afterAll(() => api.close())

const run = promisify(execFile)
const file = (name: string) => join(import.meta.dirname, 'clients', name)

const statement =
  'select month, sum(mrr) from plumbline_metrics.revenue where origin_motion = $1 group by month order by month'

/** A client, and a command that succeeds where it is installed. */
interface Client {
  readonly installed: readonly [command: string, ...options: string[]]
  readonly command: readonly [command: string, ...options: string[]]
}

const python = (module: string, name: string): Client => ({
  installed: ['/usr/bin/python3', '-c', `import ${module}`],
  command: ['/usr/bin/python3', file(name)],
})

/** Unmodified clients, with the packages of Debian. */
const clients: Readonly<Record<string, Client>> = {
  'psycopg 2': python('psycopg2', 'psycopg2_client.py'),
  'psycopg 3': python('psycopg', 'psycopg3_client.py'),
  SQLAlchemy: python('sqlalchemy, psycopg2', 'sqlalchemy_client.py'),
  asyncpg: python('asyncpg', 'asyncpg_client.py'),
  pgJDBC: {
    installed: ['sh', '-c', 'test -e /usr/share/java/postgresql.jar && java -version'],
    command: ['java', '-cp', '/usr/share/java/postgresql.jar', file('Jdbc.java')],
  },
  'DBD::Pg': { installed: ['perl', '-MDBD::Pg', '-e', '1'], command: ['perl', file('dbi.pl')] },
  PHP: {
    installed: ['php', '-r', 'exit(function_exists("pg_connect") ? 0 : 1);'],
    command: ['php', file('pgsql.php')],
  },
  'Ruby pg': { installed: ['ruby', '-e', "require 'pg'"], command: ['ruby', file('client.rb')] },
  RPostgreSQL: {
    installed: ['Rscript', '-e', 'library(RPostgreSQL)'],
    command: ['Rscript', '--vanilla', file('client.R')],
  },
  'LibreOffice Base': {
    installed: ['sh', '-c', 'command -v soffice && /usr/bin/python3 -c "import uno"'],
    command: ['/usr/bin/python3', file('libreoffice.py')],
  },
  'lib/pq': {
    installed: ['sh', '-c', 'test -d /usr/share/gocode/src/github.com/lib/pq && go version'],
    command: ['go', 'run', file('client.go')],
  },
  psqlODBC: {
    installed: ['sh', '-c', 'odbcinst -q -d | grep "PostgreSQL Unicode" && command -v isql'],
    command: [
      'sh',
      '-c',
      `echo "$STATEMENT" | sed "s/[$]1/'PLG'/" | isql -b -v -d' ' -k "Driver={PostgreSQL Unicode};Server=$PGHOST;Port=$PGPORT;Database=$PGDATABASE;UID=$PGUSER;PWD=$PGPASSWORD"`,
    ],
  },
}

test.for(Object.entries(clients))(
  '%s gets the rows of every other interface',
  async ([name, client], { skip }) => {
    const env = {
      ...process.env,
      PGHOST: '127.0.0.1',
      PGPORT: String(api.port),
      PGUSER: api.user,
      PGPASSWORD: 'secret',
      PGDATABASE: api.database,
      STATEMENT: statement,
      GO111MODULE: 'off',
      GOPATH: '/usr/share/gocode',
    }
    const [probe, ...options] = client.installed
    const isInstalled = await run(probe, options, { env }).then(
      () => true,
      () => false,
    )
    if (!isInstalled) {
      process.stdout.write(`${name} is not installed here: its test is skipped.\n`)
      skip()
    }
    const [command, ...rest] = client.command
    const { stdout } = await run(command, rest, { env })
    const found = stdout
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => line.trim().split(/\s+/))
      .map(([month, value]) => [month, Number(value)])
    const { rows } = await api.ask({
      metrics: ['mrr'],
      grain: 'month',
      where: [{ dimension: 'origin_motion', operator: 'eq', value: 'PLG' }],
    })
    expect(found).toEqual(rows.map(([month, value]) => [month, Number(value)]))
  },
)
