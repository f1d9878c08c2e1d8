import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { deployedCatalog } from '../../src/cli/diff/deployed-catalog.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { createLog } from '../../src/log.ts'
import { startServer } from '../../src/server.ts'
import type { RunningServer } from '../../src/server.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import { changingDefault } from '../catalog/changed-catalog.ts'
import { deployedFiles } from '../../src/warehouse/release/deployed-files.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { recordRelease } from '../../src/warehouse/release/record-release.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { releaseOf } from '../../src/warehouse/release/release.ts'
import { commandLine } from '../cli/command-line.ts'
import { writeDataSet } from '../contract/data-set.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { openTestPostgres, postgresUrl } from '../harness/engines.ts'
import type { TestPostgres } from '../harness/engines.ts'
import { at } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'

let folder: string
let postgres: TestPostgres
let own: Catalog
let others: Catalog
const running: (() => Promise<void>)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-definitions-'))
  await cp('sql', join(folder, 'sql'), { recursive: true })
  const file = join(folder, 'sql', 'parameters', 'activation.yaml')
  const text = await readFile(file, 'utf8')
  const changed = changingDefault('activation_window_hours', '1')(text)
  expect(changed).not.toBe(text)
  await writeFile(file, changed)
  own = await ownCatalog()
  others = await loadCatalog(join(folder, 'sql'))
  postgres = await openTestPostgres(postgresUrl())
  const dataSet = await writeDataSet(smallCompany)
  await release(own)
  await load(postgres.engine, own.sources, [dataSet.directory])
  await refresh(postgres.engine, own)
  await dataSet.remove()
})

afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
  await release(own)
})

afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true })
})

/** The same work as `plumbline deploy`. */
const release = (catalog: Catalog) =>
  postgres.engine.transaction(async (transaction) => {
    await deploy(transaction, catalog)
    await refresh(transaction, catalog)
  })

/** The definitions with one text in one file changed. */
const changedFile = async (name: string, from: string, to: string): Promise<string> => {
  const directory = await mkdtemp(join(folder, 'changed-'))
  await cp('sql', directory, { recursive: true })
  const file = join(directory, name)
  const text = await readFile(file, 'utf8')
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  await writeFile(file, changed)
  return directory
}

/** A server with connections of its own, as in another process. */
const serve = async (follows: boolean, catalog = own): Promise<RunningServer> => {
  const engine = await openEngine(postgres.url)
  const server = await startServer(
    runtimeOf(catalog, engine),
    { host: '127.0.0.1', port: 0, logLevel: 'silent' },
    {
      log: createLog('silent'),
      readDeployed: follows
        ? async (snapshot) => deployedCatalog(await deployedFiles(snapshot), 'sql')
        : null,
    },
  )
  running.push(async () => {
    await server.stop()
    await engine.close()
  })
  return server
}

const ask = async ({ url }: RunningServer, query: string) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as { data: unknown; errors?: readonly { message: string }[] }
}

const ready = async ({ url }: RunningServer) => {
  const response = await fetch(`${url}/ready`)
  return { status: response.status, body: await response.json() }
}

const rate = `{
  activation { rows { activationRate { value } } provenance { metrics { definitionHash deviations { option } } } }
}`

const hashOf = (catalog: Catalog) => catalog.metrics.get('activation_rate')?.hash

test('a server with definitions that are not deployed reports both hashes and rejects every query', async () => {
  const server = await serve(false)
  expect(await ready(server)).toMatchObject({ status: 200, body: { status: 'ready' } })
  expect(at((await ask(server, rate)).data, 'activation.provenance.metrics.0.definitionHash')).toBe(
    hashOf(own),
  )

  await release(others)
  const definitions = { used: releaseOf(own).hash, deployed: releaseOf(others).hash }
  expect(definitions.used).not.toBe(definitions.deployed)
  expect(await ready(server)).toMatchObject({
    status: 503,
    body: { status: 'definitions_changed', definitions },
  })
  for (const question of [
    rate,
    '{ metrics(input: { metrics: [SIGNUPS] }) { rows } }',
    '{ accounts { totalCount } }',
    '{ users(first: 1) { nodes { key account { revenue { value } } } } }',
    '{ catalog { dataAsOf } }',
    '{ explain(input: { metrics: [SIGNUPS] }) { sql } }',
  ]) {
    const { errors } = await ask(server, question)
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'DEFINITIONS_CHANGED', definitions } })
    expect(errors?.[0]?.message).toContain(definitions.used)
    expect(errors?.[0]?.message).toContain(definitions.deployed)
    expect(errors?.[0]?.message).toContain('plumbline deploy')
  }

  await release(own)
  expect(await ready(server)).toMatchObject({ status: 200 })
  expect((await ask(server, rate)).errors).toBeUndefined()
})

