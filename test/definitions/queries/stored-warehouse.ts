import { expect } from 'vitest'
import type { Catalog } from '../../../src/catalog/catalog.ts'
import { runtimeOf } from '../../../src/open-runtime.ts'
import { explainQuery } from '../../../src/query/explain-query.ts'
import { runQuery } from '../../../src/query/run-query.ts'
import { fillRollups } from '../../../src/rollups/fill-rollups.ts'
import { verifyRollups, type Verification } from '../../../src/rollups/verify-rollups.ts'
import type { MetricsRequestInput } from '../../../src/semantic/model/request/request.ts'
import type { MetricsResult } from '../../../src/semantic/model/result.ts'
import type { RollupChoice } from '../../../src/semantic/model/rollup-state.ts'
import type { Engine } from '../../../src/warehouse/engine/engine.ts'
import { forFewRows } from '../../harness/few-rows.ts'
import { fill, rolledBack, sharedWarehouse, type SourceRows } from '../../harness/warehouse.ts'

/** A warehouse with some rollups of `sql/rollups/`. */
export interface StoredWarehouse {
  readonly engine: Engine
  readonly catalog: Catalog
  /** Fills the source tables and the stored views, not the rollups. */
  readonly given: (tables: SourceRows) => Promise<void>
  /** Fills the rollups. */
  readonly refreshed: () => Promise<void>
  /** The result, which a computation without stored rows equals in every row. */
  readonly answer: (request: MetricsRequestInput) => Promise<MetricsResult>
  /** The same; fails when it is computed. */
  readonly stored: (request: MetricsRequestInput) => Promise<MetricsResult['rows']>
  /** Compares all stored values with those of the base. */
  readonly verified: () => Promise<Verification>
  /** Fills the rollups, but fails after so many statements; what was written before stays. */
  readonly interrupted: (statements: number) => Promise<void>
  /** Why no stored rows are read for the first group of metrics. */
  readonly reasons: (request: MetricsRequestInput) => Promise<RollupChoice['rejected']>
}

/** Runs work with a warehouse whose changes are rolled back, with some rollups only: each takes time to fill. */
export const withStored = async (
  kind: Engine['kind'],
  names: readonly string[],
  work: (warehouse: StoredWarehouse) => Promise<void>,
): Promise<void> => {
  const { engine, catalog: whole } = await sharedWarehouse(kind)
  const catalog = {
    ...whole,
    rollups: new Map([...whole.rollups].filter(([name]) => names.includes(name))),
  }
  await rolledBack(engine, async (session) => {
    const transaction = await forFewRows(session)
    const runtime = () => runtimeOf(catalog, transaction)
    const answer = async (request: MetricsRequestInput): Promise<MetricsResult> => {
      const result = await runQuery(runtime(), request)
      const state = await runtime().state()
      const unstored = { ...state, rollups: new Map() }
      const base = await runQuery({ ...runtime(), state: () => Promise.resolve(unstored) }, request)
      expect(base.provenance.servedFrom).not.toBe('rollup')
      expect(result.rows).toEqual(base.rows)
      expect(result.totals).toEqual(base.totals)
      expect(result.provenance.metrics).toEqual(base.provenance.metrics)
      return result
    }
    await work({
      engine: transaction,
      catalog,
      given: (tables) => fill(transaction, catalog, tables),
      refreshed: () => fillRollups(transaction, catalog),
      answer,
      stored: async (request) => {
        const { rows, provenance } = await answer(request)
        expect(provenance.servedFrom).toBe('rollup')
        return rows
      },
      verified: () => verifyRollups(runtime(), 1000),
      interrupted: async (statements) => {
        const end = new Error('The process ended')
        let left = statements
        const ending: Engine = {
          ...transaction,
          query: (...statement) => {
            if (/\binsert into "rollups"/.test(statement[0].sql)) left -= 1
            return left < 0 ? Promise.reject(end) : transaction.query(...statement)
          },
        }
        await expect(fillRollups(ending, catalog)).rejects.toBe(end)
      },
      reasons: async (request) => (await explainQuery(runtime(), request)).sources[0]?.rejected ?? [],
    })
  })
}
