import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { loadDemo } from '../../src/cli/demo/load-demo.ts'
import { makeArchive } from '../../src/cli/demo/make-archive.ts'
import { ensureDeployed } from '../../src/cli/steps/with-runtime.ts'
import { processTerminal } from '../../src/cli/terminal/terminal.ts'
import { inOperation, runtimeOf } from '../../src/open-runtime.ts'
import { runQuery } from '../../src/query/run-query.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'
import { publishCopy } from '../../src/warehouse/release/batches/publish-copy.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { typedRequest } from '../harness/typed-request.ts'

const quiet = { step: () => undefined, end: () => undefined }
const users = 60
/** Everything is filled twice and computed once, on a machine that may be busy. */
const patienceMs = 600_000
let folder: string
let archive: URL
let catalog: Catalog
const engines: Engine[] = []

const opened = async (name: string, initialData?: URL): Promise<Engine> => {
  const engine = await openEngine(join(folder, name), { initialData })
  engines.push(engine)
  return engine
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-archive-'))
  archive = pathToFileURL(join(folder, 'demo.tar.br'))
  catalog = await ownCatalog()
  await makeArchive(fileURLToPath(archive), quiet, users)
}, patienceMs)

afterAll(async () => {
  for (const engine of engines) await engine.close()
  await rm(folder, { recursive: true })
})

const questions = [
  'mrr new_mrr churned_mrr --grain month --by origin_motion',
  'weekly_active_users monthly_active_users --grain week',
  'activation_rate --by invited_or_self --option core_action=message_sent --parts',
  'user_retention_rate --grain month',
  'health_score product_qualified_accounts --by industry',
  'cac_payback_months recovered_share --parts',
]

const answers = async (engine: Engine, definitions: Catalog): Promise<readonly unknown[]> => {
  const found: unknown[] = []
  for (const question of questions) {
    const request = typedRequest(definitions, `plumbline query ${question}`)
    const result = await inOperation(runtimeOf(definitions, engine), (runtime) => runQuery(runtime, request))
    const { asOf, dataAsOf } = result.provenance
    found.push({ question, rows: result.rows, asOf, dataAsOf })
  }
  return found
}

/** Where an answer comes from, and its notes. */
const origin = async (engine: Engine, question: string): Promise<readonly string[]> => {
  const request = typedRequest(catalog, `plumbline query ${question}`)
  const { provenance } = await inOperation(runtimeOf(catalog, engine), (runtime) =>
    runQuery(runtime, request),
  )
  return [provenance.servedFrom, ...provenance.notes]
}

/** The definitions with a longer window of monthly active users. */
const withLongerWindow = async (): Promise<Catalog> => {
  const directory = join(folder, 'sql')
  await cp('sql', directory, { recursive: true })
  const file = join(directory, 'parameters/activity.yaml')
  const text = await readFile(file, 'utf8')
  const changed = text.replace(
    /(mau_window:\s+type: integer\s+default: )28/,
    (_all, before: string) => `${before}30`,
  )
  if (changed === text) throw new Error(`${file} has no mau_window of 28 days`)
  await writeFile(file, changed)
  return loadCatalog(directory)
}

test(
  'a demo from the archive gives the answers of a loaded one, from stored rows',
  async () => {
    const [copied, loaded] = [await opened('copied', archive), await opened('loaded')]
    await copied.execute("update plumbline.batches set published_at = published_at - interval '1 year'")
    const question = 'monthly_active_users --grain week'
    expect(await origin(copied, question)).toEqual(['rollup', expect.stringContaining('last refreshed at')])
    await publishCopy(copied)
    expect(await origin(copied, question)).toEqual(['rollup'])

    await loadDemo(loaded, catalog, quiet, users)
    const before = await answers(copied, catalog)
    expect(before).toEqual(await answers(loaded, catalog))

    // changed definitions are deployed over it
    const changed = await withLongerWindow()
    const terminal = processTerminal()
    for (const engine of [copied, loaded]) await ensureDeployed(terminal, engine, changed, false)
    const after = await answers(copied, changed)
    expect(after).toEqual(await answers(loaded, changed))
    expect(after).not.toEqual(before)
  },
  patienceMs,
)