test('a changed metric definition alone is detected', async () => {
  const server = await serve(false)
  const [name, metric] = [...own.metrics][0] ?? []
  if (name === undefined || metric === undefined) throw new Error('There is no metric.')
  await recordRelease(postgres.engine, {
    ...own,
    metrics: new Map([...own.metrics, [name, { ...metric, hash: 'another' }]]),
  })
  const { errors } = await ask(server, rate)
  expect(errors?.[0]).toMatchObject({
    extensions: { code: 'DEFINITIONS_CHANGED', problems: [`${name} differs.`] },
  })
})

test.each([
  ['the version of a metric', 'metrics/signups.sql', 'kind: count\n', 'kind: count\n    version: 9\n'],
  ['the description of a metric', 'metrics/signups.sql', 'Users who signed up', 'People who signed up'],
  [
    'a table of the source contract',
    'sources/feedback.yaml',
    'Scores that users gave',
    'Scores from 0 to 10',
  ],
])('callers can see %s, so a server detects the change', async (_what, name, from, to) => {
  const changed = await changedFile(name, from, to)
  const catalog = await loadCatalog(changed)
  const numbers = (of: Catalog) => [...of.metrics.values()].map(({ hash }) => hash)
  expect(numbers(catalog)).toEqual(numbers(own))
  const [server, follower] = [await serve(false), await serve(true)]
  const told = `{ catalog { dataAsOf metric(name: SIGNUPS) { version description } sources { name description } } }`
  const before = (await ask(follower, told)).data
  expect(before).toBeTruthy()
  const there = ['--database', postgres.url, '--sql', changed]
  const { err } = await commandLine('deploy', ...there)
  expect(err).toContain('Changed headers were recorded.')
  expect((await commandLine('deploy', ...there)).err).toContain('Up to date')

  const definitions = { used: releaseOf(own).hash, deployed: releaseOf(catalog).hash }
  expect(await ready(server)).toMatchObject({ status: 503, body: { definitions } })
  expect((await ask(server, told)).errors?.[0]).toMatchObject({
    extensions: {
      code: 'DEFINITIONS_CHANGED',
      problems: [
        `${name
          .replace(/^sources/, 'source')
          .replace('/', '.')
          .replace(/\.\w+$/, '')} differs.`,
      ],
    },
  })
  await expect.poll(() => ready(follower), { timeout: 20_000 }).toMatchObject({ status: 200 })
  const { data } = await ask(follower, told)
  expect(data).toEqual((await ask(await serve(false, catalog), told)).data)
  expect(data).not.toEqual(before)
})

test('a server that follows applies a new source table with the views that read it', async () => {
  const folderOfNew = await mkdtemp(join(folder, 'source-'))
  await cp('sql', folderOfNew, { recursive: true })
  await writeFile(
    join(folderOfNew, 'sources', 'visits.yaml'),
    'table: visits\ndescription: Who came to the site.\nkey: [visit_id]\ncolumns:\n  visit_id: { type: text, required: true }\n',
  )
  const follower = await serve(true)
  await release(await loadCatalog(folderOfNew))
  await expect.poll(() => ready(follower), { timeout: 20_000 }).toMatchObject({ status: 200 })
  const { data } = await ask(follower, '{ catalog { sources { name } } }')
  expect(JSON.stringify(data)).toContain('"visits"')
})

