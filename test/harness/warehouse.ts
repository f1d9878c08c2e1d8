import { beforeAll, describe, expect, inject, test as plainTest } from 'vitest'
import type { TestAPI } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { PlumblineError } from '../../src/errors.ts'
import type { Access } from '../../src/policy/access.ts'
import { runQuery } from '../../src/query/run-query.ts'
import { findSignals } from '../../src/query/signals/find-signals.ts'
import type { SignalsPage, SignalsRequest } from '../../src/query/signals/signals-request.ts'
import type { Runtime } from '../../src/query/runtime.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import type { MetricsResult } from '../../src/semantic/model/result.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { recordInspection } from '../../src/warehouse/contract/record-inspection.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import type { EngineOptions } from '../../src/warehouse/engine/engine-options.ts'
import { readWarehouseState } from '../../src/warehouse/state/read-warehouse-state.ts'
import { openPgliteFrom, openTestPostgres, postgresUrl } from './engines.ts'
import { fillResults, fillStored } from './fill-stored.ts'
import { ownCatalog } from './own-catalog.ts'
import { engineKinds } from './engine-kinds.ts'
import type { EngineKind } from './engine-kinds.ts'
import { forFewRows } from './few-rows.ts'
import { insertRows } from './sample-rows.ts'
import type { Row, SourceRows } from './sample-rows.ts'
import { deployedTemplate } from './templates.ts'

export type { EngineKind, Row, SourceRows }

/** A warehouse that holds the rows of one test. */
export interface Warehouse {
  /** The rows of an answer, as objects whose numbers are numbers. */
  readonly ask: (request: MetricsRequestInput) => Promise<readonly Row[]>
  /** The whole result, as every interface gets it. */
  readonly answer: (request: MetricsRequestInput) => Promise<MetricsResult>
  /** The error that rejects a request; fails when there is a result. */
  readonly rejection: (request: MetricsRequestInput) => Promise<PlumblineError>
  /** The same warehouse for a caller who may see only some of it. */
  readonly as: (access: Access) => Warehouse
  /** A page of the feed of signals. */
  readonly signals: (request?: Partial<SignalsRequest>) => Promise<SignalsPage>
  /** An independent check: a hand-written query, its numbers as numbers. */
  readonly sql: (text: string) => Promise<readonly Row[]>
  /** Fills the stored results, for a hand-written query of them. */
  readonly storeResults: () => Promise<void>
}

/** An engine with the catalogue deployed, empty. */
export interface DeployedWarehouse {
  readonly engine: Engine
  readonly catalog: Catalog
  readonly close: () => Promise<void>
}

/** Fills the source tables with these rows and nothing else; gone when the test ends. */
export type Given = (tables: SourceRows) => Promise<Warehouse>

export type WarehouseTest = TestAPI<{ given: Given }>

/**
 * Defines tests that run on each engine of the run, which is opened once per worker. What PGlite answers in a test,
 * PostgreSQL has to answer too, row for row.
 *
 * @param isHere whether the data of the tests are on this machine; without them the tests are skipped
 */
export const onBothEngines = (define: (test: WarehouseTest) => void, isHere = true): void => {
  const answers = new Map<string, readonly unknown[]>()
  describe.skipIf(!isHere).each(engineKinds)('%s', (kind) => define(warehouseTest(kind, answers)))
}

/** The same on PostgreSQL alone, for tests that say nothing of the engine. */
export const onOneEngine = (define: (test: WarehouseTest) => void): void => {
  describe('postgres', () => define(warehouseTest('postgres', new Map())))
}

const warehouseTest = (kind: EngineKind, answers: Map<string, readonly unknown[]>): WarehouseTest => {
  beforeAll(() => sharedWarehouse(kind))

  return plainTest.extend<{ given: Given }>({
    given: async ({ task }, use) => {
      const { engine, catalog } = await sharedWarehouse(kind)
      const heard: unknown[] = []
      await rolledBack(engine, async (session) => {
        const transaction = await forFewRows(session)
        return use(async (tables) => {
          await fill(transaction, catalog, tables)
          return steadyWarehouse(transaction, catalog, heard)
        })
      })
      if (kind === 'pglite') answers.set(task.name, heard)
      else if (answers.has(task.name)) expect(heard, 'what PGlite answered').toEqual(answers.get(task.name))
    },
  })
}

