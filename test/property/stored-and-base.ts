import { expect } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { hash } from '../../src/catalog/hash.ts'
import { wholeTime, type Rollup, type RollupGrain } from '../../src/catalog/rollups/rollup.ts'
import { PlumblineError } from '../../src/errors.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { runQuery } from '../../src/query/run-query.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { MetricsResult } from '../../src/semantic/model/result.ts'
import type { WarehouseState } from '../../src/semantic/model/warehouse-state.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import type { Query } from './oracle/question/query.ts'

/**
 * A rollup that stores what a query needs: its metrics, by its grain and its dimensions, those of its conditions included.
 */
export function rollupFor(catalog: Catalog, query: Query, name: string): Rollup {
  const isStored = (dimension: string) => !['cohort', 'age'].includes(dimension)
  const by = (query.by ?? []).filter(isStored)
  const common = (query.where ?? []).map(({ dimension }) => dimension).filter(isStored)
  const own = query.metrics.map(({ where = [] }) => where.map(({ dimension }) => dimension))
  const levels =
    query.subtotals === true || query.totals === true ? by.map((_, index) => by.slice(0, index)) : []
  const sets = [by, ...levels].flatMap((level) => [
    [...level, ...common],
    ...own.map((one) => [...level, ...common, ...one]),
  ])
  const metrics = [...new Set(query.metrics.map(({ metric }) => metric))]
  const areEvents = metrics.every((metric) => catalog.metrics.get(metric)?.view === 'metrics.engagement')
  const grain = (query.grain ?? wholeTime) as RollupGrain
  const header: Rollup['header'] = {
    rollup: name,
    description: 'What a query needs.',
    owner: 'test',
    metrics,
    grains: [...new Set<RollupGrain>(query.totals === true ? [grain, wholeTime] : [grain])],
    dimensions: [...new Set(sets.map((set) => [...new Set(set)].sort().join(' ')))].map((set) =>
      set === '' ? [] : set.split(' '),
    ),
    tolerance: '2 days',
    changes: areEvents ? 'periods' : 'all',
  }
  return { name, file: name, text: name, header, hash: hash(header) }
}

/** The same definitions with other rollups. */
export function withRollups(catalog: Catalog, rollups: readonly Rollup[]): Catalog {
  return { ...catalog, rollups: new Map(rollups.map((rollup) => [rollup.name, rollup])) }
}

/**
 * Asks a query once with stored rows and once without, and compares the bytes of the results. Without them, the days of
 * events are not read either.
 *
 * @returns whether the result was read from stored rows; null when the query is rejected
 */
export async function compareStored(
  engine: Engine,
  catalog: Catalog,
  state: WarehouseState,
  query: MetricsRequestInput,
): Promise<MetricsResult['provenance']['servedFrom'] | null> {
  const ask = (known: WarehouseState) =>
    runQuery({ ...runtimeOf(catalog, engine), state: () => Promise.resolve(known) }, query).catch(
      (error: unknown) => {
        if (error instanceof PlumblineError) return error
        throw error
      },
    )
  const one = await ask(state)
  const events = new Set([...state.stored].filter((name) => name !== 'facts.daily_events'))
  const other = await ask({ ...state, rollups: new Map(), stored: events })
  if (one instanceof PlumblineError || other instanceof PlumblineError) {
    expect(errorOf(one), JSON.stringify(query)).toBe(errorOf(other))
    return null
  }
  expect(contentOf(one), JSON.stringify(query)).toEqual(contentOf(other))
  return one.provenance.servedFrom
}

/** Everything in a result but where it was read from. */
function contentOf({
  provenance: { servedFrom: _servedFrom, ...provenance },
  ...result
}: MetricsResult): string {
  return JSON.stringify({ ...result, provenance }, null, 1)
}

function errorOf(given: unknown): string | null {
  return given instanceof PlumblineError ? String(given) : null
}