test('a server that follows switches to the deployed definitions without losing a request', async () => {
  const server = await serve(true)
  let isOver = false
  const seen: (readonly unknown[])[] = []
  const asker = async () => {
    while (!isOver) {
      const { data, errors } = await ask(server, rate)
      expect(errors).toBeUndefined()
      seen.push([
        at(data, 'activation.provenance.metrics.0.definitionHash'),
        at(data, 'activation.rows.0.activationRate.value'),
        at(data, 'activation.provenance.metrics.0.deviations'),
      ])
    }
  }
  const askers = [asker(), asker(), asker()]
  await expect.poll(() => seen.length, { timeout: 20_000 }).toBeGreaterThan(3)
  await release(others)
  await expect.poll(() => seen.some(([hash]) => hash === hashOf(others)), { timeout: 20_000 }).toBe(true)
  isOver = true
  await Promise.all(askers)
  // each hash has one number, and neither is a deviation
  const kinds = [...new Set(seen.map((answer) => JSON.stringify(answer)))]
  expect(kinds.sort()).toEqual(
    [
      JSON.stringify([hashOf(own), seen[0]?.[1], []]),
      JSON.stringify([hashOf(others), seen.at(-1)?.[1], []]),
    ].sort(),
  )
  expect(seen[0]?.[1]).not.toBe(seen.at(-1)?.[1])
  expect(await ready(server)).toMatchObject({ status: 200 })
})

test('a command that runs a query detects the change too, and names the remedy', async () => {
  await release(others)
  for (const command of ['query', 'explain']) {
    const { err, exitCode } = await commandLine(command, 'signups', '--database', postgres.url)
    expect(exitCode).toBe(1)
    expect(err).toContain('error DEFINITIONS_CHANGED')
    expect(err).toContain(releaseOf(own).hash)
    expect(err).toContain(releaseOf(others).hash)
    expect(err).toContain('plumbline deploy')
  }
  const used = await commandLine(
    ...['query', 'signups', '--format', 'csv', '--database', postgres.url, '--sql', join(folder, 'sql')],
  )
  expect([used.exitCode, used.out.split('\n')[0]]).toEqual([0, 'signups'])
  const checked = await commandLine('check', '--database', postgres.url)
  expect(checked.exitCode).toBe(1)
  expect(checked.out).toContain('parameters.business: deployed with another definition: plumbline deploy.')
  const { out, exitCode } = await commandLine('diff', '--database', postgres.url)
  expect([exitCode, out.includes('activation_rate')]).toEqual([0, true])
})

test('data loaded after a change of a header use that header', async () => {
  const headers = await mkdtemp(join(folder, 'headers-'))
  await cp('sql', headers, { recursive: true })
  const file = join(headers, 'metrics', 'signups.sql')
  const text = await readFile(file, 'utf8')
  const changed = text.replace('kind: count\n', 'kind: count\n    where: user_id is not null\n')
  expect(changed).not.toBe(text)
  await writeFile(file, changed)
  const dataSet = await writeDataSet(smallCompany)
  const there = ['--database', postgres.url, '--sql', headers]
  expect((await commandLine('query', 'signups', ...there)).err).toContain('error DEFINITIONS_CHANGED')
  const loaded = await commandLine('load', dataSet.directory, ...there)
  await dataSet.remove()
  expect(loaded.exitCode, loaded.err).toBe(0)
  const { out, exitCode } = await commandLine('query', 'signups', '--format', 'csv', ...there)
  expect([exitCode, out.split('\n')[0]]).toEqual([0, 'signups'])
})

test('a query during a deployment uses the old definitions throughout or is rejected', async () => {
  const server = await serve(false)
  const outcomes = new Set<unknown>()
  let isOver = false
  const asker = async () => {
    while (!isOver) {
      const { data, errors } = await ask(
        server,
        `${rate.slice(0, -1)} accounts { totalCount } users { totalCount } }`,
      )
      outcomes.add(
        errors === undefined
          ? JSON.stringify(data)
          : JSON.stringify([...new Set(errors.map((error) => at(error, 'extensions.code')))]),
      )
    }
  }
  const askers = [asker(), asker(), asker()]
  for (const catalog of [others, own, others, own]) {
    await release(catalog)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  isOver = true
  await Promise.all(askers)
  expect([...outcomes].filter((outcome) => String(outcome).startsWith('['))).toEqual([
    '["DEFINITIONS_CHANGED"]',
  ])
  expect(outcomes.size).toBe(2)
})