/** The warehouse of a kind that all files of this worker share: every test undoes what it did. */
export const sharedWarehouse = (kind: EngineKind): Promise<DeployedWarehouse> => {
  const open = shared.get(kind) ?? openDeployed(kind, { poolSize: 2 })
  shared.set(kind, open)
  return open
}

const shared = new Map<EngineKind, Promise<DeployedWarehouse>>()

/** A new warehouse with every view of `sql/` in it; the options are those of a server. */
export const openDeployed = async (
  kind: EngineKind,
  options: EngineOptions = {},
): Promise<DeployedWarehouse> => {
  const catalog = await ownCatalog()
  if (kind === 'pglite') {
    const archive = inject('deployedArchive')
    if (archive === null) throw new Error('Only npm run test:full has deployed warehouses on PGlite.')
    const engine = await openPgliteFrom(new URL(archive))
    return { engine, catalog, close: () => engine.close() }
  }
  const { engine, stop } = await openTestPostgres(postgresUrl(), options, deployedTemplate)
  return { engine, catalog, close: stop }
}

/** What the work did is undone, however it ended. */
export const rolledBack = async <Result>(
  engine: Engine,
  work: (transaction: Engine) => Promise<Result>,
): Promise<Result> => {
  const undo = new Error('The work is done')
  const results: Result[] = []
  await engine
    .transaction(async (transaction) => {
      results.push(await work(transaction))
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return results[0] as Result
}

/** Fills the source tables with these rows and nothing else, and then every stored view. */
export const fill = async (engine: Engine, catalog: Catalog, tables: SourceRows): Promise<void> => {
  await engine.execute([...catalog.sources.keys()].map((name) => `delete from source.${name}`).join(';'))
  for (const [name, rows] of Object.entries(tables)) await engine.query(insertRows(catalog, name, rows))
  await engine.query({
    sql: 'update plumbline.source_state set provided = table_name = any ($1::text[])',
    parameters: [Object.keys(tables)],
  })
  await recordInspection(engine, catalog.sources)
  await fillStored(engine, catalog)
}

/** Ways to ask what an engine holds, whatever is written to it meanwhile. */
export const warehouseOf = (engine: Engine, catalog: Catalog): Warehouse =>
  waysToAsk(runtimeOf(catalog, engine), [])

/**
 * Ways to ask what an engine holds while nothing is written to it: what is known of its data is read once, and not
 * again whenever another database of the server has changed. Every answer's rows are kept in `heard`.
 */
export const steadyWarehouse = (engine: Engine, catalog: Catalog, heard: unknown[] = []): Warehouse => {
  const runtime = runtimeOf(catalog, engine)
  let known: ReturnType<Runtime['state']> | undefined
  const state = () => (known ??= readWarehouseState(runtime.engine, catalog))
  return waysToAsk({ ...runtime, state }, heard)
}

const waysToAsk = (runtime: Runtime, heard: unknown[]): Warehouse => {
  const answer = async (request: MetricsRequestInput): Promise<MetricsResult> => {
    const given = await runQuery(runtime, request)
    heard.push(given.rows)
    return given
  }
  return {
    as: (access) => waysToAsk({ ...runtime, access }, []),
    answer,
    ask: async (request) => toObjects(await answer(request)),
    rejection: async (request) => {
      try {
        await runQuery(runtime, request)
      } catch (error) {
        if (error instanceof PlumblineError) return error
        throw error
      }
      throw new Error(`It was answered: ${JSON.stringify(request)}`)
    },
    signals: async (request = {}) => {
      const page = await findSignals(runtime, { first: 200, ...request })
      heard.push(page.rows)
      return page
    },
    storeResults: () => fillResults(runtime.engine, runtime.catalog),
    sql: async (text) => {
      const rows = await runtime.engine.query<Record<string, unknown>>({ sql: text, parameters: [] })
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toNumber(value)])),
      )
    },
  }
}

/** The rows of an answer by column name, numbers as numbers. */
export const toObjects = ({ columns, rows }: Pick<MetricsResult, 'columns' | 'rows'>): readonly Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name, type }, index) => {
        const value = row[index] ?? null
        return [name, value !== null && ['bigint', 'numeric'].includes(type) ? Number(value) : value]
      }),
    ),
  )

const toNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
