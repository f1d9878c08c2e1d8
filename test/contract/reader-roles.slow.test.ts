import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { readerRoles } from '../../src/warehouse/release/roles/reader-roles.ts'
import { commandLine } from '../cli/command-line.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { startPostgresServer } from '../harness/start-postgres-server.ts'
import type { PostgresServer } from '../harness/start-postgres-server.ts'
import { writeDataSet } from './data-set.ts'

let server: PostgresServer
let admin: Engine
let catalog: Catalog

/** Every person has an address and a name that no other value contains. */
const people = {
  ...smallCompany,
  'users.csv': `user_id,email,created_at,name,signup_source,invited_by_user_id
ada,ada.secret@acme.com,2025-01-01T10:00:00Z,Ada Secret,ads,
bob,bob.secret@acme.com,2025-01-02T10:00:00Z,Bob Secret,,ada
cy,cy.secret@acme.com,2025-02-03T10:00:00Z,Cy Secret,,ada
dee,dee.secret@globex.com,2025-02-04T10:00:00Z,Dee Secret,search,
eve,eve.secret@gmail.com,2025-03-05T10:00:00Z,Eve Secret,search,
`,
  'billing_customers.csv': `customer_id,account_id,workspace_id,payer_email,payer_user_id,created_at
c1,acme,w1,ada.secret@acme.com,ada,2025-01-10T00:00:00Z
c2,acme,w2,finance.secret@acme.com,,2025-02-10T00:00:00Z
c3,,,lone.secret@gmail.com,,2025-02-10T00:00:00Z
`,
  'contacts.csv': `contact_id,account_id,email,user_id,title,buyer_role
k1,acme,contact.secret@acme.com,,CFO,buyer
`,
  'invitations.csv': `invitation_id,workspace_id,inviter_user_id,invitee_key,sent_at,accepted_at,accepted_user_id,revoked_at
i1,w1,ada,invited.secret@acme.com,2025-01-02T10:00:00Z,2025-01-02T11:00:00Z,bob,
`,
}

beforeAll(async () => {
  server = await startPostgresServer()
  admin = await openEngine(server.url)
  catalog = await ownCatalog()
  await admin.execute(`
    create role deployer login password 'deployer';
    grant create on database postgres to deployer;`)
})

afterAll(async () => {
  await admin.close()
  await server.stop()
})

/** The URL of the database for another user. */
function urlOf(user: string): string {
  const url = new URL(server.url)
  url.username = user
  url.password = user
  return url.href
}

/** Runs work as a new login with a role. */
async function as<Result>(role: string, work: (engine: Engine) => Promise<Result>): Promise<Result> {
  const login = `login_of_${role}`
  await admin.execute(`create role ${login} login password '${login}' in role ${role}`)
  const engine = await openEngine(urlOf(login))
  try {
    return await work(engine)
  } finally {
    await engine.close()
    await admin.execute(`drop role ${login}`)
  }
}

const select = (engine: Engine, sql: string) => engine.queryArrays({ sql, parameters: [] })

const schemas = 'source staging parameters entities facts signals metrics checks plumbline'.split(' ')

/** All values of all columns that the user may read, by column. */
async function readable(engine: Engine, of = schemas): Promise<ReadonlyMap<string, readonly string[]>> {
  const columns = await engine.query<{ relation: string; column: string }>({
    sql: `select table_schema || '.' || table_name as relation, column_name as column
      from information_schema.columns
      where table_schema = any ($1::text[])`,
    parameters: [of],
  })
  const found = new Map<string, readonly string[]>()
  for (const relation of new Set(columns.map((column) => column.relation))) {
    const own = columns.filter((column) => column.relation === relation)
    const { rows } = await select(
      engine,
      `select ${own.map(({ column }) => `"${column}"::text`).join(', ')} from ${relation}`,
    )
    for (const [index, { column }] of own.entries())
      found.set(
        `${relation}.${column}`,
        rows.map((row) => String(row[index])),
      )
  }
  return found
}

const personal = (values: ReadonlyMap<string, readonly string[]>) =>
  [...values].filter(([, texts]) => texts.some((text) => /secret/i.test(text))).map(([column]) => column)

test('a user who may not create roles deploys without them, and gets the statements for an administrator', async () => {
  const { err, exitCode } = await commandLine('deploy', '--database', urlOf('deployer'))
  expect(exitCode).toBe(0)
  for (const { name } of readerRoles) expect(err).toContain(`create role ${name} nologin;`)
  const again = await commandLine('deploy', '--database', urlOf('deployer'), '--json')
  expect(JSON.parse(again.out)).toMatchObject({ missingRoles: readerRoles.map(({ name }) => name) })
})

test('after the administrator has created the roles, the next deployment gives them their rights', async () => {
  await admin.execute(readerRoles.map(({ name }) => `create role ${name} nologin`).join(';'))
  const { err } = await commandLine('deploy', '--database', urlOf('deployer'))
  expect(err).not.toContain('create role')
  const deployer = await openEngine(urlOf('deployer'))
  const data = await writeDataSet(people)
  await load(deployer, catalog.sources, [data.directory])
  await data.remove()
  await refresh(deployer, catalog)
  await as('plumbline_reader', async (engine) => {
    expect((await select(engine, 'select user_id from entities.users')).rows).toHaveLength(5)
    for (const sql of [
      'select email from entities.users',
      'select * from entities.users',
      'select 1 from entities.users where name is not null',
      'select user_id from source.users',
      'select user_id from staging.users',
      'select id from plumbline.api_keys',
      'select table_name from plumbline.source_state',
    ])
      await expect(select(engine, sql), sql).rejects.toMatchObject({ code: '42501' })
  })
  await deployer.close()
})

test('no value that a reader sees is personal; with personal data, addresses and names are there', async () => {
  await as('plumbline_reader', async (engine) => {
    const values = await readable(engine)
    expect(values.get('entities.users.user_id')).toHaveLength(5)
    expect(personal(values)).toEqual([])
  })
  await as('plumbline_pii_reader', async (engine) => {
    expect(personal(await readable(engine, ['entities']))).toContain('entities.users.email')
    await expect(select(engine, 'select user_id from source.users')).rejects.toMatchObject({ code: '42501' })
  })
})

test('the rights outlive a deployment', async () => {
  const deployer = await openEngine(urlOf('deployer'))
  await deployer.transaction(async (transaction) => {
    await deploy(transaction, catalog)
    await refresh(transaction, catalog)
  })
  await deployer.close()
  await as('plumbline_reader', async (engine) => {
    expect((await select(engine, 'select user_id from entities.users')).rows).toHaveLength(5)
    await expect(select(engine, 'select email from entities.users')).rejects.toMatchObject({ code: '42501' })
  })
})
